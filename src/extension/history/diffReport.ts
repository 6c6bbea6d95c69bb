import * as vscode from 'vscode';
import { byText, endText, headline, notes, rest } from '../../core/git/diffText';
import type { FieldChange, PhotoChange, SelectionDiff } from '../../core/git/reports';
import { escapeMarkdown } from '../markdown';
import { verdictWord } from '../words';
import { decidedText, timeText } from './historyWords';
import { table } from './table';

/** What changed in a selection as Markdown. Names from files and from git are escaped. */
export function diffMarkdown(diff: SelectionDiff): string {
  return [
    `# ${escapeMarkdown(`${endText(diff.from)} → ${endText(diff.to)}`)}`,
    '',
    escapeMarkdown(headline(diff)),
    '',
    ...notes(diff).flatMap((note) => [`> ${escapeMarkdown(note)}`, '']),
    ...section(vscode.l10n.t('Added to the selection'), diff, 'added'),
    ...section(vscode.l10n.t('Removed from the selection'), diff, 'removed'),
    ...section(vscode.l10n.t('Changed otherwise'), diff, 'changed'),
    ...shared(diff),
  ].join('\n');
}

function section(title: string, { photos }: SelectionDiff, change: PhotoChange['change']): readonly string[] {
  const rows = photos.filter((photo) => photo.change === change).map(row);
  if (rows.length === 0) return [];
  return [`## ${title}`, '', ...table([vscode.l10n.t('Photo'), vscode.l10n.t('Verdict'), vscode.l10n.t('Why')], rows)];
}

function row(change: PhotoChange): readonly string[] {
  const { path: photo, formerly, before, after } = change;
  const name = formerly === null ? photo : vscode.l10n.t('{0} (then {1})', photo, formerly);
  const word = (verdict: typeof before.verdict) => (verdict === null ? '–' : verdictWord[verdict]());
  const verdict = before.verdict === after.verdict ? word(after.verdict) : `${word(before.verdict)} → ${word(after.verdict)}`;
  return [name, verdict, why(change)].map(escapeMarkdown);
}

function why({ decided, before, after }: PhotoChange): string {
  const byMachine = before.verdict !== after.verdict && decided.every(({ field }) => field !== 'verdict');
  return [...decided.map(fieldLine), ...(byMachine ? [after.reason] : [])].join('; ');
}

const fieldLine = ({ field, before, after, by }: FieldChange): string =>
  `${decidedText(field, after)}${byText(by, timeText)}${before === null ? '' : ` (${vscode.l10n.t('it was: {0}', decidedText(field, before))})`}`;

/** Recipe, clocks, groups and presets. */
function shared(diff: SelectionDiff): readonly string[] {
  const lines = rest(diff, timeText);
  if (lines.length === 0) return [];
  return [`## ${vscode.l10n.t('For the whole shoot')}`, '', ...lines.map((line) => `- ${escapeMarkdown(line)}`), ''];
}
