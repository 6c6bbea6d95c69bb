import type { FrameGroup, FrameRow } from '../../protocol/frameTable';
import type { GridFilters, GridSort } from '../../protocol/gridPageState';
import type { GridStrings } from '../../protocol/gridStrings';
import { type FilterContext, matchingRows } from './filter';
import { hasDays, sortRows } from './sort';

/** Frames that are shown as one unit: a burst or another group, or a photo that stands alone. */
export interface Cluster {
  /** Stable across snapshots: the group's id, or the photo's path. */
  readonly key: string;
  /** Position in the groups, `null` for a photo that stands alone. */
  readonly group: number | null;
  /** Rows in display order, at least one; the one shown frame where it is folded. */
  readonly rows: readonly number[];
  /** How many of its frames pass the filters. */
  readonly matching: number;
  readonly folded: boolean;
  /** Day of its first frame in capture order; a group that crosses midnight stays whole. */
  readonly day: string | null;
}

/** What is shown, in display order. */
export interface Shown {
  readonly clusters: readonly Cluster[];
  /** All shown rows. */
  readonly order: readonly number[];
  /** Row → position in `order`, −1 where it is not shown. */
  readonly placeOf: Int32Array;
  /** Row → position in `clusters`, −1 where it is not shown. */
  readonly clusterOf: Int32Array;
  /** Photos that pass the filters, folded ones included. */
  readonly matching: number;
  readonly withDays: boolean;
}

export interface ShownInput {
  readonly rows: readonly FrameRow[];
  readonly groups: readonly FrameGroup[];
  readonly strings: GridStrings;
  readonly filters: GridFilters;
  readonly sort: GridSort;
  /** Rows that a search by look found, by their place; `null` = none is made. */
  readonly places: ReadonlyMap<number, number> | null;
  readonly grouped: boolean;
  readonly folded: { readonly all: boolean; readonly except: readonly string[] };
}

export const filterContext = ({ groups, strings }: Pick<ShownInput, 'groups' | 'strings'>): FilterContext => ({
  groups,
  reasonWord: ({ reason }) => (reason === null ? '' : strings.frames.reasons[reason]),
});

/** Filters, sorts and groups the rows. What a search found stands in the order of likeness, each photo by itself. */
export function shownOf(input: ShownInput): Shown {
  const { rows, filters, sort, places: found } = input;
  const matching = matchingRows(rows, filters, filterContext(input));
  const grouped = input.grouped && found === null;
  const sorted = found === null ? sortRows(rows, matching, sort) : byLikeness(matching, found);
  const clusters = grouped ? groupedClusters(input, sorted) : sorted.map((row) => single(rows, row));
  return { ...places(rows.length, clusters), clusters, matching: sorted.length, withDays: found === null && hasDays(sort) };
}

const byLikeness = (rows: readonly number[], found: ReadonlyMap<number, number>): readonly number[] =>
  rows.filter((row) => found.has(row)).sort((a, b) => (found.get(a) ?? 0) - (found.get(b) ?? 0));

/** A group stands where its first frame in display order stands. */
function groupedClusters({ rows, groups, folded }: ShownInput, sorted: readonly number[]): readonly Cluster[] {
  const except = new Set(folded.except);
  const membersOf = new Map<number, number[]>();
  const entries: (readonly [number | null, number[]])[] = [];
  for (const row of sorted) {
    const group = rows[row]?.group ?? null;
    const known = group === null ? undefined : membersOf.get(group);
    if (known !== undefined) {
      known.push(row);
      continue;
    }
    const members = [row];
    if (group !== null) membersOf.set(group, members);
    entries.push([group, members]);
  }
  return entries.map(([at, members]) => {
    const group = at === null ? undefined : groups[at];
    if (at === null || group === undefined) return single(rows, members[0] ?? 0);
    const isFolded = members.length > 1 && folded.all !== except.has(group.id);
    return {
      key: group.id,
      group: at,
      rows: isFolded ? [faceOf(group, members)] : members,
      matching: members.length,
      folded: isFolded,
      day: rows[group.members[0] ?? 0]?.day ?? null,
    };
  });
}

/** The frame that a folded group shows: its best, else the first that is there. */
const faceOf = ({ best }: FrameGroup, members: readonly number[]): number =>
  best !== null && members.includes(best) ? best : (members[0] ?? 0);

const single = (rows: readonly FrameRow[], row: number): Cluster => ({
  key: rows[row]?.path ?? '',
  group: null,
  rows: [row],
  matching: 1,
  folded: false,
  day: rows[row]?.day ?? null,
});

function places(length: number, clusters: readonly Cluster[]): Pick<Shown, 'order' | 'placeOf' | 'clusterOf'> {
  const order: number[] = [];
  const placeOf = new Int32Array(length).fill(-1);
  const clusterOf = new Int32Array(length).fill(-1);
  clusters.forEach((cluster, at) => {
    for (const row of cluster.rows) {
      placeOf[row] = order.length;
      clusterOf[row] = at;
      order.push(row);
    }
  });
  return { order, placeOf, clusterOf };
}
