import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestLayout } from '../../../../src/webview/viewer/layout';

const landscape = { width: 3, height: 2 };
const portrait = { width: 2, height: 3 };
const options = { gap: 4, reserved: () => 28 };
const screen = { width: 1600, height: 900 };

const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);
const shape = ({ columns, rows }: { columns: number; rows: number }) => `${columns}×${rows}`;

describe('the panes of a comparison', () => {
  it('are one for one picture, and two by two for four landscapes', () => {
    assert.equal(shape(bestLayout([landscape], screen, options)), '1×1');
    assert.equal(shape(bestLayout(times(4, landscape), screen, options)), '2×2');
  });

  it('stand in a row for portraits, below each other in a tall window', () => {
    assert.equal(shape(bestLayout(times(3, portrait), screen, options)), '3×1');
    assert.equal(shape(bestLayout(times(2, landscape), { width: 700, height: 1100 }, options)), '1×2');
  });

  it('stand side by side where one is the champion, however tall the window is', () => {
    assert.equal(shape(bestLayout(times(2, landscape), { width: 700, height: 1100 }, { ...options, minColumns: 2 })), '2×1');
  });

  it('hold every picture, and no other number of columns covers more', () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) });
    const area = fc.record({ width: fc.integer({ min: 400, max: 4000 }), height: fc.integer({ min: 400, max: 3000 }) });
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 9 }), area, (pictures, room) => {
        const { columns, rows } = bestLayout(pictures, room, options);
        const covered = (count: number): number => {
          const lines = Math.ceil(pictures.length / count);
          const pane = { width: (room.width - 4 * (count - 1)) / count, height: (room.height - 4 * (lines - 1)) / lines - 28 };
          if (pane.height <= 0) return 0;
          return pictures
            .map((it) => Math.min(pane.width / it.width, pane.height / it.height) ** 2 * it.width * it.height)
            .reduce((a, b) => a + b);
        };
        const best = Math.max(...pictures.map((_, i) => covered(i + 1)));
        return columns * rows >= pictures.length && covered(columns) >= best * 0.999;
      }),
    );
  });
});
