/**
 * Milliseconds of this process's own processor time that `work` takes (user, all threads). Tests bound this instead of the time on
 * the clock: a machine that is busy with something else, or a slow disk, must not turn them red.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const started = process.cpuUsage();
  await work();
  return process.cpuUsage(started).user / 1000;
}
