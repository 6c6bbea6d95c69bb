import assert from 'node:assert/strict';
import type { GridCommand, GridDecision, GridUndone } from '../../../../src/protocol/grid';
import type { GridFound } from '../../../../src/protocol/gridSearch';
import { GridController } from '../../../../src/webview/grid/controller';
import { NO_FILTERS } from '../../../../src/webview/grid/filter';
import type { GridHost } from '../../../../src/webview/grid/host';
import { activate, setFilters, toggleFold } from '../../../../src/webview/grid/transitions';
import { type SampleRow, snapshotOf } from './sampleState';

/** A host that remembers what it was asked, and answers when the test says so. */
class FakeHost implements GridHost {
  readonly decisions: (readonly GridDecision[])[] = [];
  undone: GridUndone = { label: null, paths: [], note: null };
  refuse: string | null = null;
  async decide(changes: readonly GridDecision[]) {
    this.decisions.push(changes);
    if (this.refuse !== null) throw new Error(this.refuse);
  }
  undo = async () => this.undone;
  redo = async () => this.undone;
  details = () => Promise.reject(new Error('not asked'));
  fullSize = () => Promise.reject(new Error('not asked'));
  open = () => Promise.reject(new Error('No program opens it.'));
  explain = async () => undefined;
  reveal = async () => undefined;
  cull = async () => undefined;
  changeKeys = async () => undefined;
  search = (): Promise<GridFound> => Promise.reject(new Error('not asked'));
  remedy = async () => undefined;
  context = async () => undefined;
}

const BURST: readonly SampleRow[] = [{}, { in: 'a', rank: 2 }, { in: 'A', rank: 1 }, { in: 'a', rank: 3 }, {}];

describe('keys of the grid', () => {
  const open = async (rows: readonly SampleRow[] = BURST, autoAdvance = false) => {
    const host = new FakeHost();
    const grid = new GridController(host, { ...(await snapshotOf(rows)), settings: { autoAdvance } }, null);
    const press = (...names: GridCommand[]) => {
      for (const name of names) grid.run(name);
    };
    return { host, grid, press };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('decide about the active frame alone and stay there', async () => {
    const { host, grid, press } = await open();
    press('right', 'pick', 'rate4', 'label6');
    assert.deepEqual(host.decisions, [
      [{ paths: ['1.NEF'], patch: { verdict: 'pick' } }],
      [{ paths: ['1.NEF'], patch: { rating: 4 } }],
      [{ paths: ['1.NEF'], patch: { label: 'red' } }],
    ]);
    assert.equal(grid.state.look.active, 1);
    const { decided, rating, label } = grid.state.data.rows[1] ?? {};
    assert.deepEqual([decided, rating, label], ['pick', 4, 'red']);
    assert.equal(grid.state.said.text, 'Label Red for 1.NEF');
  });

  it('take a label away that is there already', async () => {
    const { host, press } = await open([{ label: 'red' }]);
    press('label6');
    assert.deepEqual(host.decisions, [[{ paths: ['0.NEF'], patch: { label: null } }]]);
  });

  it('decide about a selection as one step, and say how many', async () => {
    const { host, grid, press } = await open();
    press('select', 'extendRight', 'extendRight', 'reject');
    assert.deepEqual(host.decisions, [[{ paths: ['0.NEF', '1.NEF', '2.NEF'], patch: { verdict: 'reject' } }]]);
    assert.equal(grid.state.said.text, 'Rejected 3 photos');
    press('escape', 'unmark');
    assert.deepEqual(host.decisions[1], [{ paths: ['2.NEF'], patch: { verdict: null } }]);
  });

  it('go on after a decision where that is set, and stay at the end', async () => {
    const { grid, press } = await open([{}, {}], true);
    press('pick');
    assert.equal(grid.state.look.active, 1);
    press('reject');
    assert.equal(grid.state.look.active, 1);
    press('first', 'select', 'pick');
    assert.equal(grid.state.look.active, 0, 'a selection does not move on');
  });

  it('do not skip a frame where the filter took the decided one away', async () => {
    const { grid, press } = await open([{}, {}, {}], true);
    grid.update((state) => setFilters(state, { ...NO_FILTERS, decisions: ['undecided'] }));
    press('pick');
    assert.equal(grid.state.look.active, 1);
    assert.deepEqual(grid.state.shown.order, [1, 2]);
    assert.match(grid.state.said.text, /Picked 0\.NEF, now outside the filter/);
    press('last', 'reject');
    assert.equal(grid.state.look.active, 1, 'at the end it goes back to the last that is left');
    press('reject');
    assert.equal(grid.state.look.active, -1);
    press('pick', 'right', 'down', 'select', 'loupe', 'compare', 'keepOnly', 'burst');
    assert.deepEqual(grid.state.look.mode, 'grid', 'with nothing shown no key does anything');
  });

  it('keep one frame, reject the others of its group as one step and go on to the next group', async () => {
    const { host, grid, press } = await open();
    press('down', 'keepOnly');
    const [changes] = host.decisions;
    assert.deepEqual(changes, [
      { paths: ['2.NEF'], patch: { verdict: 'pick' } },
      { paths: ['1.NEF', '3.NEF'], patch: { verdict: 'reject' } },
    ]);
    assert.equal(grid.state.look.active, 4);
    assert.equal(grid.state.said.text, 'Kept 2.NEF, rejected the 2 others of its group');
  });

  it('reject no frame that a filter hides, but those that are only folded', async () => {
    const rows: readonly SampleRow[] = [{ in: 'A' }, { in: 'a', label: 'red' }, { in: 'a' }];
    const { host, grid, press } = await open(rows);
    grid.update((state) => toggleFold(state, 'b-a'));
    grid.update((state) => setFilters(state, { ...NO_FILTERS, labels: ['none'] }));
    press('keepOnly');
    assert.deepEqual(host.decisions[0]?.[1]?.paths, ['2.NEF']);
  });

  it('roll back what the host refuses and say so', async () => {
    const { host, grid, press } = await open();
    host.refuse = 'The disk is full.';
    press('pick');
    assert.equal(grid.state.data.rows[0]?.decided, 'pick');
    await settled();
    assert.equal(grid.state.data.rows[0]?.decided, null);
    assert.deepEqual([grid.state.said.text, grid.state.said.kind], ['Not saved: The disk is full.', 'problem']);
  });

  it('leave a person where he has gone while an undo was under way', async () => {
    const { host, grid, press } = await open();
    host.undone = { label: 'Pick 4.NEF', paths: ['4.NEF'], note: null };
    const before = grid.state.look.active;
    press('undo', 'right');
    await settled();
    assert.equal(grid.state.look.active, before + 1);
    press('undo', 'undo');
    await settled();
    assert.equal(grid.state.data.rows[grid.state.look.active]?.path, '4.NEF');
  });

  it('say what was undone, go to it, and say where there is nothing', async () => {
    const { host, grid, press } = await open();
    press('undo');
    await settled();
    assert.equal(grid.state.said.text, 'Nothing to undo');
    host.undone = { label: 'Pick 4.NEF', paths: ['4.NEF'], note: '3.NEF was changed since.' };
    press('redo');
    await settled();
    assert.equal(grid.state.said.text, 'Redone: Pick 4.NEF. 3.NEF was changed since.');
    assert.equal(grid.state.look.active, 4);
  });

  it('escape from the sheet, then from the mode, then from the selection', async () => {
    const { grid, press } = await open();
    press('select', 'loupe', 'help');
    const seen = () => [grid.state.look.helpOpen, grid.state.look.mode, grid.state.look.selection.size];
    assert.deepEqual(seen(), [true, 'loupe', 1]);
    press('escape');
    assert.deepEqual(seen(), [false, 'loupe', 1]);
    press('escape');
    assert.deepEqual(seen(), [false, 'grid', 1]);
    press('escape');
    assert.deepEqual(seen(), [false, 'grid', 0]);
  });

  it('do nothing while the sheet is open, but close it', async () => {
    const { host, grid, press } = await open();
    press('help', 'pick', 'right', 'undo');
    assert.deepEqual([host.decisions, grid.state.look.active, grid.state.look.helpOpen], [[], 0, true]);
    press('help', 'right');
    assert.deepEqual([grid.state.look.active, grid.state.look.helpOpen], [1, false]);
  });

  it('say where a move ends', async () => {
    const { grid, press } = await open([{}]);
    press('right');
    assert.equal(grid.state.said.text, 'Last photo');
    press('up');
    assert.equal(grid.state.said.text, 'First group');
  });

  it('say what the host could not do', async () => {
    const { grid } = await open();
    grid.ask(grid.host.open('0.NEF'));
    await settled();
    assert.deepEqual([grid.state.said.text, grid.state.said.kind], ['No program opens it.', 'problem']);
  });
});

describe('the compare mode', () => {
  const rows: readonly SampleRow[] = [
    { in: 'a', rank: 3 },
    { in: 'A', rank: 1 },
    { in: 'a', rank: 2 },
    { in: 'a', rank: 4 },
    {},
    { in: 'b', rank: 2 },
    { in: 'B', rank: 1 },
  ];
  const open = async () => {
    const host = new FakeHost();
    const grid = new GridController(host, await snapshotOf(rows), null);
    const seen = () => ({ compared: grid.state.look.compared, active: grid.state.look.active });
    const press = (...names: GridCommand[]) => {
      for (const name of names) grid.run(name);
      return seen();
    };
    return { host, grid, press };
  };

  it('puts the better one on the left, the active frame against its best rival', async () => {
    const { press, grid } = await open();
    assert.deepEqual(press('compare'), { compared: [1, 0], active: 0 });
    assert.equal(grid.state.look.champion, true);
    press('escape');
    assert.deepEqual(press('right', 'compare'), { compared: [1, 2], active: 2 });
  });

  it('changes the challenger with the arrows, round the group, and never to the champion', async () => {
    const { press } = await open();
    press('compare');
    assert.deepEqual(press('right').compared, [1, 2]);
    assert.deepEqual(press('right').compared, [1, 3]);
    assert.deepEqual(press('right').compared, [1, 0]);
    assert.deepEqual(press('left').compared, [1, 3]);
  });

  it('makes a picked challenger the champion, against the next that is not rejected', async () => {
    const { press, host, grid } = await open();
    press('right', 'right', 'right', 'reject');
    press('first', 'compare');
    assert.deepEqual(press('pick'), { compared: [0, 2], active: 2 });
    assert.deepEqual(host.decisions.at(-1), [{ paths: ['0.NEF'], patch: { verdict: 'pick' } }]);
    assert.equal(grid.state.said.text, 'Picked 0.NEF. 0.NEF stays on the left now');
    assert.deepEqual(press('pick'), { compared: [2, 1], active: 1 });
  });

  it('goes to the next group that has frames to compare', async () => {
    const { press } = await open();
    press('compare');
    assert.deepEqual(press('down'), { compared: [6, 5], active: 5 });
    assert.deepEqual(press('down'), { compared: [6, 5], active: 5 });
    assert.deepEqual(press('up'), { compared: [1, 2], active: 2 });
  });

  it('compares a selection, moves from pane to pane, and decides about one pane alone', async () => {
    const { press, host, grid } = await open();
    press('select', 'right', 'select', 'right', 'right', 'select');
    assert.deepEqual(press('compare'), { compared: [0, 1, 3], active: 3 });
    assert.equal(grid.state.look.champion, false);
    assert.deepEqual(press('right').active, 3);
    assert.deepEqual(press('left').active, 1);
    press('reject');
    assert.deepEqual(host.decisions.at(-1), [{ paths: ['1.NEF'], patch: { verdict: 'reject' } }]);
    assert.deepEqual(press('compare').compared, [], 'and back');
  });

  it('keeps its frames though a filter hides a decided one', async () => {
    const { press, grid } = await open();
    grid.update((state) => setFilters(state, { ...NO_FILTERS, decisions: ['undecided'] }));
    press('compare', 'reject');
    assert.deepEqual(press(), { compared: [1, 0], active: 0 });
    press('escape');
    assert.equal(grid.state.look.active, 1, 'the nearest that is shown');
  });

  it('says where there is nothing to compare with', async () => {
    const grid = new GridController(new FakeHost(), await snapshotOf([{}]), null);
    grid.run('compare');
    assert.equal(grid.state.said.text, 'There is nothing to compare it with');
    assert.equal(grid.state.look.mode, 'grid');
  });

  it('compares a photo that stands alone with its neighbour', async () => {
    const { press, grid } = await open();
    grid.update((state) => activate(state, 4));
    assert.deepEqual(press('compare').compared.includes(5), true);
  });
});
