import assert from 'node:assert/strict';
import { NO_FILTERS } from '../../../../src/webview/grid/filter';
import { nextThat, stepCluster, stepFrame } from '../../../../src/webview/grid/navigate';
import { firstState, keptState, nextState } from '../../../../src/webview/grid/snapshot';
import { type GridState, NONE } from '../../../../src/webview/grid/state';
import {
  activate,
  clearSelection,
  reveal,
  selectAll,
  selectTo,
  setFilters,
  setSort,
  targets,
  toggleFold,
  toggleSelected,
  withLook,
} from '../../../../src/webview/grid/transitions';
import { snapshotOf, stateOf } from './sampleState';

/** 0 alone; 1 2 3 a burst whose best is 2; 4 alone; 5 6 a group without a best. */
const ROWS = [
  { sharpness: 5 },
  { in: 'a', sharpness: 9 },
  { in: 'A', sharpness: 1 },
  { in: 'a' },
  { sharpness: 7 },
  { in: 'b' },
  { in: 'b' },
];

describe('where keys lead', () => {
  it('goes frame by frame and stops at both ends', async () => {
    const { shown } = await stateOf(ROWS);
    assert.equal(stepFrame(shown, 3, 1), 4);
    assert.equal(stepFrame(shown, 6, 1), 6);
    assert.equal(stepFrame(shown, 0, -1), 0);
    assert.equal(stepFrame(shown, 2, Number.POSITIVE_INFINITY), 6);
    assert.equal(stepFrame(shown, NONE, 1), 0);
  });

  it('goes burst by burst and lands on the best frame, or the first of a group without one', async () => {
    const { shown, data } = await stateOf(ROWS);
    const step = (row: number, by: 1 | -1) => stepCluster(shown, data.groups, { row, by });
    assert.deepEqual([step(0, 1), step(2, 1), step(4, 1), step(5, 1)], [2, 4, 5, 5]);
    assert.deepEqual([step(6, -1), step(4, -1), step(3, -1), step(0, -1)], [4, 2, 0, 0]);
  });

  it('lands on what a filter shows of a burst', async () => {
    const state = setFilters(await stateOf(ROWS), { ...NO_FILTERS, sharpness: { min: 4, max: null } });
    assert.deepEqual(state.shown.order, [0, 1, 4]);
    assert.equal(stepCluster(state.shown, state.data.groups, { row: 0, by: 1 }), 1);
  });

  it('finds the next that is wanted, round the end, and stays where there is none', async () => {
    const { shown } = await stateOf(ROWS);
    assert.equal(
      nextThat(shown, 5, (row) => row < 2),
      0,
    );
    assert.equal(
      nextThat(shown, 5, () => false),
      5,
    );
  });
});

describe('what is shown', () => {
  const order = ({ shown }: GridState) => shown.order;

  it('sorts with unknown values last either way, bursts by their first frame', async () => {
    const state = await stateOf(ROWS);
    const flat = withLook(state, { grouped: false });
    assert.deepEqual(order(setSort(flat, { key: 'sharpness', descending: true })), [1, 4, 0, 2, 3, 5, 6]);
    assert.deepEqual(order(setSort(flat, { key: 'sharpness', descending: false })), [2, 0, 4, 1, 3, 5, 6]);
    assert.deepEqual(order(setSort(state, { key: 'sharpness', descending: true })), [1, 2, 3, 4, 0, 5, 6]);
    assert.deepEqual(order(setSort(flat, { key: 'time', descending: true })), [6, 5, 4, 3, 2, 1, 0]);
  });

  it('sorts names by their numbers', async () => {
    const state = await stateOf([{ path: 'b/IMG_10.JPG' }, { path: 'a/IMG_9.JPG' }, { path: 'c/img_1.jpg' }]);
    assert.deepEqual(order(setSort(state, { key: 'name', descending: false })), [2, 1, 0]);
  });

  it('folds a burst into its best frame, takes the active one along and back', async () => {
    const state = activate(await stateOf(ROWS), 3);
    const folded = toggleFold(state, 'b-a');
    assert.deepEqual(order(folded), [0, 2, 4, 5, 6]);
    assert.equal(folded.look.active, 2);
    assert.equal(folded.shown.matching, 7, 'folded photos still pass the filters');
    assert.deepEqual(order(toggleFold(folded, 'b-a')), [0, 1, 2, 3, 4, 5, 6]);
    const all = withLook(state, { folded: { all: true, except: [] } });
    assert.deepEqual(order(all), [0, 2, 4, 5]);
    assert.deepEqual(order(toggleFold(all, 'b-b')), [0, 2, 4, 5, 6]);
  });

  it('keeps the active frame where it is still shown, else takes the one in its place, else the last', async () => {
    const at = (row: number, filters: object) => async () =>
      setFilters(activate(await stateOf(ROWS), row), { ...NO_FILTERS, ...filters }).look.active;
    assert.equal(await at(4, { sharpness: { min: 4, max: null } })(), 4);
    assert.equal(await at(2, { sharpness: { min: 4, max: null } })(), 4);
    assert.equal(await at(6, { sharpness: { min: 4, max: null } })(), 4);
    assert.equal(await at(6, { text: 'nothing like it' })(), NONE);
  });

  it('comes back from nothing to a frame', async () => {
    const none = setFilters(await stateOf(ROWS), { ...NO_FILTERS, text: 'nothing like it' });
    assert.deepEqual(targets(none), []);
    assert.notEqual(setFilters(none, NO_FILTERS).look.active, NONE);
  });

  it('is opened for a photo that is to be revealed: its burst unfolded, filters that hide it cleared', async () => {
    const folded = toggleFold(await stateOf(ROWS), 'b-a');
    const unfolded = reveal(folded, 1);
    assert.deepEqual([unfolded.state.look.active, unfolded.cleared], [1, false]);
    const filtered = setFilters(folded, { ...NO_FILTERS, sharpness: { min: 6, max: null } });
    const cleared = reveal(filtered, 0);
    assert.deepEqual([cleared.state.look.active, cleared.cleared], [0, true]);
    assert.equal(reveal(folded, 99).state, folded);
  });
});

describe('the selection', () => {
  const selected = ({ look }: GridState) => [...look.selection].sort((a, b) => a - b);

  it('is what keys act on while it is in sight, else the active frame', async () => {
    const state = activate(await stateOf(ROWS), 4);
    assert.deepEqual(targets(state), [4]);
    const two = toggleSelected(toggleSelected(state, 5), 1);
    assert.deepEqual(targets(two), [1, 5], 'in display order');
    assert.equal(two.look.active, 1);
    assert.deepEqual(targets(withLook(two, { mode: 'loupe' })), [1], 'the loupe shows no selection');
    assert.deepEqual(targets(clearSelection(two)), [1]);
  });

  it('extends from where it began, over the middle and back', async () => {
    const state = activate(await stateOf(ROWS), 3);
    assert.deepEqual(selected(selectTo(selectTo(state, 4), 5)), [3, 4, 5]);
    assert.deepEqual(selected(selectTo(selectTo(state, 5), 2)), [2, 3]);
    assert.deepEqual(selected(selectTo(toggleSelected(toggleSelected(state, 0), 5), 6, true)), [0, 5, 6]);
  });

  it('never holds what a filter hides', async () => {
    const all = selectAll(await stateOf(ROWS));
    assert.equal(all.look.selection.size, 7);
    const filtered = setFilters(all, { ...NO_FILTERS, sharpness: { min: 4, max: null } });
    assert.deepEqual(selected(filtered), [0, 1, 4]);
  });
});

describe('a new snapshot', () => {
  it('leaves active frame, selection and compared frames on their photos', async () => {
    const state = withLook(toggleSelected(activate(await stateOf(ROWS), 4), 2), { compared: [2, 3] });
    const rows = [{ path: 'new.NEF' }, ...ROWS.map((row, at) => ({ ...row, path: `${at}.NEF` }))];
    const next = nextState(state, await snapshotOf(rows, 2));
    const path = (row: number) => next.data.rows[row]?.path;
    assert.equal(path(next.look.active), '2.NEF');
    assert.deepEqual([...next.look.selection].map(path), ['2.NEF']);
    assert.deepEqual(next.look.compared.map(path), ['2.NEF', '3.NEF']);
  });

  it('goes to the next photo where the active one is gone', async () => {
    const state = activate(await stateOf([{}, {}, {}]), 1);
    const next = nextState(state, await snapshotOf([{ path: '0.NEF' }, { path: '2.NEF' }], 2));
    assert.equal(next.data.rows[next.look.active]?.path, '2.NEF');
    const last = nextState(activate(state, 2), await snapshotOf([{ path: '0.NEF' }], 2));
    assert.equal(last.data.rows[last.look.active]?.path, '0.NEF');
    assert.equal(nextState(state, await snapshotOf([], 2)).look.active, NONE);
  });

  it('finds everything as it was after a reload', async () => {
    const state = toggleFold(setSort(toggleSelected(activate(await stateOf(ROWS), 4), 5), { key: 'name', descending: true }), 'b-a');
    const shaped = withLook(state, {
      thumbSize: 320,
      sideOpen: true,
      sideClosed: ['files'],
      mode: 'loupe',
      filters: { ...NO_FILTERS, rating: 0 },
    });
    const again = firstState(await snapshotOf(ROWS), keptState(shaped));
    assert.deepEqual({ ...again.look, anchor: 0 }, { ...shaped.look, anchor: 0 });
    assert.deepEqual(again.shown.order, shaped.shown.order);
  });

  it('leaves a comparison whose photos are gone', async () => {
    const state = withLook(await stateOf([{}, {}]), { mode: 'compare', compared: [0, 1], active: 1 });
    const again = firstState(await snapshotOf([{ path: '0.NEF' }]), keptState(state));
    assert.deepEqual([again.look.mode, again.look.compared, again.look.active], ['grid', [], 0]);
  });
});
