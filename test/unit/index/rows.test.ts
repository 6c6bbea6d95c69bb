import assert from 'node:assert/strict';
import { Database } from '../../../src/core/index/database';
import { fromRow, type IndexedPhoto, SELECT_PHOTOS, toRow, UPSERT_PHOTO } from '../../../src/core/index/rows';
import { migrate } from '../../../src/core/index/schema';
import type { Metadata } from '../../../src/core/model';
import { metadata, samplePhoto, sqlWasm } from './fixtures';

describe('rows of the index', () => {
  it('give back every photo as it was, whatever is known of it (500 random photos)', async () => {
    const photos = Array.from({ length: 500 }, (_, seed) => randomPhoto(seed));
    assert.deepEqual(await throughDatabase(photos), photos);
  });

  it('fill facts that an older qrate did not know with null', async () => {
    const { lens: _, ...older } = metadata;
    const [photo] = await throughDatabase([samplePhoto(1, { metadata: older as Metadata })]);
    assert.equal(photo?.metadata?.lens, null);
    assert.equal(photo?.metadata?.iso, 400);
  });
});

async function throughDatabase(photos: readonly IndexedPhoto[]): Promise<IndexedPhoto[]> {
  const database = await Database.open(sqlWasm, null);
  migrate(database);
  database.runMany(UPSERT_PHOTO, photos.map(toRow));
  const read = database.all(`${SELECT_PHOTOS} ORDER BY rowid`, fromRow);
  database.close();
  return read;
}

/** Mulberry32: the same photos on every run. */
function randomPhoto(seed: number): IndexedPhoto {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const some = <T>(value: T): T | null => (random() < 0.3 ? null : value);
  const text = () =>
    ['plain', 'it’s "quoted" \'twice\'', 'new\nline', '📷 Фото', "'); DROP TABLE photo; --", '', '\\', 'é'.normalize('NFD')][
      Math.floor(random() * 8)
    ] ?? '';
  const number = () =>
    [random(), -random() * 5, Math.floor(random() * 1e6), random() * 1e12, 1 / 3, 1e-300, 2 ** 40][Math.floor(random() * 7)] ?? 0;
  const count = () => Math.floor(random() * 2 ** 40);
  return {
    path: `${text()}/${seed}`,
    size: count(),
    mtimeMs: number(),
    companions: Array.from({ length: Math.floor(random() * 4) }, (_, n) => ({
      path: `${text()}${n}.xmp`,
      size: count(),
      mtimeMs: number(),
    })),
    format: some('raw'),
    metadata: some({
      ...metadata,
      timestamp: some(text()),
      iso: some(number()),
      shutter: some(number()),
      aperture: some(number()),
      focalLength: some(number()),
      make: some(text()),
      exposureBias: some(number()),
      rating: some(3),
      label: some(text()),
    }),
    preview: some({ source: 'demosaic', width: 2048, height: 1365, contentId: text() + seed }),
    scores: some({
      sharpness: number(),
      exposure: random(),
      clippedShadows: random(),
      clippedHighlights: 0,
      noise: 1,
      phash: 'f'.repeat(16),
    }),
    hash: some('a'.repeat(64)),
    failure: some({ stage: 'ingest', code: 'corrupt', detail: text() }),
    versions: { ingest: 0, analyze: Math.floor(random() * 9), hash: 2 },
  };
}
