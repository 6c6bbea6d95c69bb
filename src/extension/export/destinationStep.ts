import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportFormat } from '../../core/export/plan';
import { askOne, type WizardStep } from '../wizard';
import type { ExportDraft } from './exportDraft';
import { titleOf } from './exportSteps';

interface PlaceItem extends vscode.QuickPickItem {
  /** `null` = beside the photos; `undefined` = ask for it. */
  readonly out: string | null | undefined;
}

/** Where it goes: a proposal beside the shoot, the last place, or one that is chosen. */
export const destinationStep = (root: string): WizardStep<ExportDraft> => ({
  id: 'destination',
  async ask(draft, place) {
    const items = places(draft, root);
    const active = items.find(({ out }) => out !== undefined && out === draft.out[draft.format]) ?? items[0];
    const item = await askOne({ ...place, title: titleOf(draft), placeholder: vscode.l10n.t('Where to?'), items, active });
    if (item === 'back' || item === undefined) return item;
    const out = item.out === undefined ? await browse(draft.format, root) : item.out;
    // Whoever closes the dialog is back in front of the list.
    return out === undefined ? { again: 'destination' } : { next: { ...draft, out: { ...draft.out, [draft.format]: out } } };
  },
});

function places({ format, out }: ExportDraft, root: string): readonly PlaceItem[] {
  const last = out[format];
  const proposal = proposalFor(format, root);
  const isFile = format === 'list' || format === 'manifest';
  const browse: PlaceItem = {
    label: isFile ? vscode.l10n.t('$(file) Choose a File…') : vscode.l10n.t('$(folder-opened) Choose a Folder…'),
    out: undefined,
  };
  return [
    ...(format === 'xmp'
      ? [
          {
            label: vscode.l10n.t('$(files) Beside the photos'),
            description: vscode.l10n.t('where other programs look for them'),
            out: null,
          },
        ]
      : []),
    ...(last != null && last !== proposal
      ? [{ label: `$(history) ${path.basename(last)}`, description: path.dirname(last), out: last }]
      : []),
    { label: `$(new-folder) ${path.basename(proposal)}`, description: path.dirname(proposal), out: proposal },
    browse,
  ];
}

const NAMES: Record<ExportFormat, string> = {
  copy: 'picks',
  xmp: 'sidecars',
  gallery: 'gallery',
  list: 'picks.txt',
  manifest: 'picks.ndjson',
};

/** Beside the shoot, never in it: the next index would find the copies. */
const proposalFor = (format: ExportFormat, root: string): string =>
  path.join(path.dirname(root), `${path.basename(root)}-${NAMES[format]}`);

async function browse(format: ExportFormat, root: string): Promise<string | undefined> {
  const proposal = vscode.Uri.file(proposalFor(format, root));
  if (format === 'list' || format === 'manifest') {
    const file = await vscode.window.showSaveDialog({ defaultUri: proposal, saveLabel: vscode.l10n.t('Choose') });
    return file?.fsPath;
  }
  const options = { canSelectFolders: true, canSelectFiles: false, defaultUri: vscode.Uri.file(path.dirname(root)) };
  const folders = await vscode.window.showOpenDialog({ ...options, openLabel: vscode.l10n.t('Export Here') });
  return folders?.[0]?.fsPath;
}
