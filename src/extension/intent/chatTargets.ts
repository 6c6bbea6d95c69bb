import path from 'node:path';
import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import { isInside } from '../../core/findShoots';
import type { Shoots } from '../shoots';
import { mentionedPhoto } from './mentioned';

/** Files that a turn refers to, as `#file` does. */
const filesOf = ({ references }: vscode.ChatRequest): readonly string[] =>
  references.flatMap(({ value }) => {
    const uri = value instanceof vscode.Uri ? value : value instanceof vscode.Location ? value.uri : null;
    return uri?.scheme === 'file' ? [uri.fsPath] : [];
  });

/** The shoot that a turn is about: that of a file it refers to, one whose folder it names, or the only one. */
export async function shootOf(shoots: Shoots, request: vscode.ChatRequest): Promise<string> {
  const roots = await shoots.roots();
  const [file] = filesOf(request);
  const around = file === undefined ? undefined : roots.find((root) => isInside(root, file));
  const named = roots.filter((root) => request.prompt.toLowerCase().includes(path.basename(root).toLowerCase()));
  const found = around ?? (named.length === 1 ? named[0] : roots.length === 1 ? roots[0] : undefined);
  if (found !== undefined) return found;
  if (roots.length === 0)
    throw new QrateError('no-index', vscode.l10n.t('There is no indexed shoot in this window yet. Index a folder first.'));
  throw new QrateError('usage', vscode.l10n.t('Which shoot? Name one of: {0}', roots.map((root) => path.basename(root)).join(', ')));
}

/** The photo that a turn refers to, names, or that is in front. Throws QrateError('no-such-photo'). */
export async function photoIn(shoots: Shoots, request: vscode.ChatRequest): Promise<{ readonly root: string; readonly file: string }> {
  const root = await shootOf(shoots, request);
  const [file] = filesOf(request);
  if (file !== undefined) return { root, file };
  const { photos } = await shoots.view(root);
  const named = mentionedPhoto(request.prompt, photos);
  if (named !== null) return { root, file: named.path };
  const front = fileInFront();
  if (front !== null && isInside(root, front)) return { root, file: front };
  throw new QrateError('no-such-photo', vscode.l10n.t('Which photo? Name its file, attach it, or open it.'));
}

function fileInFront(): string | null {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return uri?.scheme === 'file' ? uri.fsPath : null;
}
