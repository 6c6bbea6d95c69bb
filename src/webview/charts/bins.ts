import type { Scale } from './scales';

/** Rows of a part of an axis. */
export interface Bin {
  /** Fractions of the axis. */
  readonly from: number;
  readonly to: number;
  /** Values at its ends: `low` belongs to it, `high` to the next one (to this one, if it is the last). */
  readonly low: number;
  readonly high: number;
  readonly rows: readonly number[];
}

/** `count` bins of equal width on the axis. Rows without a value (NaN) are in none. */
export function binRows(values: ArrayLike<number>, scale: Scale, count: number): readonly Bin[] {
  const rows: number[][] = Array.from({ length: count }, () => []);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) rows[binAt(scale.toUnit(value), count)]?.push(row);
  }
  return rows.map((inBin, i) => ({
    from: i / count,
    to: (i + 1) / count,
    low: scale.fromUnit(i / count),
    high: scale.fromUnit((i + 1) / count),
    rows: inBin,
  }));
}

/** Position of the bin at a fraction of the axis; the right end belongs to the last one. */
export const binAt = (unit: number, count: number): number => Math.min(count - 1, Math.floor(unit * count));

/** The largest number of rows in a bin. */
export const mostRows = (bins: readonly Bin[]): number => bins.reduce((most, { rows }) => Math.max(most, rows.length), 0);
