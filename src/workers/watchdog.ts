import { Worker } from 'node:worker_threads';
import type { CpuLimit } from '../core/ingest/decode/decoders';

/** Set by the supervisor; the same limit for every platform, because only Linux tells a parent its child's memory. */
export const MEMORY_LIMIT_VARIABLE = 'QRATE_WORKER_MEMORY_MB';

/** Last words on stderr of a worker that broke its memory limit, … */
export const MEMORY_BREACH = 'qrate-worker: memory limit exceeded';
/** … or whose decoder took more processor time than its picture can need. */
export const CPU_BREACH = 'qrate-worker: decoder took too long';
/** Follows either where a decoder was at work. */
export const IN_DECODER = ' in a decoder';

/** Runs in a thread, where a decoder that never returns cannot stop it. Processor time, because a busy machine is no fault of the file. */
const WATCH = `
const { writeSync } = require('node:fs');
const { limit, words, parent, decoder } = require('node:worker_threads').workerData;
const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
setInterval(() => {
  const end = Atomics.load(decoder, 0);
  const breach = process.memoryUsage.rss() > limit ? words.memory : end > 0 && cpuMs() > end ? words.cpu : null;
  if (breach !== null) writeSync(2, breach + (end > 0 ? words.inDecoder : ''));
  if (breach !== null || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 100);
`;

/**
 * Ends this process when it outgrows its memory limit, its decoder's time or its parent, even while the main thread hangs in a
 * decoder: a host killed by the system must not leave a worker spinning. (Windows keeps the parent's id for ever; there only
 * `disconnect` tells.) Returns the way to give a decoder its time.
 */
export function startWatchdog(): CpuLimit {
  process.once('disconnect', () => process.exit(0));
  const megabytes = Number(process.env[MEMORY_LIMIT_VARIABLE]);
  const limit = megabytes > 0 ? megabytes * 2 ** 20 : Number.POSITIVE_INFINITY;
  const words = { memory: MEMORY_BREACH, cpu: CPU_BREACH, inDecoder: IN_DECODER };
  const decoder = new Int32Array(new SharedArrayBuffer(4));
  new Worker(WATCH, { eval: true, execArgv: [], workerData: { limit, words, parent: process.ppid, decoder } }).unref();
  return (cpuMs, work) => {
    const { user, system } = process.cpuUsage();
    Atomics.store(decoder, 0, Math.ceil((user + system) / 1000 + cpuMs));
    try {
      return work();
    } finally {
      Atomics.store(decoder, 0, 0);
    }
  };
}
