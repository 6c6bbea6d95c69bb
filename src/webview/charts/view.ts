import type { ShootData } from './shootData';

/** What every chart draws. */
export interface ChartsView {
  readonly data: ShootData;
  /** Verdict code of each row: the person's, else what a cull with the threshold would suggest. */
  readonly shown: Uint8Array;
  /** Selected rows. */
  readonly selection: ReadonlySet<number>;
}

/** What a chart asks for when the person chose rows. `add` keeps what is selected already. */
export interface SelectDetail {
  readonly rows: readonly number[];
  readonly add: boolean;
}

export const selectRows = (target: EventTarget, detail: SelectDetail): boolean =>
  target.dispatchEvent(new CustomEvent<SelectDetail>('qrate-select', { detail, bubbles: true }));

/** The threshold was moved to this sharpness. */
export const moveThreshold = (target: EventTarget, minSharpness: number): boolean =>
  target.dispatchEvent(new CustomEvent<number>('qrate-threshold', { detail: minSharpness, bubbles: true }));

export interface SelectEvents {
  readonly 'qrate-select': CustomEvent<SelectDetail>;
  readonly 'qrate-threshold': CustomEvent<number>;
}

/** The rows after a choice: instead of what was selected, or with it. Choosing again what is selected already takes it out. */
export function selectionAfter(before: ReadonlySet<number>, { rows, add }: SelectDetail): ReadonlySet<number> {
  const isSelected = rows.length > 0 && rows.every((row) => before.has(row));
  if (!add) return new Set(isSelected && before.size === rows.length ? [] : rows);
  if (!isSelected) return new Set([...before, ...rows]);
  const taken = new Set(rows);
  return new Set([...before].filter((row) => !taken.has(row)));
}
