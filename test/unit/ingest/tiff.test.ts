import assert from 'node:assert/strict';
import { bytesOf } from '../../../src/core/ingest/bytes';
import { walkTiff } from '../../../src/core/ingest/containers/tiff';
import { readTiffFile } from '../../../src/core/ingest/containers/tiffFile';
import { sniff } from '../../../src/core/ingest/sniff';
import { buildTiff, long } from './build';

const walk = (file: Buffer) => walkTiff(bytesOf(file));

describe('the walk through a TIFF', () => {
  it('visits a directory that points to itself once', () => {
    const file = buildTiff(200, [{ at: 8, tags: [long(0x14a, 8), long(0x8769, 8)], next: 8 }]);
    assert.equal(walk(file)?.directories.length, 1);
  });

  it('ends in a chain of hundreds of directories', () => {
    const directories = Array.from({ length: 300 }, (_, i) => ({ at: 8 + i * 20, tags: [long(0x100, i)], next: 28 + i * 20 }));
    assert.ok((walk(buildTiff(8000, directories))?.directories.length ?? 0) <= 40);
  });

  it('does not descend for ever', () => {
    const directories = Array.from({ length: 30 }, (_, i) => ({ at: 8 + i * 20, tags: [long(0x14a, 28 + i * 20)] }));
    assert.equal(walk(buildTiff(1000, directories))?.directories.length, 5);
  });

  it('tells that a directory lies behind the end', () => {
    assert.deepEqual(walk(buildTiff(100, [{ at: 8, tags: [long(0x14a, 5000)] }]))?.cut, true);
    assert.deepEqual(walk(buildTiff(100, [{ at: 8, tags: [long(0x100, 5)] }]))?.cut, false);
  });

  it('reads nothing for values of four gigabytes', () => {
    const file = buildTiff(100, [{ at: 8, tags: [{ tag: 0x10f, type: 2, count: 0xffffffff, value: 0xfffffff0 }] }]);
    const found = walk(file);
    assert.equal(found?.tiff.text(found.directories[0]?.entries.get(0x10f)), null);
  });

  it('is not started without a TIFF header', () => {
    assert.equal(walk(Buffer.from('PK\x03\x04 a zip')), null);
    assert.equal(walk(Buffer.alloc(3)), null);
  });
});

describe('candidates in a TIFF', () => {
  const strip = [long(0x103, 7), long(0x111, 300), long(0x117, 50)];
  const offsets = (tags: readonly ReturnType<typeof long>[], next: readonly ReturnType<typeof long>[] = [long(0x100, 1)]) =>
    readTiffFile(
      bytesOf(
        buildTiff(1000, [
          { at: 8, tags, next: 500 },
          { at: 500, tags: next },
        ]),
      ),
    ).candidates.map((it) => it.offset);
  const dng = long(0xc612, 0x0401);

  it('of a DNG are JPEG strips of reduced pictures, never of the main one', () => {
    assert.deepEqual(offsets([dng, long(0xfe, 1), ...strip]), [300]);
    assert.deepEqual(offsets([dng, long(0xfe, 0), ...strip]), []);
    assert.deepEqual(offsets([dng, ...strip]), []);
  });

  it('are never colour filter arrays, linear raw, depth maps or masks', () => {
    for (const photometric of [32803, 34892, 51177]) {
      assert.deepEqual(offsets([dng, long(0xfe, 1), long(0x106, photometric), ...strip]), []);
    }
    assert.deepEqual(offsets([dng, long(0xfe, 0x10004), long(0x106, 1), ...strip]), []);
  });

  it('are never pieces: several strips or tiles smaller than the picture', () => {
    const pieces = [long(0x103, 7), { tag: 0x111, type: 4, count: 2, value: 300 }, { tag: 0x117, type: 4, count: 2, value: 308 }];
    assert.deepEqual(offsets([dng, long(0xfe, 1), ...pieces]), []);
    const tile = [long(0x100, 1000), long(0x142, 416), long(0x144, 300), long(0x145, 50)];
    assert.deepEqual(offsets([dng, long(0xfe, 1), long(0x103, 7), ...tile]), []);
  });

  it('are taken from JPEGInterchangeFormat in any directory of a RAW', () => {
    const cfa = long(0x106, 32803);
    assert.deepEqual(offsets([cfa, long(0x201, 400), long(0x202, 60)], [long(0x201, 700), long(0x202, 70)]), [400, 700]);
  });
});

describe('a TIFF', () => {
  const kind = (...tags: ReturnType<typeof long>[]) => sniff(bytesOf(buildTiff(200, [{ at: 8, tags }])));

  it('is RAW by DNGVersion, by a colour filter array or by a camera’s compression', () => {
    assert.deepEqual(kind(long(0xc612, 1)), { format: 'raw', container: 'dng' });
    assert.deepEqual(kind(long(0x106, 32803)), { format: 'raw', container: 'tiff-raw' });
    assert.deepEqual(kind(long(0x103, 34713)), { format: 'raw', container: 'tiff-raw' });
  });

  it('is a picture in spite of a camera’s make', () => {
    assert.deepEqual(kind(long(0x106, 2), { tag: 0x10f, type: 2, count: 4, value: 0x006e6f43 }), { format: 'tiff', container: 'tiff' });
  });
});
