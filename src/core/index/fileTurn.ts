import { setTimeout as wait } from 'node:timers/promises';
import { QrateError } from '../errors';
import { type StoreLock, takeLock } from './lock';

const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 20;

/**
 * Lets `work` read and rewrite `file` while nobody else does, in this process or another one; the folder is there. For work of a moment.
 * Throws QrateError('locked') where somebody else takes longer than ten seconds, QrateError('storage'), and what `work` throws.
 */
export async function inTurn<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(file);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function waitForLock(file: string): Promise<StoreLock> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await takeLock({ file: `${file}.lock`, what: file });
    } catch (error) {
      const isTaken = error instanceof QrateError && error.code === 'locked';
      if (!isTaken || performance.now() > end) throw error;
      await wait(LOOK_AGAIN_MS);
    }
  }
}
