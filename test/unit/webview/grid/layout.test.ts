import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Layout, layoutOf, lineOfRow, linesBetween, metricsFor, scrollTo } from '../../../../src/webview/grid/layout';
import { ScrollScale } from '../../../../src/webview/grid/scrollScale';
import type { Shown } from '../../../../src/webview/grid/shown';
import { type SampleRow, stateOf, syntheticState } from './sampleState';

const metrics = (columns: number) => ({ columns, cellWidth: 100, cellHeight: 120, headHeight: 24, dayHeight: 40 });

/** Lines as text: `day 2024-05-01`, or rows with `|` between clusters and `^` where a burst is named. */
function drawn({ lines }: Layout, { clusters }: Shown): readonly string[] {
  return lines.map((line) => {
    if (line.kind === 'day') return `day ${line.day}: ${line.photos}`;
    const parts = line.segments.map(({ cluster, from, to }) => clusters[cluster]?.rows.slice(from, to).join(' '));
    return `${parts.join(' | ')}${line.head ? ' ^' : ''}`;
  });
}

describe('layout of the grid', () => {
  const lay = async (rows: readonly SampleRow[], columns: number) => {
    const { shown } = await stateOf(rows);
    return drawn(layoutOf(shown, metrics(columns)), shown);
  };
  const day = '2024-05-01';
  const a = { in: 'a', day };
  const b = { in: 'b', day };
  const alone = { day };

  it('keeps a burst that fits into a line together', async () => {
    assert.deepEqual(await lay([alone, alone, a, a, a, alone], 4), [`day ${day}: 6`, '0 | 1', '2 3 4 | 5 ^']);
  });

  it('lets bursts share a line', async () => {
    assert.deepEqual(await lay([a, a, b, b, alone], 5), [`day ${day}: 5`, '0 1 | 2 3 | 4 ^']);
  });

  it('begins a burst longer than a line where there is room for two, and fills up its last line', async () => {
    assert.deepEqual(await lay([alone, a, a, a, a, alone], 3), [`day ${day}: 6`, '0 | 1 2 ^', '3 4 | 5']);
    assert.deepEqual(await lay([alone, alone, a, a, a, a, a], 3), [`day ${day}: 7`, '0 | 1', '2 3 4 ^', '5 6']);
  });

  it('names each day once, unknown ones too', async () => {
    const rows = [alone, { day: '2024-05-02' }, {}, {}];
    assert.deepEqual(await lay(rows, 4), [`day ${day}: 1`, '0', 'day 2024-05-02: 1', '1', 'day null: 2', '2 | 3']);
  });

  it('puts every frame in exactly one place, without overlap, at any width', async () => {
    const { shown } = await syntheticState(500);
    const check = (columns: number) => {
      const layout = layoutOf(shown, metrics(columns));
      const placed = layout.lines.flatMap((line) =>
        line.kind === 'day' ? [] : line.segments.flatMap(({ cluster, from, to }) => shown.clusters[cluster]?.rows.slice(from, to) ?? []),
      );
      assert.deepEqual(placed, shown.order);
      let top = 0;
      for (const [at, line] of layout.lines.entries()) {
        assert.equal(line.top, top, `line ${at}`);
        top += line.height;
        if (line.kind === 'day') continue;
        let column = 0;
        for (const segment of line.segments) {
          assert.equal(segment.column, column);
          column += segment.to - segment.from;
          for (const row of shown.clusters[segment.cluster]?.rows.slice(segment.from, segment.to) ?? [])
            assert.equal(lineOfRow(layout, shown, row), at);
        }
        assert.ok(column <= columns);
      }
      assert.equal(layout.height, top);
    };
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), check), { numRuns: 20 });
  });

  it('finds the lines in sight as a search through all of them would', async () => {
    const { shown } = await syntheticState(300);
    const layout = layoutOf(shown, metrics(5));
    const check = (top: number, height: number) => {
      const { from, to } = linesBetween(layout, top, top + height);
      const seen = layout.lines.flatMap((line, at) => (line.top + line.height > top && line.top < top + height ? [at] : []));
      assert.deepEqual(
        Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at),
        seen,
      );
    };
    fc.assert(fc.property(fc.integer({ min: -500, max: layout.height + 500 }), fc.integer({ min: 1, max: 2000 }), check));
  });

  it('scrolls as little as it must, and shows a heading with its first line', async () => {
    const { shown } = await stateOf(Array.from({ length: 40 }, (_, at) => ({ day: at < 20 ? '2024-05-01' : '2024-05-02' })));
    const layout = layoutOf(shown, metrics(2));
    const at = (row: number) => lineOfRow(layout, shown, row);
    const view = { scrollTop: 600, height: 500 };
    assert.equal(scrollTo(layout, at(12), view), 600, 'in sight');
    assert.equal(scrollTo(layout, at(0), view), 0, 'with its day');
    const below = layout.lines[at(24)];
    assert.equal(scrollTo(layout, at(24), view), (below?.top ?? 0) + 120 - 500, 'up to its lower edge');
  });

  it('gives what is left over to the columns, up to a quarter of what was asked for', () => {
    assert.deepEqual(metricsFor({ thumbSize: 188, width: 1050, captionHeight: 40 }), {
      columns: 5,
      cellWidth: 210,
      cellHeight: Math.round(198 * 0.75) + 12 + 40,
      headHeight: 24,
      dayHeight: 40,
    });
    assert.equal(metricsFor({ thumbSize: 480, width: 900, captionHeight: 40 }).cellWidth, 615);
    assert.equal(metricsFor({ thumbSize: 480, width: 280, captionHeight: 40 }).cellWidth, 280, 'a narrow panel shrinks them');
  });
});

describe('the scroll scale', () => {
  it('is the identity while a browser can be that tall', () => {
    const scale = new ScrollScale(1_000_000, 800);
    assert.equal(scale.height, 1_000_000);
    assert.equal(scale.toLayout(1234), 1234);
  });

  it('reaches both ends of what is taller, and comes back to the same place', () => {
    const scale = new ScrollScale(77_000_000, 800);
    assert.equal(scale.toLayout(0), 0);
    assert.equal(Math.round(scale.toLayout(scale.height - 800)), 77_000_000 - 800);
    assert.equal(Math.round(scale.toLayout(scale.toScroll(55_555_555))), 55_555_555);
  });
});
