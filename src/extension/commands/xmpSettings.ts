import * as vscode from 'vscode';
import { resolveStyle, type XmpSettings } from '../../core/export/xmp/detect';
import { parseLabelNames } from '../../core/export/xmp/labels';
import { PROFILES, XMP_PROFILES, type XmpProfile, type XmpProfileId } from '../../core/export/xmp/profiles';
import type { ShootView } from '../../core/reports';
import { setting } from '../settings';

/** What the settings say about sidecars of this shoot. */
export function xmpSettings(root: string): XmpSettings {
  const scope = vscode.Uri.file(root);
  const labels = setting('qrate.export.xmp.labels', scope);
  return {
    profile: setting('qrate.export.xmp.profile', scope),
    labels: labels === 'auto' ? 'auto' : (parseLabelNames(labels) ?? 'auto'),
    mapping: setting('qrate.export.xmp.mapping', scope),
  };
}

/**
 * The settings; where neither they nor the sidecars beside the photos tell the program, the person is asked once and the answer is
 * kept in the settings. `undefined` = backed out.
 */
export async function askXmpSettings(view: ShootView): Promise<XmpSettings | undefined> {
  const settings = xmpSettings(view.root);
  const { source } = await resolveStyle(view, settings);
  if (source !== 'default') return settings;
  const items = XMP_PROFILES.map((id) => ({ label: PROFILES[id].name, detail: detailOf(PROFILES[id]), id }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Sidecars for…'),
    placeHolder: vscode.l10n.t('Which program do you use next? Your answer is kept in the settings.'),
  });
  if (choice === undefined) return undefined;
  await keep(view.root, choice.id);
  return { ...settings, profile: choice.id };
}

const detailOf = ({ naming, flagsWritten }: XmpProfile): string => {
  const name = naming === 'stem' ? 'IMG.xmp' : 'IMG.NEF.xmp';
  return flagsWritten === 'always'
    ? vscode.l10n.t('{0} beside each photo, with rating, label and flag', name)
    : vscode.l10n.t('{0} beside each photo, with rating and label', name);
};

async function keep(root: string, id: XmpProfileId): Promise<void> {
  const scope = vscode.Uri.file(root);
  const inWorkspace = vscode.workspace.getWorkspaceFolder(scope) !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration(undefined, scope).update('qrate.export.xmp.profile', id, target);
}
