import { clamp } from './scales';

/** Rows in the order of a value, to be walked along by keys. Rows without one (NaN) are not in it. */
export class CursorOrder {
  readonly #rows: readonly number[];
  readonly #places = new Map<number, number>();

  /** Equal values stay in the order of rows. */
  constructor(values: ArrayLike<number>) {
    const rows = Array.from(values, (_, row) => row).filter((row) => !Number.isNaN(values[row]));
    this.#rows = rows.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
    for (const [place, row] of this.#rows.entries()) this.#places.set(row, place);
  }

  get rows(): readonly number[] {
    return this.#rows;
  }

  /** The row `by` places further, stopping at the ends; from nowhere, the first. `null` where there is none. */
  step(from: number | null, by: number): number | null {
    const place = from === null ? undefined : this.#places.get(from);
    if (place === undefined) return this.#rows[0] ?? null;
    return this.#rows[clamp(place + by, 0, this.#rows.length - 1)] ?? null;
  }
}
