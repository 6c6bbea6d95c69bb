import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { hashBytes } from '../../../src/core/analyze/hash';
import type { AnalyzeJob, PhotoJob } from '../../../src/core/ports';
import { previewPath, thumbPath } from '../../../src/core/previewCache';
import { processPhoto } from '../../../src/workers/photoJob';
import { buildDng, testDecoders } from '../ingest/decode/build';

describe('processing a photo', () => {
  let root = '';
  let cacheDir = '';
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'qrate-job-'));
    cacheDir = path.join(root, '.qrate', 'cache');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function job(name: string, want: AnalyzeJob['want'] = 'preview'): Promise<PhotoJob> {
    const info = await stat(path.join(root, name)).catch(() => ({ size: 1, mtimeMs: 0 }));
    return { root, photo: { path: name, size: info.size, mtimeMs: info.mtimeMs, companions: [] }, cacheDir, want };
  }
  const jpeg = (width = 1200, height = 800) =>
    sharp({ create: { width, height, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 120, sigma: 30 } } })
      .jpeg()
      .toBuffer();

  it('writes preview and thumb under the content id, and nothing else', async () => {
    await writeFile(path.join(root, 'a b “c” 🌄.jpg'), await jpeg(3000, 2000));
    const { preview, scores, failure } = await processPhoto(await job('a b “c” 🌄.jpg'));
    assert.equal(failure, null);
    assert.ok((scores?.sharpness ?? 0) > 0);
    const id = preview?.contentId ?? '';
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.deepEqual([preview?.width, preview?.height, preview?.source], [1500, 1000, 'file']);
    assert.equal((await sharp(previewPath(cacheDir, id)).metadata()).width, 1500);
    assert.equal((await sharp(thumbPath(cacheDir, id)).metadata()).width, 320);
    assert.deepEqual((await readdir(path.join(cacheDir, id.slice(0, 2)))).sort(), [`${id}.jpg`, `${id}.thumb.jpg`]);
  });

  it('does not write a cached preview again', async () => {
    await writeFile(path.join(root, 'a.jpg'), await jpeg());
    const first = await processPhoto(await job('a.jpg'));
    const file = previewPath(cacheDir, first.preview?.contentId ?? '');
    await writeFile(file, 'as it was');
    assert.deepEqual(await processPhoto(await job('a.jpg')), first);
    assert.equal(await readFile(file, 'utf8'), 'as it was');
  });

  it('hashes the whole file when asked, alone or with the preview', async () => {
    const bytes = await jpeg();
    await writeFile(path.join(root, 'a.jpg'), bytes);
    const expected = await hashBytes(bytes);
    assert.equal((await processPhoto(await job('a.jpg', 'preview+hash'))).hash, expected);
    assert.deepEqual(await processPhoto(await job('a.jpg', 'hash')), {
      format: null,
      metadata: null,
      preview: null,
      scores: null,
      hash: expected,
      failure: null,
    });
  });

  it('shows a cut JPEG without scores, and names the failure', async () => {
    const bytes = await jpeg(2400, 1600);
    await writeFile(path.join(root, 'cut.jpg'), bytes.subarray(0, bytes.length >> 1));
    const { preview, scores, failure, hash } = await processPhoto(await job('cut.jpg', 'preview+hash'));
    assert.equal(failure?.code, 'truncated');
    assert.equal(scores, null);
    assert.match(hash ?? '', /^[0-9a-f]{64}$/);
    if (preview !== null) assert.ok((await stat(previewPath(cacheDir, preview.contentId))).size > 0);
  });

  it('gives a failure of its stage for a file that is empty, gone or no photo', async () => {
    await writeFile(path.join(root, 'empty.jpg'), '');
    await writeFile(path.join(root, 'words.jpg'), 'these are words, not pixels');
    const failures = await Promise.all(
      ['empty.jpg', 'gone.jpg', 'words.jpg'].map(async (name) => (await processPhoto(await job(name, 'preview+hash'))).failure),
    );
    assert.deepEqual(
      failures.map((failure) => `${failure?.stage} ${failure?.code}`),
      ['ingest empty-file', 'ingest vanished', 'ingest not-a-photo'],
    );
    assert.equal((await processPhoto(await job('gone.jpg', 'hash'))).failure?.stage, 'hash');
  });

  it('shows a RAW without a preview by its sensor data, hashes it on the way, and names the preview by its bytes', async () => {
    const dng = buildDng({ width: 3000, height: 2000, orientation: 6 });
    await writeFile(path.join(root, 'a.dng'), dng);
    const decoders = testDecoders();
    const shown = await processPhoto(await job('a.dng'), decoders);
    assert.equal(shown.failure, null);
    assert.deepEqual([shown.preview?.source, shown.preview?.width, shown.preview?.height], ['demosaic', 1000, 1500]);
    assert.equal(shown.hash, await hashBytes(dng));
    assert.notEqual(shown.scores, null);
    assert.equal((await sharp(previewPath(cacheDir, shown.preview?.contentId ?? '')).metadata()).height, 1500);
    assert.deepEqual(await processPhoto(await job('a.dng'), decoders), shown);
  });

  it('keeps metadata and reason of a photo that ended its decoder', async () => {
    await writeFile(path.join(root, 'a.dng'), buildDng({ width: 600, height: 400 }));
    const undecodable = { code: 'timeout', detail: 'took too long' } as const;
    const { failure, metadata, preview } = await processPhoto({ ...(await job('a.dng')), undecodable }, testDecoders());
    assert.deepEqual([failure?.stage, failure?.code, metadata?.width, preview], ['ingest', 'timeout', 600, null]);
  });

  it('keeps scores and hash when the cache cannot be written, and does not blame the photo', async () => {
    await writeFile(path.join(root, '.qrate'), 'a file where the folder should be');
    await writeFile(path.join(root, 'a.jpg'), await jpeg());
    const { preview, scores, hash, failure } = await processPhoto(await job('a.jpg', 'preview+hash'));
    assert.equal(preview, null);
    assert.notEqual(scores, null);
    assert.match(hash ?? '', /^[0-9a-f]{64}$/);
    assert.equal(failure?.code, 'internal');
    assert.match(failure?.detail ?? '', /preview cache: .*\.qrate/);
  });
});
