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

/** A line about a wanted photo, with its place in the log. */
interface Placed {
  readonly entry: DecisionEntry;
  readonly at: number;
}

/** What the author of the next lines has before them; grows with every line of a batch. */
export class Seen {
  readonly #about = new Map<string, Placed[]>();
  /** The last line of this batch about a hash or path. */
  readonly #written = new Map<string, string>();

  /** `entries` of the whole log, in order, of which only those about `photos` are kept. */
  constructor(photos: readonly PhotoRef[], entries: readonly LogEntry[]) {
    for (const photo of photos) for (const key of keysOf(photo)) this.#about.set(key, []);
    for (const [at, entry] of entries.entries()) {
      if (entry.kind === 'decision') for (const key of keysOf(entry)) this.#about.get(key)?.push({ entry, at });
    }
  }

  /**
   * The `after` of the line `id` about a photo. Lines of its content and of its path count, and may be of another photo that had the
   * same: they were seen as well. So may a line be named that another one had seen by way of a third, about neither.
   */
  by(id: string, photo: PhotoRef): Pick<DecisionEntry, 'after'> {
    const keys = keysOf(photo);
    const earlier = new Map(keys.flatMap((key) => this.#about.get(key) ?? []).map((line) => [line.entry.id, line]));
    const batch = keys.flatMap((key) => this.#written.get(key) ?? []);
    for (const key of keys) this.#written.set(key, id);
    const after = [...new Set([...notNamed(earlier), ...batch])];
    return after.length > MAX_AFTER ? {} : { after };
  }
}

/** Ids of the lines that no later one of them names, nor an old one has seen; oldest first. */
function notNamed(lines: ReadonlyMap<string, Placed>): readonly string[] {
  const named = new Set<string>();
  let allBefore = 0;
  for (const { entry, at } of lines.values()) {
    if (entry.after === undefined) allBefore = Math.max(allBefore, at);
    for (const id of entry.after ?? []) if ((lines.get(id)?.at ?? at) < at) named.add(id);
  }
  const left = [...lines.values()].filter(({ entry, at }) => at >= allBefore && !named.has(entry.id));
  return left.sort((a, b) => a.at - b.at).map(({ entry }) => entry.id);
}

const keysOf = ({ hash, path }: PhotoRef): readonly string[] => [`hash ${hash}`, `path ${path}`];
