import { type DecisionEntry, type LogEntry, MAX_AFTER, type PhotoRef } from './entries';

/**
 * Who had seen what when they decided. Clocks cannot tell: of two decisions that were made apart and merged, one has the later time
 * all the same. So each decision names the lines about its photo that its author had (`after`), and has seen these and all that
 * these had seen. What is not known counts as seen, so that nobody is told of a disagreement that may be none:
 *
 * - A line without `after` (of an older qrate) has seen every line of an earlier time.
 * - A line that names one which is not in the log (a cherry-pick left it behind) has seen every line of an earlier time.
 * - Only earlier lines can have been seen. `appendDecisions` keeps times so; a list that says otherwise is not believed there.
 */
export class Causality {
  readonly #positions: ReadonlyMap<string, number>;

  /** `entries` of the whole log, in the order of `readDecisions`. */
  constructor(private readonly entries: readonly LogEntry[]) {
    this.#positions = new Map(entries.map(({ id }, position) => [id, position]));
  }

  /** Of `about`, lines of this log, those that no other of them had seen; in the order of the log. */
  unseen<T extends LogEntry>(about: readonly T[]): readonly T[] {
    const placed = about.map((entry) => ({ entry, position: this.#positions.get(entry.id) ?? -1 })).sort((a, b) => a.position - b.position);
    const { seen, allBefore } = this.#seenFrom(placed.map(({ position }) => position));
    return placed.filter(({ position }) => position >= allBefore && !seen.has(position)).map(({ entry }) => entry);
  }

  /** Positions that were seen from any of `starts`; `allBefore`: every earlier one was, too. */
  #seenFrom(starts: readonly number[]): { readonly seen: ReadonlySet<number>; readonly allBefore: number } {
    const seen = new Set<number>();
    const queue = [...starts];
    let allBefore = 0;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      // What lies before is settled already.
      if (at < allBefore) continue;
      const named = this.#named(at);
      if (named === null) allBefore = at;
      const found = named?.filter((position) => position < at && !seen.has(position)) ?? [];
      for (const position of found) seen.add(position);
      queue.push(...found);
    }
    return { seen, allBefore };
  }

  /** Positions that the line names, or `null` where one cannot be told. */
  #named(at: number): readonly number[] | null {
    const entry = this.entries[at];
    if (entry?.kind !== 'decision' || entry.after === undefined) return null;
    const positions = entry.after.map((id) => this.#positions.get(id));
    return positions.every((position) => position !== undefined) ? positions : null;
  }
}

/** What the author of the next lines has before them; grows with every line of a batch. */
export class Seen {
  readonly #causality: Causality;
  readonly #about = new Map<string, DecisionEntry[]>();
  /** The last line of this batch about a hash or path. */
  readonly #written = new Map<string, string>();

  constructor(entries: readonly LogEntry[]) {
    this.#causality = new Causality(entries);
    for (const entry of entries) {
      if (entry.kind !== 'decision') continue;
      for (const key of keysOf(entry)) this.#note(key, entry);
    }
  }

  /**
   * The `after` of the line `id` about a photo. Lines of its content and of its path count, and may be of another photo that had the
   * same: they were seen as well.
   */
  by(id: string, photo: PhotoRef): Pick<DecisionEntry, 'after'> {
    const keys = keysOf(photo);
    const earlier = new Set(keys.flatMap((key) => this.#about.get(key) ?? []));
    const batch = keys.flatMap((key) => this.#written.get(key) ?? []);
    for (const key of keys) this.#written.set(key, id);
    const after = [...new Set([...this.#causality.unseen([...earlier]).map((entry) => entry.id), ...batch])];
    return after.length > MAX_AFTER ? {} : { after };
  }

  #note(key: string, entry: DecisionEntry): void {
    const lines = this.#about.get(key);
    if (lines === undefined) this.#about.set(key, [entry]);
    else lines.push(entry);
  }
}

const keysOf = ({ hash, path }: PhotoRef): readonly string[] => [`hash ${hash}`, `path ${path}`];
