import type { PhotoWork } from './index/changes';
import type { ScannedPhoto, StageName } from './model';
import type { PhotoResult, PhotoWorkers } from './ports';
import type { RunOptions } from './progress';

export interface JobContext {
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly cacheDir: string;
  readonly workers: PhotoWorkers;
}

export interface JobRun extends RunOptions {
  readonly stage: StageName;
  readonly onResult: (photo: ScannedPhoto, result: PhotoResult) => Promise<void>;
}

/**
 * Keeps the pool busy with a bounded number of jobs in flight. Results are taken one at a time, in order of completion,
 * so nothing that depends on order may be done with them.
 */
export async function runJobs(context: JobContext, work: readonly PhotoWork[], run: JobRun): Promise<void> {
  const { root, cacheDir, workers } = context;
  run.signal?.throwIfAborted();
  const jobs = work.values();
  let done = 0;
  let taking = Promise.resolve();
  const lane = async (): Promise<void> => {
    for (const { photo, want } of jobs) {
      const { path, size, mtimeMs, companions } = photo;
      const result = await workers.run({ root, photo: { path, size, mtimeMs, companions }, cacheDir, want }, run.signal);
      taking = taking.then(() => run.onResult(photo, result));
      await taking;
      done += 1;
      run.onProgress?.({ stage: run.stage, done, total: work.length });
    }
  };
  if (work.length > 0) run.onProgress?.({ stage: run.stage, done: 0, total: work.length });
  // Two lanes a worker, so that none waits for this process between two photos.
  await Promise.all(Array.from({ length: Math.min(work.length, workers.size * 2) }, lane));
}
