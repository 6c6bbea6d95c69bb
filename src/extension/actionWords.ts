import path from 'node:path';
import * as vscode from 'vscode';
import type { ColorLabel, Decision } from '../core/model';
import type { Action, UndoReport } from '../core/reports';
import { photoCount } from './words';

/** What was decided, in words: "Pick IMG_1.NEF", "Pick IMG_1.NEF, reject 7 photos". */

export const labelWord: Record<ColorLabel, () => string> = {
  red: () => vscode.l10n.t('red'),
  yellow: () => vscode.l10n.t('yellow'),
  green: () => vscode.l10n.t('green'),
  blue: () => vscode.l10n.t('blue'),
  purple: () => vscode.l10n.t('purple'),
};

/** More parts than this are told as one number. */
const TOLD_PARTS = 3;

export function actionWords({ parts }: Action): string {
  if (parts.length > TOLD_PARTS || parts.length === 0) {
    return vscode.l10n.t('decisions about {0}', photoCount(parts.reduce((sum, { paths }) => sum + paths.length, 0)));
  }
  return parts.map(({ patch, paths }) => partWords(patch, photosWord(paths))).join(', ');
}

const photosWord = (paths: readonly string[]): string =>
  paths.length === 1 ? path.posix.basename(paths[0] ?? '') : photoCount(paths.length);

function partWords(patch: Partial<Decision>, photos: string): string {
  const words = [
    ...(patch.verdict === undefined ? [] : [verdictWords(patch.verdict, photos)]),
    ...(patch.rating === undefined ? [] : [ratingWords(patch.rating, photos)]),
    ...(patch.label === undefined ? [] : [labelWords(patch.label, photos)]),
  ];
  return words.length === 1 ? (words[0] ?? '') : vscode.l10n.t('decision about {0}', photos);
}

function verdictWords(verdict: Decision['verdict'], photos: string): string {
  if (verdict === null) return vscode.l10n.t('unmark {0}', photos);
  return verdict === 'pick' ? vscode.l10n.t('pick {0}', photos) : vscode.l10n.t('reject {0}', photos);
}

function ratingWords(rating: number | null, photos: string): string {
  return rating === null
    ? vscode.l10n.t('clear the stars of {0}', photos)
    : vscode.l10n.t('rate {0} with {1}', photos, '★'.repeat(rating) || '0');
}

const labelWords = (label: ColorLabel | null, photos: string): string =>
  label === null ? vscode.l10n.t('clear the label of {0}', photos) : vscode.l10n.t('label {0} {1}', photos, labelWord[label]());

/** What an undo or redo left alone, as a sentence; `null` where it is nothing. */
export function keptNote({ kept }: UndoReport): string | null {
  const [first] = kept;
  if (first === undefined) return null;
  const photos = photosWord([...new Set(kept.map((it) => it.path))]);
  const when = new Date(first.time).toLocaleString(vscode.env.language);
  return first.author === null
    ? vscode.l10n.t('{0} was decided anew on {1} and stays as it is.', photos, when)
    : vscode.l10n.t('{0} was decided anew by {1} on {2} and stays as it is.', photos, first.author, when);
}
