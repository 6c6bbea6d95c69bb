import type { Command } from 'commander';
import { formatOffset } from '../../core/group/clocks';
import type { StatusReport } from '../../core/reports';
import type { Context } from '../context';
import { bytes, count, counts } from '../words';
import { disagreementLines } from './conflicts';

/** Disagreements in the status; `qrate conflicts` lists them all. */
const SHOWN = 5;

export function addStatus(program: Command, context: Context): void {
  program
    .command('status [DIR]')
    .description('what the index knows: counts by stage, group kind, suggestion and decision; sizes')
    .action(async (dir: string | undefined) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      context.output.answer(await shoot.status(), human);
    });
}

function human(report: StatusReport): string {
  const { stages, recipe } = report;
  const lines = [
    `${report.root}`,
    `  photos       ${count(report.photos, 'photo')} in ${count(report.files, 'file')}`,
    `  stages       ${stages.ingest} ingested, ${stages.analyze} analysed, ${stages.hash} hashed, ${stages.failed} failed`,
    `  groups       ${counts(report.groups)}`,
    ...said(report),
    `  suggestions  ${recipe === null ? 'none yet (run: qrate cull)' : counts(report.suggestions)}`,
    `  decisions    ${counts(report.decisions)}`,
    `  index        ${bytes(report.index.bytes)}  ${report.index.path}`,
    `  cache        ${bytes(report.cache.bytes)} in ${count(report.cache.files, 'file')}  ${report.cache.path}`,
  ];
  if (report.unreadableDecisions.length > 0)
    lines.push(`  decisions.jsonl: line ${report.unreadableDecisions.join(', ')} cannot be read and was left as it is`);
  if (report.disagreements.length > 0) {
    lines.push(
      `  disagreements ${report.disagreements.length} (settle them by deciding, or with: qrate conflicts --take mine|theirs FILES)`,
    );
    lines.push(
      ...report.disagreements
        .slice(0, SHOWN)
        .flatMap(disagreementLines)
        .map((line) => `    ${line}`),
    );
    if (report.disagreements.length > SHOWN) lines.push(`    … all of them: qrate conflicts`);
  }
  for (const { path, reason } of report.failed) lines.push(`  failed ${JSON.stringify(path)}: ${reason}`);
  return `${lines.join('\n')}\n`;
}

/** What the person said about groups and clocks; no lines where nothing was said. */
function said({ regrouped: { merge, split, never }, clocks }: StatusReport): readonly string[] {
  const words = counts({ 'put together': merge, 'begin a group': split, 'never grouped': never });
  return [
    ...(merge + split + never > 0 ? [`  by you       ${words}`] : []),
    ...clocks.map(({ camera, seconds }) => `  clock        ${formatOffset(seconds)}  ${JSON.stringify(camera)}`),
  ];
}
