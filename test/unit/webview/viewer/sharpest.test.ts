import assert from 'node:assert/strict';
import type { Grey } from '../../../../src/webview/viewer/measure/luma';
import { addDetail, type Detail, noDetail, sharpestSpot, sharpestSpots, TILES } from '../../../../src/webview/viewer/measure/sharpest';

const WIDTH = 480;
const HEIGHT = 240;

/** A picture of slow waves with patches of fine texture: strength by tile. */
function picture(patches: readonly { readonly column: number; readonly row: number; readonly strength: number }[], phase = 0): Detail {
  const data = new Uint8Array(WIDTH * HEIGHT);
  const image: Grey = { data, width: WIDTH, height: HEIGHT };
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const column = Math.floor((x * TILES) / WIDTH);
      const row = Math.floor((y * TILES) / HEIGHT);
      const strength = patches.find((it) => Math.abs(it.column - column) <= 1 && Math.abs(it.row - row) <= 1)?.strength ?? 0;
      data[y * WIDTH + x] = 120 + 40 * Math.sin((x + phase) / 30) + ((x + y) % 2) * strength;
    }
  }
  const detail = noDetail();
  for (let y = 0; y < HEIGHT; y += 1) addDetail(image, y, detail);
  return detail;
}

const middleOf = (column: number, row: number) => ({ x: (column + 0.5) / TILES, y: (row + 0.5) / TILES });

describe('the sharpest part of a picture', () => {
  it('is where the finest detail is', () => {
    assert.deepEqual(
      sharpestSpot([
        picture([
          { column: 15, row: 6, strength: 60 },
          { column: 4, row: 18, strength: 20 },
        ]),
      ]),
      middleOf(15, 6),
    );
  });

  it('is one place for all frames of a scene: where they have most together', () => {
    const left = { column: 5, row: 10 };
    const right = { column: 18, row: 12 };
    const first = picture([
      { ...left, strength: 40 },
      { ...right, strength: 50 },
    ]);
    const second = picture([
      { ...left, strength: 60 },
      { ...right, strength: 10 },
    ]);
    assert.deepEqual(sharpestSpot([first]), middleOf(18, 12));
    assert.deepEqual(sharpestSpots([first, second]), [middleOf(5, 10), middleOf(5, 10)]);
  });

  it('is a place of its own for each scene, and none for a picture without detail', () => {
    const one = picture([{ column: 5, row: 10, strength: 60 }]);
    const other = picture([{ column: 18, row: 4, strength: 60 }], 50);
    assert.deepEqual(sharpestSpots([one, null, other, noDetail()]), [middleOf(5, 10), null, middleOf(18, 4), null]);
  });

  it('is never at the border, where a crop would show half of it', () => {
    const spot = sharpestSpot([picture([{ column: 0, row: 0, strength: 90 }])]);
    assert.ok(spot !== null && spot.x > 1 / TILES && spot.y > 1 / TILES);
  });

  it('is not a single bright speck', () => {
    const detail = picture([{ column: 12, row: 12, strength: 50 }]);
    const patch = (detail.sums[12 * TILES + 12] ?? 0) / (detail.counts[12 * TILES + 12] ?? 1);
    const speck = 3 * TILES + 3;
    detail.sums[speck] = 2 * patch * (detail.counts[speck] ?? 1);
    assert.deepEqual(sharpestSpot([detail]), middleOf(12, 12));
  });
});
