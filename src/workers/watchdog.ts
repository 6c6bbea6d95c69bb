import { Worker } from 'node:worker_threads';

/** Set by the supervisor; the same limit for every platform, because only Linux tells a parent its child's memory. */
export const MEMORY_LIMIT_VARIABLE = 'QRATE_WORKER_MEMORY_MB';

/** Last words of a worker that broke its memory limit, on stderr. */
export const MEMORY_BREACH = 'qrate-worker: memory limit exceeded';

/** Runs in a thread, where a decoder that never returns cannot stop it. */
const WATCH = `
const { writeSync } = require('node:fs');
const { limit, lastWords, parent } = require('node:worker_threads').workerData;
setInterval(() => {
  const breach = process.memoryUsage.rss() > limit;
  if (breach) writeSync(2, lastWords);
  if (breach || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 100);
`;

/**
 * Ends this process when it outgrows its memory limit or its parent is gone, even while the main thread hangs in a
 * decoder: a host killed by the system must not leave a worker spinning. (Windows keeps the parent's id for ever; there
 * only `disconnect` tells.)
 */
export function startWatchdog(): void {
  process.once('disconnect', () => process.exit(0));
  const megabytes = Number(process.env[MEMORY_LIMIT_VARIABLE]);
  const limit = megabytes > 0 ? megabytes * 2 ** 20 : Number.POSITIVE_INFINITY;
  new Worker(WATCH, { eval: true, execArgv: [], workerData: { limit, lastWords: MEMORY_BREACH, parent: process.ppid } }).unref();
}
