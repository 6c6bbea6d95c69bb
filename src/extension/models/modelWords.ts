import * as vscode from 'vscode';
import type { AddReport } from '../../core/models/addModels';
import type { ModelState } from '../../core/models/modelStore';
import { type ModelSpec, type ModelTask, modelBytes } from '../../core/models/registry';
import { megabytes } from '../../core/models/report';

/** What a model is good for, in the person's language. */
export const PURPOSES: Readonly<Record<ModelTask, () => string>> = {
  faces: () => vscode.l10n.t('Finds faces, so that the sharpest eyes of a burst win.'),
  'image-vectors': () => vscode.l10n.t('Describes pictures as numbers, for your taste and for likeness.'),
  'text-vectors': () => vscode.l10n.t('Finds photos by words; needs CLIP for pictures.'),
  aesthetic: () => vscode.l10n.t('Tells what most people find beautiful; needs CLIP for pictures.'),
};

export const STATE_WORDS: Readonly<Record<ModelState, () => string>> = {
  installed: () => vscode.l10n.t('installed'),
  missing: () => vscode.l10n.t('not installed'),
  damaged: () => vscode.l10n.t('damaged: get it again'),
};

/** A sign beside the word. */
export const STATE_ICONS: Readonly<Record<ModelState, string>> = {
  installed: '$(check)',
  missing: '$(circle-large-outline)',
  damaged: '$(warning)',
};

/** Size, licence and where each file comes from. */
export const factsOf = (spec: ModelSpec, addresses: readonly string[]): string =>
  [
    vscode.l10n.t('{0}, licence {1}', megabytes(modelBytes(spec)), spec.licence),
    vscode.l10n.t('About it: {0}', spec.source),
    ...addresses,
  ].join('\n');

export function addSentence({ added, installed, unlike }: AddReport): string {
  if (added.length === 0 && unlike.length > 0)
    return vscode.l10n.t('No model was installed: {0} has the size of one, but another content.', unlike[0] ?? '');
  if (added.length === 0) return vscode.l10n.t('That folder holds no file of a model that is missing.');
  return vscode.l10n.t('Files taken: {0}. Installed models: {1}.', added.map(({ name }) => name).join(', '), installed.join(', '));
}
