import { type GridState, groupOf } from './state';

/** A frame of the group beside the active one. */
export interface Sibling {
  readonly row: number;
  readonly isActive: boolean;
  /** Percent by which it is sharper (+) or softer (−) than the active frame; `null` where one of them was not measured. */
  readonly sharper: number | null;
  /** Percentage points by which it is better exposed. */
  readonly exposed: number | null;
}

/** Frames of a long series that are compared. */
const MOST = 40;

/** The group in rank order, the active frame included; empty for a photo that stands alone. */
export function siblingsOf(state: GridState): readonly Sibling[] {
  const { data, look } = state;
  const active = data.rows[look.active];
  const members = groupOf(data, look.active)?.members ?? [];
  if (active === undefined) return [];
  const ranked = [...members].sort((a, b) => rank(state, a) - rank(state, b) || a - b);
  const shown = ranked.slice(0, MOST);
  const all = shown.includes(look.active) || members.length === 0 ? shown : [...shown.slice(0, MOST - 1), look.active];
  return all.map((row) => {
    const { sharpness = null, exposure = null } = data.rows[row] ?? {};
    return {
      row,
      isActive: row === look.active,
      sharper: percentMore(sharpness, active.sharpness),
      exposed: exposure === null || active.exposure === null ? null : (exposure - active.exposure) * 100,
    };
  });
}

const rank = ({ data }: GridState, row: number): number => data.rows[row]?.rank ?? Number.MAX_SAFE_INTEGER;

const percentMore = (value: number | null, than: number | null): number | null =>
  value === null || than === null || than <= 0 ? null : (value / than - 1) * 100;
