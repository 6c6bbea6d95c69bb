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
