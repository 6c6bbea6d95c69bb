import type { FrameRow } from '../../protocol/frameTable';
import { type GridState, groupOf, NONE } from './state';
import { withLook } from './transitions';

/** Which frames are compared. In champion mode the first of two stays while the second, the challenger, changes. */

/** More side by side are too small to judge. */
export const MOST_COMPARED = 9;

/** Compares the selection, or the active frame with its best rival; `null` where there is nothing to compare. */
export function startCompare(state: GridState): GridState | null {
  const { look, shown } = state;
  if (look.mode === 'grid' && look.selection.size > 1) {
    const rows = [...look.selection].sort((a, b) => (shown.placeOf[a] ?? 0) - (shown.placeOf[b] ?? 0)).slice(0, MOST_COMPARED);
    const active = rows.includes(look.active) ? look.active : (rows[0] ?? NONE);
    return withLook(state, { mode: 'compare', compared: rows, champion: false, active });
  }
  const pair = pairFor(state, look.active);
  return pair === null ? null : withLook(state, { mode: 'compare', compared: pair, champion: true, active: pair[1] });
}

type Pair = readonly [champion: number, challenger: number];

/** The better of a frame and its best rival, and the other: of its group, else its neighbour in what is shown. */
function pairFor(state: GridState, row: number): Pair | null {
  const rival = rivalOf(state, row);
  if (row === NONE || rival === NONE) return null;
  return isBetter(state.data.rows, rival, row) ? [rival, row] : [row, rival];
}

function rivalOf(state: GridState, row: number): number {
  const others = candidates(state, row).filter((it) => it !== row);
  if (groupOf(state.data, row) === null) return others[0] ?? NONE;
  return others.reduce((best, it) => (best === NONE || isBetter(state.data.rows, it, best) ? it : best), NONE);
}

/** By rank, then capture order. */
const isBetter = (rows: readonly FrameRow[], a: number, b: number): boolean => {
  const [rankA, rankB] = [rows[a]?.rank ?? Number.MAX_SAFE_INTEGER, rows[b]?.rank ?? Number.MAX_SAFE_INTEGER];
  return rankA < rankB || (rankA === rankB && a < b);
};

/** Frames that may challenge: of the same group; for a photo that stands alone, the ones that follow it and then those before. */
function candidates({ data, shown }: GridState, row: number): readonly number[] {
  const group = groupOf(data, row);
  if (group !== null) return group.members;
  const place = Math.max(0, shown.placeOf[row] ?? 0);
  return [...shown.order.slice(place), ...shown.order.slice(0, place)];
}

/** The next (1) or previous (−1) challenger; the same where there is no other. */
export function stepChallenger(state: GridState, by: 1 | -1): GridState {
  const [champion = NONE, challenger = NONE] = state.look.compared;
  const next = nextChallenger(state, { champion, challenger, by });
  return next === NONE ? state : withLook(state, { compared: [champion, next], active: next });
}

function nextChallenger(state: GridState, { champion, challenger, by }: { champion: number; challenger: number; by: 1 | -1 }): number {
  const all = candidates(state, champion).filter((row) => row !== champion);
  const at = all.indexOf(challenger);
  return all[at < 0 ? 0 : (at + by + all.length) % all.length] ?? NONE;
}

/** The challenger won: it stays on the left, and the next one that is not rejected challenges it, else the champion before. */
export function crown(state: GridState): GridState {
  const [before = NONE, champion = NONE] = state.look.compared;
  const all = candidates(state, champion).filter((row) => row !== champion && row !== before);
  const at = all.findIndex((row) => row > champion && isOpen(state.data.rows[row]));
  const challenger = all[at < 0 ? all.findIndex((row) => isOpen(state.data.rows[row])) : at] ?? before;
  return withLook(state, { compared: [champion, challenger], active: challenger });
}

const isOpen = (frame: FrameRow | undefined): boolean => frame?.decided !== 'reject';

/** Compares another cluster's frames: its best against the next. `null` where it has only one. */
export function compareAround(state: GridState, row: number): GridState | null {
  const pair = groupOf(state.data, row) === null ? null : pairFor(state, row);
  return pair === null ? null : withLook(state, { compared: pair, champion: true, active: pair[1] });
}

/** Moves the active pane; stops at the ends. */
export function stepPane(state: GridState, by: 1 | -1): GridState {
  const { compared, active } = state.look;
  const next = compared[compared.indexOf(active) + by];
  return next === undefined ? state : withLook(state, { active: next });
}
