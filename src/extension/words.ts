import * as vscode from 'vscode';
import type { GroupKind, ReasonCode, Recipe, StageName, Verdict } from '../core/model';
import type { PresetOrigin } from '../core/presets/preset';

/** Short words of the UI, in one place: labels of codes and counted nouns. */

export const verdictWord: Record<Verdict, () => string> = {
  pick: () => vscode.l10n.t('pick'),
  alternate: () => vscode.l10n.t('alternate'),
  review: () => vscode.l10n.t('review'),
  reject: () => vscode.l10n.t('reject'),
};

export const kindWord: Record<GroupKind, () => string> = {
  burst: () => vscode.l10n.t('burst'),
  bracket: () => vscode.l10n.t('bracket'),
  'focus-stack': () => vscode.l10n.t('focus stack'),
  panorama: () => vscode.l10n.t('panorama'),
  interval: () => vscode.l10n.t('interval'),
  'pixel-shift': () => vscode.l10n.t('pixel shift'),
  'multiple-exposure': () => vscode.l10n.t('multiple exposure'),
  series: () => vscode.l10n.t('series'),
  'exact-duplicate': () => vscode.l10n.t('identical files'),
  'near-duplicate': () => vscode.l10n.t('near duplicates'),
};

/** A reason in two or three words, for a line of the tree; the whole sentence comes from `ShootApi.explain`. */
export const reasonWord: Record<ReasonCode, () => string> = {
  'best-of-burst': () => vscode.l10n.t('best of burst'),
  'kept-in-burst': () => vscode.l10n.t('kept of burst'),
  unique: () => vscode.l10n.t('unique'),
  alternate: () => vscode.l10n.t('alternate'),
  'exact-duplicate': () => vscode.l10n.t('identical copy'),
  'near-duplicate': () => vscode.l10n.t('near duplicate'),
  'best-of-duplicates': () => vscode.l10n.t('best of duplicates'),
  'below-min-sharpness': () => vscode.l10n.t('not sharp enough'),
  'bracket-member': () => vscode.l10n.t('bracket kept whole'),
  'series-member': () => vscode.l10n.t('series kept whole'),
  'black-frame': () => vscode.l10n.t('black frame'),
  'white-frame': () => vscode.l10n.t('white frame'),
  unreadable: () => vscode.l10n.t('unreadable'),
};

export const stageWord: Record<StageName, () => string> = {
  scan: () => vscode.l10n.t('Looking for photos'),
  ingest: () => vscode.l10n.t('Reading photos'),
  analyze: () => vscode.l10n.t('Analyzing photos'),
  hash: () => vscode.l10n.t('Hashing files'),
  describe: () => vscode.l10n.t('Looking at what photos show'),
  group: () => vscode.l10n.t('Grouping'),
  select: () => vscode.l10n.t('Suggesting'),
  export: () => vscode.l10n.t('Writing'),
};

export const photoCount = (n: number): string => (n === 1 ? vscode.l10n.t('1 photo') : vscode.l10n.t('{0} photos', n));
export const frameCount = (n: number): string => (n === 1 ? vscode.l10n.t('1 frame') : vscode.l10n.t('{0} frames', n));
export const changeCount = (n: number): string => (n === 1 ? vscode.l10n.t('1 change') : vscode.l10n.t('{0} changes', n));
export const sidecarCount = (n: number): string => (n === 1 ? vscode.l10n.t('1 sidecar') : vscode.l10n.t('{0} sidecars', n));
export const conflictCount = (n: number): string => (n === 1 ? vscode.l10n.t('1 conflict') : vscode.l10n.t('{0} conflicts', n));
export const pickCount = (n: number): string => (n === 1 ? vscode.l10n.t('1 pick') : vscode.l10n.t('{0} picks', n));

/** The taste that a recipe weighs in, if any. */
export const tasteTexts = ({ taste }: Pick<Recipe, 'taste'>): readonly string[] =>
  taste === undefined ? [] : [vscode.l10n.t('taste “{0}” at {1} %', taste.model, Math.round(taste.weight * 100))];

/** Where a preset comes from; nothing for those of the shoot itself. */
export const originWords = (origin: PresetOrigin): string => ORIGIN[origin]();

const ORIGIN: Readonly<Record<PresetOrigin, () => string>> = {
  'built-in': () => vscode.l10n.t('built-in'),
  person: () => vscode.l10n.t('yours, in every shoot'),
  settings: () => vscode.l10n.t('from your settings'),
  shoot: () => '',
};

/** All numbers of a recipe in one line. */
export const recipeText = ({ keepPerBurst, minSharpness, burstSeconds, nearDistance, taste }: Recipe): string =>
  [
    vscode.l10n.t('keep {0} of each burst', keepPerBurst),
    minSharpness > 0 ? vscode.l10n.t('sharpness at least {0}', minSharpness) : vscode.l10n.t('any sharpness'),
    vscode.l10n.t('gaps in a burst up to {0} s', burstSeconds),
    vscode.l10n.t('near duplicates up to {0} bits', nearDistance),
    ...tasteTexts({ taste }),
  ].join(', ');

/** Sharpness as a person compares it: whole numbers, one decimal below 10. */
export const sharpnessText = (sharpness: number): string => (sharpness < 10 ? sharpness.toFixed(1) : String(Math.round(sharpness)));

/** `1.4 GB`: decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
