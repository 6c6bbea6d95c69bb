import assert from 'node:assert/strict';
import type { GridCommand } from '../../../../src/protocol/grid';
import type { GridFound, GridQuery } from '../../../../src/protocol/gridSearch';
import { GridController } from '../../../../src/webview/grid/controller';
import { NO_FILTERS } from '../../../../src/webview/grid/filter';
import type { GridHost } from '../../../../src/webview/grid/host';
import { widened, withoutSearch } from '../../../../src/webview/grid/search';
import { keptState } from '../../../../src/webview/grid/snapshot';
import { selectAll, setFilters, withLook } from '../../../../src/webview/grid/transitions';
import { type SampleRow, snapshotOf } from './sampleState';

interface Asked {
  readonly query: GridQuery;
  readonly signal: AbortSignal;
  readonly answer: (found: GridFound) => void;
  readonly fail: (error: Error) => void;
}

const ROWS: readonly SampleRow[] = [{}, { in: 'a' }, { in: 'A' }, { in: 'a' }, {}];
const FOUND: GridFound = { matches: ['3.NEF', '0.NEF', 'gone.NEF', '1.NEF'], fit: 4, unknown: 0 };

describe('searching the grid by what photos show', () => {
  const open = async (rows = ROWS, kept: Parameters<typeof keptState>[0] | null = null) => {
    const asked: Asked[] = [];
    const never = () => Promise.reject(new Error('not asked'));
    const host: GridHost = {
      ...{ decide: async () => undefined, undo: never, redo: never, details: never, fullSize: never, open: never },
      ...{ explain: never, reveal: never, cull: never, changeKeys: never, context: async () => undefined, remedy: never },
      search: (query, signal) => new Promise((answer, fail) => asked.push({ query, signal, answer, fail })),
    };
    const grid = new GridController(host, await snapshotOf(rows), kept === null ? null : keptState(kept));
    const press = (...names: GridCommand[]) => {
      for (const name of names) grid.run(name);
    };
    return { grid, asked, press, shown: () => grid.state.shown.order.map((row) => grid.state.data.rows[row]?.path) };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('shows what was found, the likest first and each photo by itself, and goes to the likest', async () => {
    const { grid, asked, shown } = await open();
    grid.search.start({ text: 'a dog' });
    assert.deepEqual([grid.state.look.search.isBusy, shown().length], [true, 5]);
    asked[0]?.answer(FOUND);
    await settled();
    assert.deepEqual(shown(), ['3.NEF', '0.NEF', '1.NEF']);
    assert.ok(grid.state.shown.clusters.every(({ group, day }) => group === null && day === null));
    assert.deepEqual([grid.state.look.active, grid.state.shown.withDays], [3, false]);
    assert.equal(grid.state.said.text, '3 photos by likeness to “a dog”, the likest first');
  });

  it('closes in with filters and keys go by likeness; without the search all is as it was', async () => {
    const { grid, asked, press, shown } = await open();
    grid.search.start({ text: 'a dog' });
    asked[0]?.answer(FOUND);
    await settled();
    press('right');
    assert.equal(grid.state.look.active, 0);
    grid.update((state) => setFilters(state, { ...NO_FILTERS, text: '1.nef' }));
    assert.deepEqual(shown(), ['1.NEF']);
    grid.update((state) => setFilters(state, NO_FILTERS));
    press('escape');
    assert.deepEqual([shown().length, grid.state.look.query, grid.state.look.active], [5, null, 1]);
  });

  it('shows what fits, and what fits less well when the person asks for it', async () => {
    const { grid, asked, shown } = await open();
    grid.search.start({ text: 'a dog' });
    asked[0]?.answer({ matches: ['3.NEF', '0.NEF', '1.NEF'], fit: 1, unknown: 0 });
    await settled();
    assert.deepEqual(shown(), ['3.NEF']);
    grid.update(widened);
    assert.deepEqual(shown(), ['3.NEF', '0.NEF', '1.NEF']);
  });

  it('finds photos like the active one, by its path', async () => {
    const { asked, press } = await open();
    press('right', 'findLike');
    assert.deepEqual(
      asked.map(({ query }) => query),
      [{ like: '1.NEF' }],
    );
  });

  it('is ended by Escape while it runs, and by a later search; what comes too late is not shown', async () => {
    const { grid, asked, press, shown } = await open();
    grid.search.start({ text: 'a dog' });
    press('escape');
    assert.equal(asked[0]?.signal.aborted, true);
    asked[0]?.answer(FOUND);
    await settled();
    assert.deepEqual([shown().length, grid.state.look.query, grid.state.look.search.isBusy], [5, null, false]);
    grid.search.start({ text: 'one' });
    grid.search.start({ text: 'two' });
    assert.equal(asked[1]?.signal.aborted, true);
    asked[2]?.answer({ matches: ['4.NEF'], fit: 1, unknown: 2 });
    asked[1]?.answer(FOUND);
    await settled();
    assert.deepEqual([shown(), grid.state.look.search.unknown], [['4.NEF'], 2]);
  });

  it('says why nothing can be searched, and shows everything meanwhile', async () => {
    const { grid, asked, shown } = await open();
    const problem = { problem: 'No model.', remedy: 'models' } as const;
    grid.search.start({ text: 'a dog' });
    asked[0]?.answer(problem);
    await settled();
    assert.deepEqual([grid.state.look.search.problem, shown().length], [problem, 5]);
    grid.search.again();
    asked[1]?.fail(new Error('The disk is gone.'));
    await settled();
    assert.deepEqual(grid.state.look.search.problem, { problem: 'The disk is gone.', remedy: null });
  });

  it('is made again after a reload, with selection and active frame as they were, and after photos came or went', async () => {
    const first = await open();
    first.grid.search.start({ text: 'a dog' });
    first.asked[0]?.answer(FOUND);
    await settled();
    first.press('right');
    first.grid.update(selectAll);
    const { grid, asked, shown } = await open(ROWS, first.grid.state);
    assert.deepEqual(
      asked.map(({ query }) => query),
      [{ text: 'a dog' }],
    );
    asked[0]?.answer(FOUND);
    await settled();
    assert.deepEqual([shown(), grid.state.look.active, [...grid.state.look.selection].sort()], [['3.NEF', '0.NEF', '1.NEF'], 0, [0, 1, 3]]);
    grid.snapshot({ ...(await snapshotOf(ROWS.slice(0, 3), 2)) });
    assert.deepEqual([shown(), asked.length], [['0.NEF', '1.NEF'], 2]);
  });

  it('gives way to a photo that the host names', async () => {
    const { grid, asked } = await open();
    grid.search.start({ text: 'a dog' });
    asked[0]?.answer({ matches: ['0.NEF'], fit: 1, unknown: 0 });
    await settled();
    grid.reveal('4.NEF');
    assert.deepEqual([grid.state.look.active, grid.state.look.query, grid.state.shown.order.length], [4, null, 5]);
    grid.search.start({ text: 'a cat' });
    grid.update(withoutSearch);
    asked[1]?.answer({ matches: ['0.NEF'], fit: 1, unknown: 0 });
    await settled();
    assert.equal(grid.state.shown.order.length, 5, 'what comes too late is not shown');
  });

  it('keeps what stands in the search box apart by what it searches', async () => {
    const { grid, press } = await open();
    press('findByLook');
    grid.update((state) => withLook(state, { description: 'a dog' }));
    press('find');
    assert.deepEqual([grid.state.look.byLook, grid.state.look.description, grid.state.look.filters.text], [false, 'a dog', '']);
  });
});
