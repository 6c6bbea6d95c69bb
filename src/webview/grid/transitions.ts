import type { GridFilters, GridSort } from '../../protocol/gridPageState';
import { isFiltered, NO_FILTERS } from './filter';
import { activeAfter } from './navigate';
import { type Shown, shownOf } from './shown';
import { dependsOnDecisions } from './sort';
import { type GridState, groupOf, type Look, NO_SEARCH, NONE, type ShootData } from './state';

/** Every change of the state is a pure function from one state to the next; the selection and the active frame are always shown ones. */

/** Changes how it looks; what is shown is made anew where that depends on it. */
export function withLook(state: GridState, change: Partial<Look>): GridState {
  const look = { ...state.look, ...change };
  const same = look.filters === state.look.filters && look.sort === state.look.sort && look.grouped === state.look.grouped;
  if (same && look.folded === state.look.folded && look.search.places === state.look.search.places) return { ...state, look };
  return settle(state, state.data, look);
}

/** Changes what the host said; rows that decisions touched are `changed`. */
export function withData(state: GridState, data: ShootData): GridState {
  if (data.rows === state.data.rows && data.groups === state.data.groups) return { ...state, data };
  return needsReshow(state, data) ? settle(state, data, state.look) : { ...state, data };
}

/** Decisions only matter to what is shown where a filter, the sort or a folded burst's face looks at them. */
function needsReshow({ look, data: before }: GridState, data: ShootData): boolean {
  if (data.revision !== before.revision) return true;
  if (isFiltered(look.filters) || dependsOnDecisions(look.sort)) return true;
  return data.groups !== before.groups && (look.folded.all || look.folded.except.length > 0);
}

function settle(state: GridState, data: ShootData, look: Look): GridState {
  const shown = shownFor(data, look);
  const active = staysCompared(look)
    ? look.active
    : activeAfter(state.shown, shown, { row: look.active, group: groupOf(data, look.active) });
  const selection = keepShown(look.selection, shown);
  const anchor = (shown.placeOf[look.anchor] ?? -1) >= 0 ? look.anchor : active;
  return { ...state, data, shown, look: { ...look, active, selection, anchor } };
}

/** Compared frames stay where they are, whatever the filters make of their decisions. */
const staysCompared = ({ mode, compared, active }: Look): boolean => mode === 'compare' && compared.includes(active);

export const shownFor = ({ rows, groups, strings }: ShootData, { filters, sort, grouped, folded, search: { places } }: Look): Shown =>
  shownOf({ rows, groups, strings, filters, sort, grouped, folded, places });

/** What a key does not show it must not touch. */
function keepShown(selection: ReadonlySet<number>, { placeOf }: Shown): ReadonlySet<number> {
  const kept = [...selection].filter((row) => (placeOf[row] ?? -1) >= 0);
  return kept.length === selection.size ? selection : new Set(kept);
}

export const setFilters = (state: GridState, filters: GridFilters): GridState => withLook(state, { filters });
export const setSort = (state: GridState, sort: GridSort): GridState => withLook(state, { sort });

/** Makes a row the active one. */
export const activate = (state: GridState, row: number): GridState => withLook(state, { active: row, anchor: row });

/** Brings a photo into what is shown: unfolds its burst, and clears the filters where they hide it. */
export function reveal(state: GridState, row: number): { readonly state: GridState; readonly cleared: boolean } {
  if (state.data.rows[row] === undefined) return { state, cleared: false };
  const unfolded = isShown(state, row) ? state : unfold(state, row);
  if (isShown(unfolded, row)) return { state: activate(unfolded, row), cleared: false };
  const all = withLook(state, {
    filters: NO_FILTERS,
    query: null,
    search: NO_SEARCH,
  });
  return { state: activate(unfold(all, row), row), cleared: true };
}

const isShown = ({ shown }: GridState, row: number): boolean => (shown.placeOf[row] ?? -1) >= 0;

function unfold(state: GridState, row: number): GridState {
  const group = state.data.rows[row]?.group;
  const id = group == null ? undefined : state.data.groups[group]?.id;
  if (id === undefined || !isFolded(state.look, id)) return state;
  return toggleFold(state, id);
}

const isFolded = ({ folded }: Look, id: string): boolean => folded.all !== folded.except.includes(id);

/** Folds a group into its best frame, or shows all of it again. */
export function toggleFold(state: GridState, id: string): GridState {
  const { all, except } = state.look.folded;
  const others = except.filter((it) => it !== id);
  return withLook(state, { folded: { all, except: others.length < except.length ? others : [...except, id] } });
}

/** Adds a row to the selection or takes it out; it becomes the active one. */
export function toggleSelected(state: GridState, row: number): GridState {
  if (row === NONE) return state;
  const selection = new Set(state.look.selection);
  if (!selection.delete(row)) selection.add(row);
  return withLook(state, { selection, active: row, anchor: row });
}

/** Selects from the anchor to `row`, which becomes the active one; `keep` adds to what was selected before. */
export function selectTo(state: GridState, row: number, keep = false): GridState {
  const { order, placeOf } = state.shown;
  const [from, to] = [placeOf[state.look.anchor] ?? -1, placeOf[row] ?? -1];
  if (from < 0 || to < 0) return toggleSelected(state, row);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return withLook(state, { selection: new Set([...(keep ? state.look.selection : []), ...range]), active: row });
}

export const selectAll = (state: GridState): GridState => withLook(state, { selection: new Set(state.shown.order) });
export const clearSelection = (state: GridState): GridState =>
  state.look.selection.size === 0 ? state : withLook(state, { selection: new Set(), anchor: state.look.active });

/** The rows that a key acts on, in display order: the selection while it is in sight, else the active frame. */
export function targets({ look, shown }: GridState): readonly number[] {
  if (look.mode === 'grid' && look.selection.size > 0)
    return [...look.selection].sort((a, b) => (shown.placeOf[a] ?? 0) - (shown.placeOf[b] ?? 0));
  return look.active === NONE ? [] : [look.active];
}
