import * as vscode from 'vscode';
import { QrateError } from '../core/errors';

/** True for the rejection of a cancelled call. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** What a button of an error message runs. */
interface Remedy {
  readonly label: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

function remedyFor(error: unknown): Remedy | null {
  if (!(error instanceof QrateError)) return null;
  if (error.code === 'no-index') return { label: vscode.l10n.t('Index'), command: 'qrate.index', args: [] };
  if (error.code === 'bad-settings')
    return { label: vscode.l10n.t('Open Settings'), command: 'workbench.action.openSettings', args: ['@ext:qrate.qrate'] };
  if (error.code === 'models') return { label: vscode.l10n.t('Manage Models…'), command: 'qrate.models.manage', args: [] };
  if (error.code === 'bad-destination') return { label: vscode.l10n.t('Choose Another Destination'), command: 'qrate.export', args: [] };
  return null;
}

/** The sentence a person reads: an expected error's own, or a short one that points to the log. */
export const errorSentence = (error: unknown): string =>
  error instanceof QrateError
    ? error.message
    : vscode.l10n.t('qrate could not finish because of a mistake of its own. The log has the details.');

/** Writes everything to the log; a stack trace belongs there and nowhere else. */
export function logError(log: vscode.LogOutputChannel, what: string, error: unknown): void {
  if (error instanceof QrateError) log.warn(`${what}: ${error.code}: ${error.message}`);
  else log.error(what, error instanceof Error ? error : String(error));
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause !== undefined) log.warn(`${what}: caused by`, cause);
}

/** Logs `error` and shows its sentence with a way out. Does not wait for the person. */
export function showError(log: vscode.LogOutputChannel, what: string, error: unknown): void {
  logError(log, what, error);
  const remedy = remedyFor(error);
  const showLog = vscode.l10n.t('Show Log');
  const buttons = remedy === null ? [showLog] : [remedy.label, showLog];
  void vscode.window.showErrorMessage(errorSentence(error), ...buttons).then((choice) => {
    if (choice === showLog) log.show();
    else if (remedy !== null && choice === remedy.label) void vscode.commands.executeCommand(remedy.command, ...remedy.args);
  });
}
