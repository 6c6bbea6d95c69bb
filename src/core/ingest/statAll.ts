import { type Stats, stat } from 'node:fs';
import path from 'node:path';

export type StatOutcome =
  | { readonly name: string; readonly stats: Stats; readonly error: null }
  | { readonly name: string; readonly stats: null; readonly error: unknown };

/** Enough to keep libuv's threads busy without queueing a whole folder behind a cancel. */
const IN_FLIGHT = 64;

/**
 * Stats many files, following links; outcomes in the order of `names`. Rejects with `signal.reason` when cancelled.
 * Callbacks, because a promise per file makes 100,000 of them a third slower.
 */
export function statAll(root: string, names: readonly string[], signal?: AbortSignal): Promise<StatOutcome[]> {
  return new Promise((resolve, reject) => {
    const outcomes: StatOutcome[] = new Array(names.length);
    let next = 0;
    let open = 0;
    const start = (): void => {
      if (signal?.aborted) reject(signal.reason);
      else if (next === names.length && open === 0) resolve(outcomes);
      else launchMore();
    };
    const launchMore = (): void => {
      while (open < IN_FLIGHT && next < names.length) launch(next++);
    };
    const launch = (index: number): void => {
      const name = names[index] ?? '';
      open++;
      stat(path.join(root, name), (error, stats) => {
        open--;
        outcomes[index] = error ? { name, stats: null, error } : { name, stats, error: null };
        start();
      });
    };
    start();
  });
}
