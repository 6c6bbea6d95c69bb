import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesOf } from '../../../src/core/ingest/bytes';
import { readCr3 } from '../../../src/core/ingest/containers/cr3';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { box, buildJpeg, buildTiff, long } from './build';

const jpeg = buildJpeg(1600, 1200);

/** Layouts that the samples hold with stubs only, built by their documentation. */
describe('previews in containers', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate containers '));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const preview = async (file: Buffer) => {
    writeFileSync(path.join(root, 'photo'), file);
    return (await ingestPhoto(root, { path: 'photo', size: 0, mtimeMs: 0, companions: [] })).picture;
  };

  it('of Olympus: CameraSettings of the MakerNote, counted from the note', async () => {
    const note = 200;
    const file = buildTiff(4000, [
      { at: 8, tags: [long(0x8769, 100)] },
      { at: 100, tags: [{ tag: 0x927c, type: 7, count: 1000, value: note }] },
      { at: note + 12, tags: [{ tag: 0x2020, type: 13, count: 1, value: 100 }] },
      { at: note + 100, tags: [long(0x101, 300), long(0x102, jpeg.length)] },
    ]);
    file.write('IIRO', 'latin1');
    file.write('OLYMPUS\0II\x03\0', note, 'latin1');
    jpeg.copy(file, note + 300);
    assert.deepEqual(await preview(file), { bytes: jpeg, source: 'embedded', orientation: 1, wholeFile: false });
  });

  it('of Nikon: PreviewIFD of the MakerNote, a TIFF in itself', async () => {
    const inner = 210;
    const file = buildTiff(4000, [
      { at: 8, tags: [long(0x106, 32803), long(0x8769, 100)] },
      { at: 100, tags: [{ tag: 0x927c, type: 7, count: 1000, value: inner - 10 }] },
      { at: inner + 8, tags: [long(0x11, 100)] },
      { at: inner + 100, tags: [long(0x201, 300), long(0x202, jpeg.length)] },
    ]);
    file.write('Nikon\0\x02\x10\0\0II*\0\x08\0\0\0', inner - 10, 'latin1');
    jpeg.copy(file, inner + 300);
    assert.deepEqual((await preview(file))?.bytes, jpeg);
  });

  it('of Panasonic: the value of tag 0x2E', async () => {
    const large = buildJpeg(1920, 1440, { scan: 1200 });
    const file = buildTiff(4000, [{ at: 24, tags: [{ tag: 0x2e, type: 7, count: large.length, value: 500 }] }]);
    file.write('IIU\0', 'latin1');
    large.copy(file, 500);
    assert.deepEqual((await preview(file))?.bytes, large);
  });

  it('of Minolta: with the first byte that the camera overwrote', async () => {
    const quantised = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xdb, 0, 3, 0]), jpeg.subarray(2)]);
    const tiff = buildTiff(3000, [
      { at: 8, tags: [{ tag: 0x10f, type: 2, count: 8, value: 50 }, long(0x8769, 100)] },
      { at: 100, tags: [{ tag: 0x927c, type: 7, count: 500, value: 200 }] },
      { at: 200, tags: [long(0x88, 1000), long(0x89, quantised.length)] },
    ]);
    tiff.write('Minolta\0', 50, 'latin1');
    quantised.copy(tiff, 1000);
    tiff[1000] = 0x7f;
    const block = Buffer.concat([Buffer.from('\0TTW\0\0\x0b\xb8', 'latin1'), tiff]);
    const file = Buffer.concat([Buffer.from('\0MRM\0\0\x0b\xc0', 'latin1'), block]);
    assert.deepEqual((await preview(file))?.bytes, quantised);
  });

  it('of Canon’s CR3: the first track’s sample, at 64 bits', () => {
    const co64 = box('co64', [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0x10, 0]);
    const stsz = box('stsz', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0x1b, 0xdb, 1]);
    const track = box('trak', box('mdia', box('minf', box('stbl', stsz, co64))));
    const file = Buffer.concat([box('ftyp', Buffer.from('crx \0\0\0\x01')), box('moov', track)]);
    assert.deepEqual(readCr3(bytesOf(file)).candidates, [{ kind: 'track', offset: 0x1_0000_1000, length: 0x1bdb01, width: 0, height: 0 }]);
  });
});
