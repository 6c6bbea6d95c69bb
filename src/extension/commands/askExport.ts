import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportFormat, ExportRequest } from '../../core/export/plan';
import type { ShootView } from '../../core/reports';
import { countPicks } from '../views/verdicts';
import { pickCount } from '../words';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

const formats = (): readonly FormatItem[] => [
  {
    format: 'copy',
    label: vscode.l10n.t('Copies'),
    detail: vscode.l10n.t('Copies the picks with their companions into a folder; every copy is verified.'),
  },
  {
    format: 'xmp',
    label: vscode.l10n.t('XMP sidecars'),
    detail: vscode.l10n.t('Writes ratings and labels beside the RAW files, for Lightroom, Capture One and others.'),
  },
  { format: 'list', label: vscode.l10n.t('List'), detail: vscode.l10n.t('A text file with one path a line, for scripts.') },
  {
    format: 'gallery',
    label: vscode.l10n.t('Gallery'),
    detail: vscode.l10n.t('A folder with a web page of the picks that opens in any browser.'),
  },
  {
    format: 'manifest',
    label: vscode.l10n.t('Manifest'),
    detail: vscode.l10n.t('A JSON file with every pick, its hash, scores and reason.'),
  },
];

/** What to export, how much of it and where to. `undefined` = backed out. */
export async function askExport(view: ShootView): Promise<ExportRequest | undefined> {
  const item = await vscode.window.showQuickPick(formats(), { placeHolder: vscode.l10n.t('Export the picks as…'), matchOnDetail: true });
  if (item === undefined) return undefined;
  const { decided, suggested } = countPicks(view.photos);
  const top = await askTop(decided + suggested);
  if (top === undefined) return undefined;
  if (item.format === 'xmp') return { format: 'xmp', out: null, top };
  const out = await askDestination(item.format, view.root);
  return out === undefined ? undefined : { format: item.format, out, top };
}

async function askTop(picks: number): Promise<number | null | undefined> {
  const all = { label: vscode.l10n.t('All of them'), description: pickCount(picks) };
  const best = { label: vscode.l10n.t('Only the best…'), description: vscode.l10n.t('spread over bursts, scenes and time') };
  const choice = await vscode.window.showQuickPick([all, best], { placeHolder: vscode.l10n.t('How many?') });
  if (choice === undefined) return undefined;
  if (choice === all) return null;
  const isCount = (text: string) => /^\d+$/.test(text.trim()) && Number(text) >= 1;
  const answer = await vscode.window.showInputBox({
    prompt: vscode.l10n.t('How many photos at most?'),
    value: String(Math.max(1, Math.min(50, picks))),
    validateInput: (text) => (isCount(text) ? undefined : vscode.l10n.t('A whole number of 1 or more')),
  });
  return answer === undefined ? undefined : Number(answer);
}

async function askDestination(format: ExportFormat, root: string): Promise<string | undefined> {
  const parent = path.dirname(root);
  if (format === 'list' || format === 'manifest') {
    const name = `${path.basename(root)}-picks.${format === 'list' ? 'txt' : 'json'}`;
    const file = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(path.join(parent, name)),
      saveLabel: vscode.l10n.t('Export'),
    });
    return file?.fsPath;
  }
  const openLabel = vscode.l10n.t('Export Here');
  const folders = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri: vscode.Uri.file(parent),
    openLabel,
  });
  return folders?.[0]?.fsPath;
}
