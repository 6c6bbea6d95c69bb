import * as vscode from 'vscode';
import type { GridStrings } from '../../protocol/gridStrings';

/** The burst grid's texts about searching by what photos show. */
export const searchStrings = (): GridStrings['search'] => ({
  byLook: vscode.l10n.t('Search by what photos show'),
  byLookHint: vscode.l10n.t('Search by what photos show, in words (W)'),
  describe: vscode.l10n.t('Describe what photos show, then press Enter'),
  searching: vscode.l10n.t('Searching for “{0}” …'),
  cancel: vscode.l10n.t('Cancel'),
  cancelled: vscode.l10n.t('Search cancelled'),
  cleared: vscode.l10n.t('Search cleared'),
  found: vscode.l10n.t('{0} photos by likeness to “{1}”, the likest first'),
  chipWords: vscode.l10n.t('Looks like: {0}'),
  chipLike: vscode.l10n.t('Like photo: {0}'),
  order: vscode.l10n.t('Likeness'),
  fitting: vscode.l10n.t('The photos that fit best; others are less like.'),
  more: vscode.l10n.t('Show More'),
  unknown: {
    one: vscode.l10n.t('1 photo is not described yet and cannot be found so.'),
    many: vscode.l10n.t('{0} photos are not described yet and cannot be found so.'),
  },
  again: vscode.l10n.t('Try Again'),
  dismiss: vscode.l10n.t('Dismiss'),
  remedies: { models: vscode.l10n.t('Manage Models…'), index: vscode.l10n.t('Index') },
  place: vscode.l10n.t('number {0} of {1} by likeness'),
  like: vscode.l10n.t('Photos Like This'),
});
