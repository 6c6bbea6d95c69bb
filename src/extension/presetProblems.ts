import * as vscode from 'vscode';
import type { Shelf } from '../core/presets/shelves';

/** Beside a list of presets: what is missing in it, and the way to the view that leads to each. */
export function tellPresetProblems({ problems }: Pick<Shelf<unknown>, 'problems'>): void {
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length === 1 ? '' : ` ${vscode.l10n.t('And {0} more cannot be used.', problems.length - 1)}`;
  const show = vscode.l10n.t('Show Presets');
  void vscode.window.showWarningMessage(`${first.message}${more}`, show).then((choice) => {
    if (choice === show) void vscode.commands.executeCommand('qrate.presets.focus');
  });
}
