import path from 'node:path';
import * as vscode from 'vscode';
import type { FaceComparison, FaceFacts } from '../core/select/faceFacts';

/** A label and what is known under it. */
export type FaceRow = [label: string, value: string];

/** What pages say of the faces of a photo; nothing where nobody looked for any. */
export function faceRows(facts: FaceFacts | null): readonly FaceRow[] {
  if (facts === null) return [];
  const { count, largest, sharpness, eyes, compared } = facts;
  if (largest === null || sharpness === null) return [[vscode.l10n.t('Found'), vscode.l10n.t('none')]];
  return [
    [vscode.l10n.t('Found'), String(count)],
    [vscode.l10n.t('Largest face'), vscode.l10n.t('{0} % of the short side', Math.round(largest * 100))],
    [vscode.l10n.t('Sharpness of the face'), String(Math.round(sharpness))],
    [vscode.l10n.t('Sharpness of the eyes'), eyes === null ? vscode.l10n.t('too small or turned away') : String(Math.round(eyes))],
    ...(compared === null ? [] : [comparison(compared)]),
    ...(compared?.shut == null ? [] : [lids(compared.shut)]),
  ];
}

function comparison({ part, frames, place, other, percent }: FaceComparison): FaceRow {
  const label = part === 'eyes' ? vscode.l10n.t('Eyes in its group') : vscode.l10n.t('Faces in its group');
  const position = vscode.l10n.t('number {0} of {1}', place, frames);
  return [label, `${position}: ${against(Math.round(percent), path.posix.basename(other))}`];
}

/** From this much on, `shutEyes` is worth a word. */
const LESS_OPEN = 0.5;

/** A guess, and worded as one. */
const lids = (shut: number): FaceRow => [
  vscode.l10n.t('Eyes beside the others'),
  shut >= LESS_OPEN ? vscode.l10n.t('less open, it seems') : vscode.l10n.t('as open'),
];

function against(percent: number, name: string): string {
  if (percent === 0) return vscode.l10n.t('as sharp as in {0}', name);
  return percent > 0
    ? vscode.l10n.t('{0} % sharper than in {1}', percent, name)
    : vscode.l10n.t('{0} % softer than in {1}', -percent, name);
}
