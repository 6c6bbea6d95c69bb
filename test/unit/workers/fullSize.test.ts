import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { orientedSize, withOrientation } from '../../../src/core/analyze/jpeg/oriented';
import { FullSizes } from '../../../src/core/fullSizes';
import { boundFullSizes, evict } from '../../../src/core/index/cache';
import { NO_METADATA, type PhotoView } from '../../../src/core/model';
import type { PhotoWorkers } from '../../../src/core/ports';
import { fullSizePath, previewPath } from '../../../src/core/previewCache';
import { processPhoto } from '../../../src/workers/photoJob';
import { photoView } from '../../support/photoViews';
import { needSamples } from '../../support/samples';
import { locate } from '../index/fixtures';

const ID = 'ab'.repeat(16);

describe('full-size pictures', () => {
  let root = '';
  let cacheDir = '';
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'qrate-full-'));
    cacheDir = path.join(root, '.qrate', 'cache');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const job = async (folder: string, name: string) => {
    const { size, mtimeMs } = await stat(path.join(folder, name));
    return { root: folder, photo: { path: name, size, mtimeMs, companions: [] }, cacheDir, want: 'full', full: ID } as const;
  };

  it('keep every picture byte of an embedded JPEG and turn it by a tag alone, for each orientation', async () => {
    const jpeg = await sharp({ create: { width: 96, height: 64, channels: 3, background: '#fff' } })
      .composite([{ input: { create: { width: 32, height: 32, channels: 3, background: '#c00' } }, left: 0, top: 0 }])
      .withMetadata({ orientation: 7 })
      .jpeg()
      .toBuffer();
    for (let orientation = 1; orientation <= 8; orientation++) {
      const { bytes, width, height } = withOrientation(jpeg, orientation);
      assert.equal((await sharp(bytes).metadata()).orientation, orientation);
      assert.deepEqual(await sharp(bytes).raw().toBuffer(), await sharp(jpeg).raw().toBuffer());
      const { info } = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
      assert.deepEqual([width, height], [info.width, info.height]);
      assert.deepEqual(orientedSize(bytes), { width, height });
      assert.ok(bytes.subarray(-200).equals(jpeg.subarray(-200)));
    }
    assert.equal(orientedSize(jpeg), null);
  });

  it('encode once what is no JPEG, upright', async () => {
    const tiff = sharp({ create: { width: 300, height: 200, channels: 3, background: '#369' } })
      .withMetadata({ orientation: 6 })
      .tiff();
    await writeFile(path.join(root, 'a.tif'), await tiff.toBuffer());
    const before = await readFile(path.join(root, 'a.tif'));
    const { full, failure } = await processPhoto(await job(root, 'a.tif'));
    assert.equal(failure, null);
    assert.deepEqual(full, { width: 200, height: 300 });
    const { width, height, format } = await sharp(fullSizePath(cacheDir, ID)).metadata();
    assert.deepEqual([width, height, format], [200, 300, 'jpeg']);
    assert.deepEqual(await readFile(path.join(root, 'a.tif')), before);
  });

  it('say what is wrong with a file that shows nothing', async () => {
    await writeFile(path.join(root, 'a.nef'), 'no photo at all');
    const { full, failure } = await processPhoto(await job(root, 'a.nef'));
    assert.equal(full, undefined);
    assert.equal(failure?.code, 'not-a-photo');
  });

  it('take the largest JPEG out of a NEF', async function () {
    const samples = path.join(needSamples(this), 'raw');
    const { full } = await processPhoto(await job(samples, 'Nikon_D7100.NEF'));
    assert.deepEqual(full, { width: 6000, height: 4000 });
    const { width, height } = await sharp(fullSizePath(cacheDir, ID)).metadata();
    assert.deepEqual([width, height], [6000, 4000]);
  });

  it('take the JPEG of the first track out of a CR3, not the smaller one for the screen', async function () {
    // The sample is cut behind its headers: what they promise is put there.
    const PROMISED = { at: 336_384, length: 1_825_537 };
    const track = await sharp({ create: { width: 5472, height: 3648, channels: 3, background: '#264' } })
      .jpeg()
      .toBuffer();
    const head = Buffer.from((await readFile(path.join(needSamples(this), 'raw', 'Canon_R6_iso25600.CR3'))).subarray(0, PROMISED.at));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(PROMISED.length);
    head.writeUInt32BE(track.length, head.indexOf(size));
    await writeFile(path.join(root, 'a.CR3'), Buffer.concat([head, track]));
    const { full } = await processPhoto(await job(root, 'a.CR3'));
    assert.deepEqual(full, { width: 5472, height: 3648 });
  });

  it('are the file itself where a browser shows it, and made once for the others', async () => {
    let jobs = 0;
    const workers: PhotoWorkers = {
      size: 1,
      run: (it) => {
        jobs += 1;
        return processPhoto(it);
      },
      prepare: () => undefined,
      dispose: async () => undefined,
    };
    const sizes = new FullSizes(await locate(root), () => workers, 1e9);
    const jpeg = { metadata: { ...NO_METADATA, width: 60, height: 40, orientation: 6 } };
    assert.deepEqual(await sizes.of(photoView('a.jpg', null, jpeg)), { file: path.join(root, 'a.jpg'), width: 40, height: 60 });
    assert.equal(jobs, 0);
    await writeFile(
      path.join(root, 'b.tif'),
      await sharp({ create: { width: 30, height: 20, channels: 3, background: '#369' } })
        .tiff()
        .toBuffer(),
    );
    const preview = { source: 'file', width: 30, height: 20, contentId: ID } as const;
    const tiff: PhotoView = photoView('b.tif', null, { format: 'tiff', preview });
    const expected = { file: fullSizePath(cacheDir, ID), width: 30, height: 20 };
    assert.deepEqual(await sizes.of(tiff), expected);
    assert.deepEqual(await sizes.of(tiff), expected);
    assert.equal(jobs, 1);
    assert.deepEqual(await sizes.of({ ...tiff, path: 'gone.tif', preview: { ...preview, contentId: 'cd'.repeat(16) } }), {
      reason: 'The file disappeared while it was being read. Index again when the folder is at rest.',
    });
    await sizes.dispose();
  });

  it('make room for the one of now: those go first that were looked at the longest time ago', async () => {
    const name = (n: number) => String(n).repeat(32);
    for (const n of [1, 2, 3]) {
      const file = fullSizePath(cacheDir, name(n));
      await writePicture(file, 1000);
      await utimes(file, n, n);
    }
    await boundFullSizes(cacheDir, { maxBytes: 2000, keep: fullSizePath(cacheDir, name(1)) });
    assert.deepEqual((await readdir(path.join(cacheDir, 'full'))).sort(), [`${name(1)}.jpg`, `${name(3)}.jpg`]);
  });

  it('leave the cache before its previews', async () => {
    await writePicture(fullSizePath(cacheDir, ID), 1000);
    await writePicture(previewPath(cacheDir, ID), 1000);
    const { removedFiles } = await evict(cacheDir, { maxBytes: 1500, keep: new Set([ID]) });
    assert.equal(removedFiles, 1);
    assert.deepEqual(await readdir(path.join(cacheDir, 'full')), []);
  });
});

async function writePicture(file: string, bytes: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, Buffer.alloc(bytes));
}
