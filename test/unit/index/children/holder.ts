import { resolveStore } from '../../../../src/core/index/location';
import { acquireLock } from '../../../../src/core/index/lock';

/** Takes the lock of a shoot and says so; then sits, or blocks its event loop, until it is killed. */
async function main([root = '', how = 'sit']: string[]): Promise<void> {
  const location = await resolveStore(root, { mode: 'shoot', userDataDir: root });
  try {
    const lock = await acquireLock(location, { heartbeatMs: 50, staleMs: 200 });
    process.send?.({ held: lock.token });
  } catch (error) {
    process.send?.({ refused: (error as Error).message });
    return;
  }
  setInterval(() => undefined, 1_000);
  if (how === 'block') setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
}

void main(process.argv.slice(2));
