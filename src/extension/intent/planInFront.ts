import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import type { Call, CommandHost } from '../commandTypes';
import { isPlanUri } from './planDocuments';

/** The plan that a command is about: its button's, or the one in front. Throws QrateError('usage') where there is none. */
export function planDocument(host: CommandHost, { uris }: Pick<Call<unknown>, 'uris'>): vscode.TextDocument {
  const [uri] = uris.filter(isPlanUri);
  const named = uri === undefined ? null : vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  const document = named ?? host.intent.documents.active;
  if (document == null) throw new QrateError('usage', vscode.l10n.t('No plan is open. “qrate: Ask…” makes one.'));
  return document;
}
