import { decodeFrames, decodeGroups } from '../../protocol/frameTable';
import type { GridSnapshot } from '../../protocol/grid';
import { type GridPageState, THUMB_SIZE } from '../../protocol/gridPageState';
import { withPending } from './edits';
import { NO_FILTERS } from './filter';
import { stillShown } from './navigate';
import { type GridState, groupOf, type Look, NO_SEARCH, NONE, type PendingEdit, type ShootData } from './state';
import { shownFor } from './transitions';

/** From what the host sends to a state, and from a state to what is kept. */

/** The first state of a page. `kept`: what it looked like before a reload. Throws where the table is damaged. */
export function firstState(snapshot: GridSnapshot, kept: GridPageState | null): GridState {
  const data = shootData(snapshot, []);
  const look = kept === null || kept.root !== snapshot.root ? FIRST_LOOK : lookFrom(kept, data);
  const shown = shownFor(data, look);
  const active = (shown.placeOf[look.active] ?? -1) >= 0 ? look.active : (shown.order[0] ?? NONE);
  return { data, shown, look: { ...look, active, anchor: active }, said: { text: '', kind: 'info', serial: 0 } };
}

/** A new snapshot of the same shoot: everything stays where it was, by path. */
export function nextState(state: GridState, snapshot: GridSnapshot): GridState {
  if (snapshot.root !== state.data.root) return firstState(snapshot, null);
  const data = shootData(snapshot, state.data.pending);
  const move = (row: number): number => data.rowOf.get(state.data.rows[row]?.path ?? '') ?? NONE;
  const moveAll = (rows: Iterable<number>): readonly number[] => [...rows].map(move).filter((row) => row !== NONE);
  const look: Look = {
    ...state.look,
    selection: new Set(moveAll(state.look.selection)),
    compared: moveAll(state.look.compared),
    active: move(state.look.active),
    anchor: move(state.look.anchor),
    search: {
      ...state.look.search,
      places: movedPlaces(state.look.search.places, move),
      all: movedPlaces(state.look.search.all, move) ?? new Map(),
    },
  };
  const shown = shownFor(data, look);
  const active = stillShown(shown, { row: look.active, group: groupOf(data, look.active) }) ?? heir(state, move, shown);
  const selection = new Set([...look.selection].filter((row) => (shown.placeOf[row] ?? -1) >= 0));
  return { ...state, data, shown, look: { ...look, active, selection, anchor: look.anchor === NONE ? active : look.anchor } };
}

function movedPlaces(places: ReadonlyMap<number, number> | null, move: (row: number) => number): ReadonlyMap<number, number> | null {
  if (places === null) return null;
  return new Map([...places].map(([row, place]) => [move(row), place] as const).filter(([row]) => row !== NONE));
}

/** Who is active where the active photo is gone: the next one that is still there, else the one before it. */
function heir({ shown, look }: GridState, move: (row: number) => number, after: GridState['shown']): number {
  const place = Math.max(0, shown.placeOf[look.active] ?? 0);
  const candidates = [...shown.order.slice(place), ...shown.order.slice(0, place).reverse()];
  for (const row of candidates) {
    const moved = move(row);
    if (moved !== NONE && (after.placeOf[moved] ?? -1) >= 0) return moved;
  }
  return after.order[0] ?? NONE;
}

function shootData(snapshot: GridSnapshot, pending: readonly PendingEdit[]): ShootData {
  const { table, groups: groupTable, state: _, ...rest } = snapshot;
  const groups = decodeGroups(groupTable, table.length);
  const base = decodeFrames(table, groups.length);
  const rowOf = new Map(base.map(({ path }, row) => [path, row] as const));
  return { ...rest, base, rows: withPending(base, rowOf, pending), groups, rowOf, pending };
}

export const FIRST_LOOK: Look = {
  mode: 'grid',
  active: NONE,
  anchor: NONE,
  selection: new Set(),
  filters: NO_FILTERS,
  filtersOpen: false,
  query: null,
  byLook: false,
  description: '',
  search: NO_SEARCH,
  sort: { key: 'time', descending: false },
  grouped: true,
  folded: { all: false, except: [] },
  thumbSize: THUMB_SIZE.initial,
  sideOpen: false,
  sideClosed: [],
  compared: [],
  champion: false,
  view: { zoom: 'fit', center: { x: 0.5, y: 0.5 }, peaking: false, clipping: false, crops: false },
  helpOpen: false,
};

/** Photos that are gone are left out; a mode that needs them is left. */
function lookFrom({ root: _, active, selection, compare, ...rest }: GridPageState, { rowOf }: ShootData): Look {
  const rowsOf = (paths: readonly string[]) => paths.flatMap((path) => rowOf.get(path) ?? []);
  const compared = rowsOf(compare.paths);
  const row = active === null ? NONE : (rowOf.get(active) ?? NONE);
  const isThere = rest.mode === 'grid' || (rest.mode === 'loupe' ? row !== NONE : compared.length > 1);
  return {
    ...FIRST_LOOK,
    ...rest,
    mode: isThere ? rest.mode : 'grid',
    active: row,
    anchor: row,
    selection: new Set(rowsOf(selection)),
    compared: isThere ? compared : [],
    champion: compare.champion,
  };
}

/** What the editor keeps for the next time. */
export function keptState({ data, look }: GridState): GridPageState {
  const { active, selection, compared, champion, anchor: _, helpOpen: __, search: ___, ...rest } = look;
  const pathOf = (row: number) => data.rows[row]?.path ?? null;
  const pathsOf = (rows: Iterable<number>) => [...rows].flatMap((row) => pathOf(row) ?? []);
  return {
    ...rest,
    root: data.root,
    active: pathOf(active),
    selection: pathsOf(selection),
    compare: { paths: pathsOf(compared), champion },
  };
}
