import path from 'node:path';
import * as vscode from 'vscode';
import type { Commit, HistoryLine, HistoryStep, LogReport, PhotoHistory } from '../../core/git/reports';
import { escapeMarkdown } from '../markdown';
import { personText, timeText } from './historyWords';
import { table } from './table';

/** The history of photos or of a shoot as Markdown. Names from files and from git are escaped. */
export function logMarkdown({ root, photos, steps, withoutCommits }: LogReport): string {
  const note =
    withoutCommits === null ? [] : [`> ${escapeMarkdown(vscode.l10n.t('No commits are shown: {0}', withoutCommits.message))}`, ''];
  const shoot = photos.length > 0 ? [] : [`# ${escapeMarkdown(path.basename(root))}`, '', ...brief(steps)];
  return [...shoot, ...photos.flatMap(ofPhoto), ...note].join('\n');
}

function ofPhoto({ path: photo, lines }: PhotoHistory): readonly string[] {
  const heads = [vscode.l10n.t('When'), vscode.l10n.t('What'), vscode.l10n.t('Who'), vscode.l10n.t('Commit')];
  const nothing = lines.length === 0 ? [vscode.l10n.t('Nothing was decided about it yet.'), ''] : [];
  return [`# ${escapeMarkdown(photo)}`, '', ...nothing, ...table(heads, lines.map(lineRow))];
}

/** What still holds is bold, and says so. */
function lineRow({ time, what, author, formerly, holds, commit }: HistoryLine): readonly string[] {
  const called = formerly === null ? what : vscode.l10n.t('{0}, as {1}', what, formerly);
  const said = holds ? `**${escapeMarkdown(called)}** (${escapeMarkdown(vscode.l10n.t('holds'))})` : escapeMarkdown(called);
  return [timeText(time), said, escapeMarkdown(personText(author)), commitCell(commit)];
}

function brief(steps: readonly HistoryStep[]): readonly string[] {
  const heads = [vscode.l10n.t('When'), vscode.l10n.t('Who'), vscode.l10n.t('What'), vscode.l10n.t('Commit')];
  if (steps.length === 0) return [vscode.l10n.t('Nothing was decided here yet.'), ''];
  return table(heads, steps.map(stepRow));
}

function stepRow({ first, last, author, what, commit }: HistoryStep): readonly string[] {
  const [from, to] = [timeText(first), timeText(last)];
  return [from === to ? to : `${from} – ${to}`, escapeMarkdown(personText(author)), escapeMarkdown(what), commitCell(commit)];
}

const commitCell = (commit: Commit | null): string =>
  commit === null ? escapeMarkdown(vscode.l10n.t('not committed')) : `\`${commit.hash.slice(0, 9)}\` ${escapeMarkdown(commit.subject)}`;
