import { CLASSIC } from '../analyze/vectors/classic/classic';
import type { DescribeRun } from './describe';
import { inLanes } from './lanes';
import type { PreviewWork } from './plan';

/** Statistics of thumbs, by the workers that made them. One whose thumb cannot be had is left for the next indexing. */
export async function runStatistics(run: DescribeRun, work: readonly PreviewWork[]): Promise<void> {
  const { workers, location, options, progress, writers } = run;
  if (work.length === 0) return;
  const writer = await writers.of(CLASSIC);
  await inLanes(work, workers.size * 2, async ({ contentId, photo: { path, size, mtimeMs, companions } }) => {
    const photo = { path, size, mtimeMs, companions };
    const job = { root: location.root, photo, cacheDir: location.cacheDir, want: 'statistics', contentId } as const;
    const { statistics } = await workers.run(job, options.signal);
    if (statistics !== undefined) writer.add(contentId, statistics);
    progress.step();
    await run.save();
  });
}
