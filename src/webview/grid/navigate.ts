import type { FrameGroup } from '../../protocol/frameTable';
import type { Cluster, Shown } from './shown';
import { NONE } from './state';

/** Where keys lead. All functions return a shown row, the given one where there is nowhere to go, or `NONE` where nothing is shown. */

/** The frame `by` places further in display order; stops at the ends. */
export function stepFrame({ order, placeOf }: Shown, row: number, by: number): number {
  if (order.length === 0) return NONE;
  const place = placeOf[row] ?? -1;
  if (place < 0) return order[0] ?? NONE;
  return order[Math.min(order.length - 1, Math.max(0, place + by))] ?? row;
}

/** The best frame of the previous or next cluster; from the middle of a burst, back means its own best frame's burst before. */
export function stepCluster(
  shown: Shown,
  groups: readonly FrameGroup[],
  { row, by }: { readonly row: number; readonly by: 1 | -1 },
): number {
  const at = shown.clusterOf[row] ?? -1;
  const there = shown.clusters[at < 0 ? 0 : at + by];
  return there === undefined ? row : landing(there, groups);
}

/** Where a cluster is entered: its best frame where that is shown, else its first. */
export function landing({ group, rows }: Cluster, groups: readonly FrameGroup[]): number {
  const best = group === null ? null : (groups[group]?.best ?? null);
  return best !== null && rows.includes(best) ? best : (rows[0] ?? NONE);
}

/** The next frame after `row`, round the end, that `wanted` accepts; `row` where there is none. */
export function nextThat({ order, placeOf }: Shown, row: number, wanted: (row: number) => boolean): number {
  const place = placeOf[row] ?? -1;
  for (let step = 1; step <= order.length; step++) {
    const candidate = order[(place + step) % order.length];
    if (candidate !== undefined && wanted(candidate)) return candidate;
  }
  return row;
}

/** A photo that may be inside a folded burst. */
export interface Active {
  readonly row: number;
  readonly group: FrameGroup | null;
}

/** The active frame where it is shown, else its burst's one frame where that is folded, else `null`. */
export function stillShown({ clusters, clusterOf, placeOf }: Shown, { row, group }: Active): number | null {
  if ((placeOf[row] ?? -1) >= 0) return row;
  const face = group?.members.find((member) => (clusterOf[member] ?? -1) >= 0);
  const cluster = face === undefined ? undefined : clusters[clusterOf[face] ?? -1];
  return cluster?.folded === true ? (cluster.rows[0] ?? null) : null;
}

/** Which frame is active after what is shown has changed: as `stillShown` says, else the one that took its place, else the last. */
export function activeAfter(before: Shown, after: Shown, active: Active): number {
  const still = stillShown(after, active);
  if (still !== null) return still;
  for (let at = Math.max(0, before.placeOf[active.row] ?? 0); at < before.order.length; at++) {
    const row = before.order[at] ?? NONE;
    if ((after.placeOf[row] ?? -1) >= 0) return row;
  }
  return after.order.at(-1) ?? NONE;
}

/** The shown row that is nearest in capture order; `NONE` where nothing is shown. */
export const nearest = ({ order }: Shown, row: number): number =>
  order.reduce((best, it) => (best === NONE || Math.abs(it - row) < Math.abs(best - row) ? it : best), NONE);
