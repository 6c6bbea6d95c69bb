/**
 * Long work in steps: a generator that yields between pieces of a millisecond or less. The same steps run to their end at once
 * (command line, workers), or with the event loop turning in between (the editor's host, where nothing may wait for long).
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Longest time in ms that the event loop waits for paced work. */
const SLICE_MS = 8;

/** All steps at once. */
export function drained<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, letting other work go first every few milliseconds. */
export async function paced<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    await nextTurn();
  }
}

/** The same steps, until `signal` says to stop: then they throw its reason. */
export function* cancellable<T>(steps: Steps<T>, signal: AbortSignal | undefined): Steps<T> {
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = steps.next();
    if (done) return value;
    yield;
  }
}

/** Resolves after everything that waits for the event loop now had its turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `array.map` in steps. */
export function* mapped<T, R>(items: Iterable<T>, to: (item: T) => R, chunk = 64): Steps<R[]> {
  const found: R[] = [];
  for (const item of items) {
    found.push(to(item));
    if (found.length % chunk === 0) yield;
  }
  return found;
}

/** A map in steps. Of two entries with one key the later counts. */
export function* mapFrom<T, K, V>(items: Iterable<T>, entry: (item: T) => readonly [K, V], chunk = 512): Steps<Map<K, V>> {
  const found = new Map<K, V>();
  let done = 0;
  for (const item of items) {
    const [key, value] = entry(item);
    found.set(key, value);
    if (++done % chunk === 0) yield;
  }
  return found;
}

/** A sorted copy in steps, stable like `toSorted`. */
export function* sortedSteps<T extends object>(items: readonly T[], compare: (a: T, b: T) => number, chunk = 256): Steps<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += chunk) {
    runs.push(items.slice(from, from + chunk).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], { compare, chunk }));
    runs = longer;
  }
  return runs[0] ?? [];
}

interface Merge<T> {
  readonly compare: (a: T, b: T) => number;
  readonly chunk: number;
}

/** Of equals, those of `left` come first. */
function* merged<T extends object>(left: readonly T[], right: readonly T[], { compare, chunk }: Merge<T>): Steps<T[]> {
  const all: T[] = [];
  let [l, r] = [0, 0];
  for (;;) {
    const [a, b] = [left[l], right[r]];
    // Most lists are in order already, or nearly so.
    if (a === undefined || b === undefined || (l === 0 && r === 0 && isBefore(left.at(-1), b, compare)))
      return all.concat(left.slice(l), right.slice(r));
    if (compare(a, b) <= 0) l = all.push(a) - r;
    else r = all.push(b) - l;
    if (all.length % chunk === 0) yield;
  }
}

const isBefore = <T>(last: T | undefined, first: T, compare: (a: T, b: T) => number): boolean =>
  last !== undefined && compare(last, first) <= 0;
