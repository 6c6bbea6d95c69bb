import assert from 'node:assert/strict';
import { bytesOf } from '../../../src/core/ingest/bytes';
import { readHeif } from '../../../src/core/ingest/containers/heif';
import { box, buildJpeg } from './build';

/** A HEIF of one JPEG item with the given transformative properties; `irot` counts quarter turns, `imir` an axis. */
function heifWithJpeg(...transforms: readonly Buffer[]): Buffer {
  const jpeg = buildJpeg(320, 240);
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1', 'latin1'));
  const meta = (offset: number) =>
    box(
      'meta',
      [0, 0, 0, 0],
      box('pitm', [0, 0, 0, 0, 0, 1]),
      box('iinf', [0, 0, 0, 0, 0, 1], box('infe', [2, 0, 0, 0, 0, 1, 0, 0], Buffer.from('jpeg\0', 'latin1'))),
      box('iloc', [0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1], u32(offset), u32(jpeg.length)),
      box(
        'iprp',
        box('ipco', box('ispe', [0, 0, 0, 0], u32(320), u32(240)), ...transforms),
        box('ipma', [0, 0, 0, 0], u32(1), [0, 1, transforms.length + 1, 1, ...transforms.map((_, i) => i + 2)]),
      ),
    );
  const offset = ftyp.length + meta(0).length;
  return Buffer.concat([ftyp, meta(offset), jpeg]);
}

function u32(value: number): Buffer {
  const raw = Buffer.alloc(4);
  raw.writeUInt32BE(value);
  return raw;
}

const irot = (quarters: number) => box('irot', [quarters]);
const imir = (axis: number) => box('imir', [axis]);
const orientation = (...transforms: readonly Buffer[]) => readHeif(bytesOf(heifWithJpeg(...transforms))).candidates[0]?.orientation;

describe('a JPEG item in HEIF', () => {
  it('is found with its place and size', () => {
    const file = heifWithJpeg();
    const [candidate] = readHeif(bytesOf(file)).candidates;
    assert.deepEqual([candidate?.width, candidate?.height], [320, 240]);
    assert.deepEqual(file.subarray(candidate?.offset, (candidate?.offset ?? 0) + (candidate?.length ?? 0)), buildJpeg(320, 240));
  });

  it('needs the EXIF orientation that does what irot (counter-clockwise) and imir do', () => {
    assert.equal(orientation(), 1);
    assert.deepEqual(
      [1, 2, 3].map((quarters) => orientation(irot(quarters))),
      [8, 3, 6],
    );
    assert.deepEqual(
      [0, 1].map((axis) => orientation(imir(axis))),
      [4, 2],
    );
    assert.deepEqual([orientation(irot(1), imir(1)), orientation(irot(3), imir(1))], [7, 5]);
  });
});
