import * as vscode from 'vscode';
import * as z from 'zod';
import type { UndoReport } from '../../core/reports';
import { actionWords, keptNote } from '../actionWords';
import { type Command, defineCommand } from '../commandTypes';
import { shootFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder });

/** Takes the last decision of a shoot back, or does the last undone one again. */
const takeBackCommand = (which: 'undo' | 'redo'): Command<UndoReport> =>
  defineCommand(options, async (host, call) => {
    const root = await shootFor(host, call);
    if (root === undefined) return undefined;
    const report = await (await host.shoots.api(root))[which]();
    await host.shoots.changed(root);
    if (call.options === null) say(which, report);
    return report;
  });

/** In the status bar for a moment; what was left alone is worth a message. */
function say(which: 'undo' | 'redo', report: UndoReport): void {
  vscode.window.setStatusBarMessage(sentence(which, report), 4000);
  const note = keptNote(report);
  if (note !== null) void vscode.window.showInformationMessage(note);
}

function sentence(which: 'undo' | 'redo', { action }: UndoReport): string {
  if (action === null) return which === 'undo' ? vscode.l10n.t('There is nothing to undo.') : vscode.l10n.t('There is nothing to redo.');
  return which === 'undo' ? vscode.l10n.t('Undone: {0}', actionWords(action)) : vscode.l10n.t('Redone: {0}', actionWords(action));
}

export const undoCommand = takeBackCommand('undo');
export const redoCommand = takeBackCommand('redo');
