import path from 'node:path';
import * as vscode from 'vscode';
import type { Side, SyncChoice, SyncConflict } from '../../core/sync/report';

type Answer = Side | 'skip';

interface AnswerItem extends vscode.QuickPickItem {
  readonly answer: Answer;
}

/** Who is right about each conflict; skipped ones are absent. `undefined` = backed out. */
export async function askConflicts(conflicts: readonly SyncConflict[]): Promise<readonly SyncChoice[] | undefined> {
  const forAll = conflicts.length > 1 ? await askForAll(conflicts.length) : 'each';
  if (forAll === undefined) return undefined;
  const choices: SyncChoice[] = [];
  for (const [index, conflict] of conflicts.entries()) {
    const answer = forAll === 'each' ? await askOne(conflict, `${index + 1}/${conflicts.length}`) : forAll;
    if (answer === undefined) return undefined;
    if (answer !== 'skip') choices.push({ photo: conflict.photo, field: conflict.field, side: answer });
  }
  return choices;
}

async function askForAll(count: number): Promise<Answer | 'each' | undefined> {
  const items = [
    { label: vscode.l10n.t('Decide one by one'), answer: 'each' as const },
    {
      label: vscode.l10n.t('Theirs for all'),
      detail: vscode.l10n.t('What stands in the sidecars becomes your decision.'),
      answer: 'theirs' as const,
    },
    { label: vscode.l10n.t('Mine for all'), detail: vscode.l10n.t('Your decisions here go to the sidecars.'), answer: 'mine' as const },
    {
      label: vscode.l10n.t('Skip all'),
      detail: vscode.l10n.t('Leave both sides as they are; everything else is synced.'),
      answer: 'skip' as const,
    },
  ];
  const title = vscode.l10n.t('{0} conflicts between sidecars and decisions', count);
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Both sides changed. Who is right?') }))?.answer;
}

async function askOne({ photo, base, theirs, mine, program }: SyncConflict, position: string): Promise<Answer | undefined> {
  const there = program === null ? vscode.l10n.t('in the sidecar') : vscode.l10n.t('in {0}', program);
  const items: readonly AnswerItem[] = [
    { label: theirs, description: there, detail: vscode.l10n.t('Theirs: becomes your decision'), answer: 'theirs' },
    { label: mine, description: vscode.l10n.t('decided here'), detail: vscode.l10n.t('Mine: goes to the sidecar'), answer: 'mine' },
    { label: vscode.l10n.t('Skip'), detail: vscode.l10n.t('Leave both as they are'), answer: 'skip' },
  ];
  const before = base === null ? '' : vscode.l10n.t('Both were: {0}.', base);
  const placeHolder = [before, vscode.l10n.t('Who is right?')].filter((it) => it !== '').join(' ');
  return (
    await vscode.window.showQuickPick(items, { title: `${path.posix.basename(photo)} (${position})`, placeHolder, matchOnDetail: true })
  )?.answer;
}
