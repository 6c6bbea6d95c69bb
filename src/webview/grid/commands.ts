import type { GridCommand } from '../../protocol/grid';
import { THUMB_SIZE } from '../../protocol/gridPageState';
import { fill } from '../shared/dom';
import { compareAround, startCompare, stepChallenger, stepPane } from './compare';
import type { GridController } from './controller';
import type { DecideKey } from './deciding';
import { nearest, nextThat, stepCluster, stepFrame } from './navigate';
import { type GridState, groupOf, NONE } from './state';
import { activate, clearSelection, selectAll, selectTo, toggleFold, toggleSelected, withLook } from './transitions';

type Run = (grid: GridController) => void;

/** What every key does that does not decide. */
export const COMMANDS: Readonly<Record<Exclude<GridCommand, DecideKey>, Run>> & Readonly<Partial<Record<GridCommand, Run>>> = {
  left: (grid) => sideways(grid, -1),
  right: (grid) => sideways(grid, 1),
  up: (grid) => byCluster(grid, -1),
  down: (grid) => byCluster(grid, 1),
  extendLeft: (grid) => extend(grid, { x: 1, y: 0 }, ({ shown, look }) => stepFrame(shown, look.active, -1)),
  extendRight: (grid) => extend(grid, { x: -1, y: 0 }, ({ shown, look }) => stepFrame(shown, look.active, 1)),
  extendUp: (grid) =>
    extend(grid, { x: 0, y: 1 }, ({ shown, look, data }) => stepCluster(shown, data.groups, { row: look.active, by: -1 })),
  extendDown: (grid) =>
    extend(grid, { x: 0, y: -1 }, ({ shown, look, data }) => stepCluster(shown, data.groups, { row: look.active, by: 1 })),
  first: (grid) => jump(grid, Number.NEGATIVE_INFINITY),
  last: (grid) => jump(grid, Number.POSITIVE_INFINITY),
  pageUp: (grid) => jump(grid, -grid.surface.pageSize()),
  pageDown: (grid) => jump(grid, grid.surface.pageSize()),
  select: (grid) => {
    grid.update((state) => toggleSelected(state, state.look.active));
    saySelection(grid);
  },
  selectAll: (grid) => {
    grid.update(selectAll);
    saySelection(grid);
  },
  escape: (grid) => goBack(grid),
  zoom: (grid) => {
    if (grid.state.look.mode !== 'grid') grid.surface.toggleZoom();
    else grid.update((state) => openLoupe(state, '1:1'));
  },
  compare: (grid) => compare(grid),
  loupe: (grid) => grid.update((state) => (state.look.mode === 'loupe' ? leave(state) : openLoupe(state, 'fit'))),
  burst: (grid) => fold(grid),
  keepOnly: (grid) => grid.keepOnly(),
  nextUndecided: (grid) =>
    grid.update((state) =>
      activate(
        state,
        nextThat(state.shown, state.look.active, (row) => state.data.rows[row]?.decided === null),
      ),
    ),
  undo: (grid) => grid.undo(),
  redo: (grid) => grid.redo(),
  help: (grid) => grid.update((state) => withLook(state, { helpOpen: !state.look.helpOpen })),
  find: (grid) => findBy(grid, false),
  findByLook: (grid) => findBy(grid, true),
  findLike: (grid) => grid.search.likeActive(),
  togglePeaking: (grid) => toggleOverlay(grid, 'peaking'),
  toggleClipping: (grid) => toggleOverlay(grid, 'clipping'),
  toggleSide: (grid) => grid.update((state) => withLook(state, { sideOpen: !state.look.sideOpen })),
  larger: (grid) => resize(grid, 2 * THUMB_SIZE.step),
  smaller: (grid) => resize(grid, -2 * THUMB_SIZE.step),
};

/** Into the search field, which searches by names or by what photos show. */
function findBy(grid: GridController, byLook: boolean): void {
  grid.update((state) => (state.look.byLook === byLook ? state : withLook(state, { byLook })));
  grid.surface.find();
}

/** Left and right: the next frame, challenger or pane. */
function sideways(grid: GridController, by: 1 | -1): void {
  const { mode, champion, active } = grid.state.look;
  if (mode === 'compare') {
    grid.update((state) => (champion ? stepChallenger(state, by) : stepPane(state, by)));
    return;
  }
  grid.update((state) => activate(state, stepFrame(state.shown, active, by)));
  const { said } = grid.state.data.strings;
  if (grid.state.look.active === active) grid.say(by > 0 ? said.lastFrame : said.firstFrame);
}

function byCluster(grid: GridController, by: 1 | -1): void {
  const { look, shown, data } = grid.state;
  const row = stepCluster(shown, data.groups, { row: look.active, by });
  const { said } = data.strings;
  if (row === look.active) grid.say(by > 0 ? said.lastBurst : said.firstBurst);
  else if (look.mode === 'compare') compareNext(grid, by);
  else grid.update((state) => activate(state, row));
}

/** The next group that has frames to compare. */
function compareNext(grid: GridController, by: 1 | -1): void {
  const { said } = grid.state.data.strings;
  const around = nextPair(grid.state, by);
  if (around === null) grid.say(by > 0 ? said.lastBurst : said.firstBurst);
  else grid.update(() => around);
}

function nextPair(state: GridState, by: 1 | -1): GridState | null {
  const { look, shown, data } = state;
  let row = look.compared[0] ?? look.active;
  for (;;) {
    const next = stepCluster(shown, data.groups, { row, by });
    if (next === row) return null;
    const around = compareAround(state, next);
    if (around !== null) return around;
    row = next;
  }
}

/** Extends the selection; in a zoomed loupe, moves the picture. */
function extend(grid: GridController, pan: { x: number; y: number }, to: (state: GridState) => number): void {
  if (grid.state.look.mode !== 'grid') {
    grid.surface.panStep(pan.x, pan.y);
    return;
  }
  grid.update((state) => selectTo(state, to(state)));
  saySelection(grid);
}

const jump = (grid: GridController, by: number): void => {
  if (grid.state.look.mode !== 'compare') grid.update((state) => activate(state, stepFrame(state.shown, state.look.active, by)));
};

function saySelection(grid: GridController): void {
  const { said } = grid.state.data.strings;
  const { size } = grid.state.look.selection;
  grid.say(size === 0 ? said.selectionCleared : fill(said.selectedCount, size));
}

/** Closes the sheet, else stops a search, else leaves compare or loupe, else clears the selection, else the search. */
function goBack(grid: GridController): void {
  const { helpOpen, mode, selection, search, query } = grid.state.look;
  if (helpOpen) grid.update((state) => withLook(state, { helpOpen: false }));
  else if (search.isBusy) grid.search.end();
  else if (mode !== 'grid') grid.update(leave);
  else if (selection.size > 0) {
    grid.update(clearSelection);
    saySelection(grid);
  } else if (query !== null) grid.search.end();
}

/** Back to the grid, on a frame that is shown there. */
export function leave(state: GridState): GridState {
  const back = withLook(state, { mode: 'grid', compared: [] });
  const { active } = back.look;
  return (back.shown.placeOf[active] ?? -1) >= 0 ? back : activate(back, nearest(back.shown, active));
}

/** The loupe on the active frame. */
export function openLoupe(state: GridState, zoom: 'fit' | '1:1'): GridState {
  if (state.look.active === NONE) return state;
  const view = zoom === 'fit' ? state.look.view : { ...state.look.view, zoom };
  return withLook(state, { mode: 'loupe', compared: [], view });
}

function compare(grid: GridController): void {
  const compared = grid.state.look.mode === 'compare' ? leave(grid.state) : startCompare(grid.state);
  if (compared === null) grid.say(grid.state.data.strings.said.noRival);
  else grid.update(() => compared);
}

/** Folds or unfolds the active frame's group; in a flat run, brings the groups back. */
function fold(grid: GridController): void {
  const { data, look } = grid.state;
  const group = groupOf(data, look.active);
  const { said } = data.strings;
  if (group === null) {
    grid.say(said.notInBurst);
    return;
  }
  grid.update((state) => (look.grouped ? toggleFold(state, group.id) : withLook(state, { grouped: true })));
  const cluster = grid.state.shown.clusters[grid.state.shown.clusterOf[grid.state.look.active] ?? -1];
  grid.say(cluster?.folded === true ? said.folded : said.unfolded);
}

function toggleOverlay(grid: GridController, overlay: 'peaking' | 'clipping'): void {
  grid.update((state) => withLook(state, { view: { ...state.look.view, [overlay]: !state.look.view[overlay] } }));
  const { look, data } = grid.state;
  grid.say(fill(look.view[overlay] ? data.strings.said.on : data.strings.said.off, data.strings.look[overlay]));
}

function resize(grid: GridController, by: number): void {
  grid.update((state) => withLook(state, { thumbSize: clampSize(state.look.thumbSize + by) }));
}

export const clampSize = (size: number): number => Math.min(THUMB_SIZE.max, Math.max(THUMB_SIZE.min, Math.round(size)));
