/** Longest stretch of work in ms: a frame of 60 per second keeps half of its time. */
const SLICE_MS = 8;

/**
 * Runs `step` for 0 … count − 1 and lets the page breathe in between. Answers `false` where `signal` stopped it. A step should take
 * a millisecond at most.
 */
export async function inSlices(count: number, step: (index: number) => void, signal: AbortSignal): Promise<boolean> {
  let end = performance.now() + SLICE_MS;
  for (let index = 0; index < count; index += 1) {
    if (performance.now() > end) {
      await nextTask();
      end = performance.now() + SLICE_MS;
    }
    if (signal.aborted) return false;
    step(index);
  }
  return !signal.aborted;
}

/** A task of its own, without the 4 ms that nested timers wait: input and painting come in between. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
