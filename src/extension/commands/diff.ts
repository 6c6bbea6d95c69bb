import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { GitHistory } from '../../core/git/gitHistory';
import type { Commit } from '../../core/git/reports';
import { defineCommand } from '../commandTypes';
import { diffMarkdown } from '../history/diffReport';
import { timeText } from '../history/historyWords';
import { shootFor } from '../targets';
import { folder, signal } from './optionSchemas';

/** `range`: a commit, branch or tag, or two as `A..B`; without, what is not committed yet. */
const options = z.strictObject({ folder, range: z.string().min(1).optional(), signal });

/** Commits that are offered. */
const OFFERED = 50;

/** What changed in the selection since a commit, as a page; a program gets the report alone. */
export const diffCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const { git } = await host.shoots.api(root);
  const range = call.options === null ? await ask(git) : (call.options.range ?? null);
  if (range === undefined) return undefined;
  const report = await git.diff(range, { signal: call.options?.signal });
  if (call.options === null) await host.reports.show(vscode.l10n.t('Changes in {0}', path.basename(root)), diffMarkdown(report));
  return report;
});

interface Choice extends vscode.QuickPickItem {
  /** `undefined` = asked for in an input box; `null` = what is not committed yet. */
  readonly range?: string | null;
}

/** `undefined` = the person backed out. */
async function ask(git: GitHistory): Promise<string | null | undefined> {
  const commits = await git.commits(OFFERED);
  const items: readonly Choice[] = [
    { label: vscode.l10n.t('What is not committed yet'), iconPath: new vscode.ThemeIcon('edit'), range: null },
    { label: vscode.l10n.t('Another commit, branch, tag or range…'), iconPath: new vscode.ThemeIcon('git-compare') },
    { label: vscode.l10n.t('Since the commit'), kind: vscode.QuickPickItemKind.Separator },
    ...commits.map(commitItem),
  ];
  const placeHolder = vscode.l10n.t('Show what changed in the selection since when?');
  const choice = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
  if (choice === undefined || choice.range !== undefined) return choice?.range;
  const prompt = vscode.l10n.t('A commit, branch or tag; A..B compares two, A...B shows what B did since they parted');
  return (await vscode.window.showInputBox({ prompt, value: 'main...HEAD' })) || undefined;
}

const commitItem = ({ hash, subject, author, time }: Commit): Choice => ({
  label: subject,
  description: hash.slice(0, 9),
  detail: `${author} · ${timeText(time)}`,
  iconPath: new vscode.ThemeIcon('git-commit'),
  range: hash,
});
