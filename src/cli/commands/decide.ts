import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import { COLOR_LABELS, type Decision } from '../../core/model';
import { type DecisionReport, mergeReports } from '../../core/reports';
import { byShoot } from '../byShoot';
import type { Context } from '../context';
import { count } from '../words';

type Patch = Partial<Decision>;

/** The person's verdicts: `pick|reject|unmark FILES…`, `rate 0–5 FILES…`, `label COLOUR FILES…`. */
export function addDecisions(program: Command, context: Context): void {
  addVerdict(program, context, {
    name: 'pick',
    description: 'keep these photos, whatever the machine suggests',
    patch: { verdict: 'pick' },
  });
  addVerdict(program, context, {
    name: 'reject',
    description: 'reject these photos; no file is moved or deleted',
    patch: { verdict: 'reject' },
  });
  addVerdict(program, context, { name: 'unmark', description: 'take back pick or reject', patch: { verdict: null } });
  addValue(program, context, { name: 'rate', value: '0-5', description: 'give stars', parse: parseRating });
  addValue(program, context, {
    name: 'label',
    value: 'COLOUR',
    description: `give a colour label (${COLOR_LABELS.join(', ')}); none takes it back`,
    parse: parseLabel,
  });
}

function addVerdict(program: Command, context: Context, verdict: { name: string; description: string; patch: Patch }): void {
  program
    .command(`${verdict.name} <FILES...>`)
    .description(verdict.description)
    .action((files: readonly string[]) => decide(context, files, verdict.patch));
}

function addValue(
  program: Command,
  context: Context,
  it: { name: string; value: string; description: string; parse(text: string): Patch | null },
): void {
  program
    .command(`${it.name} <${it.value}> <FILES...>`)
    .description(it.description)
    .action((text: string, files: readonly string[]) => {
      const patch = it.parse(text);
      if (patch === null) throw new QrateError('usage', `${it.name} needs ${it.value} first, then the files; "${text}" is not one.`);
      return decide(context, files, patch);
    });
}

async function decide(context: Context, files: readonly string[], patch: Patch): Promise<void> {
  const shoots = await byShoot(context, files);
  const reports = await Promise.all(shoots.map(({ shoot, files: own }) => shoot.decide(own, patch)));
  context.output.answer(mergeReports(reports), human);
}

const human = (report: DecisionReport): string =>
  `${count(report.changed.length, 'decision')} written${report.unchanged.length > 0 ? `, ${report.unchanged.length} were so already` : ''}.\n`;

function parseRating(text: string): Patch | null {
  if (!/^[0-5]$/.test(text)) return null;
  return { rating: Number(text) };
}

function parseLabel(text: string): Patch | null {
  if (text.toLowerCase() === 'none') return { label: null };
  const label = COLOR_LABELS.find((it) => it === text.toLowerCase());
  return label === undefined ? null : { label };
}
