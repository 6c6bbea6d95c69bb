import type { Command } from 'commander';
import type { IndexReport } from '../../core/reports';
import { type Context, defaultWorkers } from '../context';
import { collect, integer } from '../options';
import { count, seconds } from '../words';

interface Flags {
  readonly workers: number;
  readonly ignore: readonly string[];
  readonly models: boolean;
}

export function addIndex(program: Command, context: Context): void {
  program
    .command('index [DIR]')
    .description('scan, read, score and group the photos of a folder; only what changed is opened')
    .option('--workers <N>', 'worker processes', integer(1, 64), defaultWorkers())
    .option('--ignore <GLOB>', 'leave out paths that match (may be repeated)', collect, [])
    .option('--no-models', 'neither look for faces nor describe pictures by networks')
    .action(async (dir: string | undefined, flags: Flags) => {
      const shoot = await context.openFolder(dir ?? (await context.defaultFolder()), flags.ignore);
      const report = await shoot.index({ ...context.run, workers: flags.workers, models: flags.models });
      context.output.answer(report, human);
    });
}

function human(report: IndexReport): string {
  const lines = [
    `${count(report.photos, 'photo')} in ${count(report.files, 'file')}: ${report.analyzed} read, ${report.unchanged} unchanged, ${report.failed.length} failed, in ${seconds(report.seconds)}.`,
  ];
  for (const { path, reason } of report.failed) lines.push(`  ${JSON.stringify(path)}: ${reason}`);
  for (const note of report.notes) lines.push(note);
  if (report.photos === 0) lines.push('No photos were found here. qrate reads RAW files, JPEG, HEIC, AVIF, TIFF, PNG and WebP.');
  else lines.push('Next: qrate cull');
  return `${lines.join('\n')}\n`;
}
