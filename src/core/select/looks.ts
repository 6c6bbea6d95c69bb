/** What words say about the photos of a shoot: worked out before photos are filtered by it. */
export interface Looks {
  /** By words: the photos that fit them (`fitting`) with their likeness, the likest first. */
  readonly fits: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Why words cannot be searched here, and what to do, as a sentence; `null` = they can. */
  readonly missing: string | null;
  /** Photos that could not be compared, since nobody described them yet. */
  readonly unknown: number;
}

export const NO_LOOKS: Looks = { fits: new Map(), missing: null, unknown: 0 };
