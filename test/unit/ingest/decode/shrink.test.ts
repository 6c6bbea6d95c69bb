import assert from 'node:assert/strict';
import { shrinkRgb } from '../../../../src/core/ingest/decode/shrink';

describe('shrinking padded pixels', () => {
  it('drops the padding of each row', () => {
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6, 99, 99, 7, 8, 9, 10, 11, 12, 99, 99]);
    assert.deepEqual(shrinkRgb({ data, width: 2, height: 2, stride: 8 }, 1), {
      data: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
      width: 2,
      height: 2,
    });
  });

  it('averages whole blocks, each channel for itself, and drops what is left over', () => {
    const row = [0, 100, 200, 10, 110, 210, 99, 99, 99];
    const data = Uint8Array.from([...row, ...row.map((value) => value + 2)]);
    assert.deepEqual(shrinkRgb({ data, width: 3, height: 2, stride: 9 }, 2), { data: Uint8Array.from([6, 106, 206]), width: 1, height: 1 });
  });
});
