import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Bytes, bytesOf } from '../../../src/core/ingest/bytes';
import type { Contents } from '../../../src/core/ingest/containers/contents';
import { READERS } from '../../../src/core/ingest/containers/readers';
import { walkTiff } from '../../../src/core/ingest/containers/tiff';
import { exifFacts } from '../../../src/core/ingest/metadata/exifFacts';
import { readMetadata } from '../../../src/core/ingest/metadata/metadata';
import { readXmp } from '../../../src/core/ingest/metadata/xmp';
import { sniff } from '../../../src/core/ingest/sniff';
import { type Metadata, NO_METADATA } from '../../../src/core/model';
import { needSamples } from '../../support/samples';
import { type BuiltTag, buildTiff, long } from './build';

const SAMPLES = [
  'jpeg_exif/_K6A7946.JPG',
  'jpeg_exif/DSC_0003.JPG',
  'jpeg_exif/_DSC8833.JPG',
  'jpeg_exif/Olympus_PEN_E-P3.jpg',
  'jpeg_exif/Panasonic_DMC-FZ30.jpg',
  'jpeg_exif/IMGP6668.JPG',
  'raw_headers/FujiFilm.raf',
  'raw_headers/CanonRaw.cr3',
  'raw_headers/CanonRaw.crw',
  'raw_headers/DNG.dng',
];

/** Counts what is read, and gives no more than a file's reader would. */
function metered(buffer: Buffer): Bytes & { readonly spent: () => number } {
  const bytes = bytesOf(buffer);
  let spent = 0;
  const read = (offset: number, length: number): Buffer => {
    const part = bytes.read(offset, length);
    spent += part.length;
    return part;
  };
  return { size: bytes.size, read, spent: () => spent };
}

function assertSane(metadata: Metadata, what: string): void {
  const numbers = JSON.stringify(metadata, (_, value) => (typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value));
  assert.ok(!numbers.includes('NOT FINITE'), `${what}: ${numbers}`);
  assert.deepEqual(Object.keys(metadata).sort(), Object.keys(NO_METADATA).sort(), what);
}

const contentsOf = (bytes: Bytes): Contents | null => {
  const sniffed = sniff(bytes);
  return sniffed && READERS[sniffed.container](bytes);
};

/** Xorshift: the same damage on every run. */
function damage(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

describe('metadata of hostile files', () => {
  it('are null or plausible, and cheap, whatever bytes of the first 8 KB are changed', async function () {
    this.timeout(60_000);
    const samples = needSamples(this);
    for (const [i, sample] of SAMPLES.entries()) {
      const original = readFileSync(path.join(samples, sample)).subarray(0, 96 * 1024);
      const random = damage(i + 1);
      for (let round = 0; round < 60; round++) {
        const file = Buffer.from(original);
        for (let n = 0; n < 12; n++) file[random() % 8192] = [0, 0xff, 0x7f, random() & 255][random() % 4] ?? 0;
        const bytes = metered(file);
        const contents = contentsOf(bytes);
        if (contents === null) continue;
        assertSane(await readMetadata(contents, []), `${sample}, round ${round}`);
        assert.ok(bytes.spent() < 2 ** 20, `${sample}, round ${round}: ${bytes.spent()} bytes`);
      }
    }
  });

  it('cut anywhere are what is still there', async function () {
    this.timeout(60_000);
    const samples = needSamples(this);
    for (const sample of SAMPLES) {
      const original = readFileSync(path.join(samples, sample)).subarray(0, 96 * 1024);
      for (let end = 16; end < original.length; end = Math.ceil(end * 1.4)) {
        const contents = contentsOf(bytesOf(original.subarray(0, end)));
        if (contents) assertSane(await readMetadata(contents, []), `${sample} cut at ${end}`);
      }
    }
  });

  it('made to crash other programs crash nothing here', async function () {
    this.timeout(60_000);
    const folder = path.join(needSamples(this), 'corrupt');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
    for (const { parentPath, name } of files) {
      const file = readFileSync(path.join(parentPath, name));
      const contents = file.length > 0 ? contentsOf(bytesOf(file)) : null;
      if (contents) assertSane(await readMetadata(contents, [file]), name);
    }
  });
});

describe('odd values', () => {
  const position = (tags: readonly BuiltTag[], values: readonly (readonly [at: number, numbers: readonly number[]])[]) => {
    const file = buildTiff(1000, [
      { at: 8, tags: [long(0x8825, 100)] },
      { at: 100, tags },
    ]);
    for (const [at, numbers] of values) for (const [i, it] of numbers.entries()) file.writeUInt32LE(it, at + i * 4);
    const walk = walkTiff(bytesOf(file));
    return walk && exifFacts([walk]).then((it) => it.gps);
  };
  const letter = (tag: number, value: string): BuiltTag => ({ tag, type: 2, count: 2, value: value.charCodeAt(0) });
  const rationals = (tag: number, value: number): BuiltTag => ({ tag, type: 5, count: 3, value });
  const place = [letter(1, 'S'), rationals(2, 300), letter(3, 'E'), rationals(4, 400)];
  const degrees = [33, 1, 51, 1, 0, 0];

  it('of a position: seconds may be missing, degrees, hemisphere and range may not', async () => {
    const ok = { latitude: -33.85, longitude: 151, altitude: null };
    assert.deepEqual(
      await position(place, [
        [300, degrees],
        [400, [151, 1, 0, 1, 0, 1]],
      ]),
      ok,
    );
    assert.equal(
      await position(place.slice(1), [
        [300, degrees],
        [400, [151, 1, 0, 1, 0, 1]],
      ]),
      null,
    );
    assert.equal(
      await position(place, [
        [300, [0, 0, 51, 1, 0, 0]],
        [400, [151, 1, 0, 1, 0, 1]],
      ]),
      null,
    );
    assert.equal(
      await position(place, [
        [300, degrees],
        [400, [181, 1, 0, 1, 0, 1]],
      ]),
      null,
    );
  });

  it('of a position in XMP', () => {
    const gps = (attributes: string) =>
      readXmp(Buffer.from(`<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" ${attributes}/>`)).gps;
    const place = 'exif:GPSLatitude="37,52.2656N" exif:GPSLongitude="122,15,24.4W"';
    assert.deepEqual(gps(`${place} exif:GPSAltitude="900/10" exif:GPSAltitudeRef="1"`), {
      latitude: 37 + 52.2656 / 60,
      longitude: -(122 + 15 / 60 + 24.4 / 3600),
      altitude: -90,
    });
    assert.equal(gps(`${place} exif:GPSAltitude="1/0"`)?.altitude, null);
    assert.equal(gps('exif:GPSLatitude="north" exif:GPSLongitude="122,15.4W"'), null);
    assert.equal(gps('exif:GPSLatitude="95,0.0N" exif:GPSLongitude="122,15.4W"'), null);
  });

  it('of a sidecar: its rating, label and position win, its silence changes nothing', async () => {
    const sidecar = (attributes: string) =>
      Buffer.from(`<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" ${attributes}/>`);
    const embedded = sidecar('xmp:Rating="2" xmp:Label="Red" exif:GPSLatitude="1,0.0N" exif:GPSLongitude="2,0.0E"');
    const contents: Contents = { candidates: [], exif: [], xmp: embedded, facts: {} };
    const { rating, label, gps } = await readMetadata(contents, [sidecar('xmp:Rating="-1"')]);
    assert.deepEqual({ rating, label, gps }, { rating: -1, label: 'Red', gps: { latitude: 1, longitude: 2, altitude: null } });
    const moved = await readMetadata(contents, [sidecar('exif:GPSLatitude="3,0.0S" exif:GPSLongitude="4,0.0W"')]);
    assert.deepEqual(moved.gps, { latitude: -3, longitude: -4, altitude: null });
  });
});
