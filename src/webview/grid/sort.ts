import type { FrameRow } from '../../protocol/frameTable';
import type { GridSort, SortKey } from '../../protocol/gridPageState';

/** Display order of rows. Unknown values come last either way; ties keep capture order, so that the order is total. */

type NumberKey = Exclude<SortKey, 'time' | 'name'>;

/** Made when names are sorted for the first time: making it takes longer than sorting by time. */
let collator: Intl.Collator | null = null;

const nameOf = ({ path }: FrameRow): string => path.slice(path.lastIndexOf('/') + 1);

/** A sorted copy of `matching` (rows in capture order). */
export function sortRows(rows: readonly FrameRow[], matching: readonly number[], { key, descending }: GridSort): readonly number[] {
  if (key === 'time') return descending ? [...matching].reverse() : matching;
  if (key === 'name') return sortByName(rows, matching, descending);
  return sortByNumber(rows, matching, { key, descending });
}

function sortByName(rows: readonly FrameRow[], matching: readonly number[], descending: boolean): readonly number[] {
  const sign = descending ? -1 : 1;
  collator ??= new Intl.Collator('en', { numeric: true });
  const { compare } = collator;
  const named = matching.map((row) => ({ row, name: nameOf(rows[row] as FrameRow) }));
  return named.sort((a, b) => sign * compare(a.name, b.name) || a.row - b.row).map(({ row }) => row);
}

function sortByNumber(
  rows: readonly FrameRow[],
  matching: readonly number[],
  order: { key: NumberKey; descending: boolean },
): readonly number[] {
  const sign = order.descending ? -1 : 1;
  const valued = matching.map((row) => ({ row, value: rows[row]?.[order.key] ?? null }));
  return valued
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.row - b.row;
      return sign * (a.value - b.value) || a.row - b.row;
    })
    .map(({ row }) => row);
}

/** Whether a decision about a photo can change this order. */
export const dependsOnDecisions = ({ key }: GridSort): boolean => key === 'rating' || key === 'rank';

/** Days are headings only where they follow one another. */
export const hasDays = ({ key }: GridSort): boolean => key === 'time';
