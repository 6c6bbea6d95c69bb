import * as vscode from 'vscode';
import { kindWord, verdictWord } from '../words';
import type { BurstsSort } from './burstsOptions';
import type { DECISIONS, KINDS, PhotoFilter } from './photoFilter';

export const decisionWord: Record<(typeof DECISIONS)[number], () => string> = {
  picked: () => vscode.l10n.t('picked by you'),
  rejected: () => vscode.l10n.t('rejected by you'),
  undecided: () => vscode.l10n.t('undecided'),
};

export const kindOrSingleWord = (kind: (typeof KINDS)[number] | 'single'): string =>
  kind === 'single' ? vscode.l10n.t('single frame') : kindWord[kind]();

export const cameraWord = (camera: string): string => (camera === '' ? vscode.l10n.t('camera unknown') : camera);

export const ratingWord = (least: number): string => (least === 5 ? '★★★★★' : vscode.l10n.t('{0} and more', '★'.repeat(least)));

export const sortWord: Record<BurstsSort, () => string> = {
  time: () => vscode.l10n.t('Time'),
  newest: () => vscode.l10n.t('Time, newest first'),
  name: () => vscode.l10n.t('Name'),
  sharpness: () => vscode.l10n.t('Sharpness'),
};

/** `review, reject · burst · “DSC_47”`: what the tree is narrowed down to. */
export function filterText(filter: PhotoFilter): string {
  const lists = [
    filter.suggestions.map((verdict) => vscode.l10n.t('suggested: {0}', verdictWord[verdict]())),
    filter.decisions.map((decision) => decisionWord[decision]()),
    filter.kinds.map(kindOrSingleWord),
    filter.cameras.map(cameraWord),
    filter.minRating === null ? [] : [ratingWord(filter.minRating)],
    filter.text === '' ? [] : [`“${filter.text}”`],
  ];
  return lists
    .filter((words) => words.length > 0)
    .map((words) => words.join(', '))
    .join(' · ');
}
