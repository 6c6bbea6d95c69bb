import * as vscode from 'vscode';
import type { ExplainStrings } from '../../protocol/explain';
import { verdictWord } from '../words';

/** The panel's texts. */
export const explainStrings = (): ExplainStrings => ({
  nothingToShow: vscode.l10n.t('This photo could not be shown.'),
  noPreview: vscode.l10n.t('No preview'),
  previewOf: vscode.l10n.t('Preview of {0}'),
  pick: vscode.l10n.t('Pick'),
  reject: vscode.l10n.t('Reject'),
  unmark: vscode.l10n.t('Unmark'),
  openPhoto: vscode.l10n.t('Open Photo'),
  previous: vscode.l10n.t('Previous Frame'),
  next: vscode.l10n.t('Next Frame'),
  decisionButtons: vscode.l10n.t('Your decision'),
  frameButtons: vscode.l10n.t('Frames of the group'),
  numbers: vscode.l10n.t('Numbers'),
  camera: vscode.l10n.t('Camera'),
  group: vscode.l10n.t('Frames of the group'),
  sharpness: vscode.l10n.t('Sharpness'),
  exposure: vscode.l10n.t('Exposure'),
  noise: vscode.l10n.t('Noise'),
  clippedShadows: vscode.l10n.t('Clipped shadows'),
  clippedHighlights: vscode.l10n.t('Clipped highlights'),
  frame: vscode.l10n.t('Frame'),
  rank: vscode.l10n.t('Rank'),
  verdict: vscode.l10n.t('Verdict'),
  suggested: {
    pick: vscode.l10n.t('suggested: {0}', verdictWord.pick()),
    alternate: vscode.l10n.t('suggested: {0}', verdictWord.alternate()),
    review: vscode.l10n.t('suggested: {0}', verdictWord.review()),
    reject: vscode.l10n.t('suggested: {0}', verdictWord.reject()),
  },
  suggestedWord: {
    pick: verdictWord.pick(),
    alternate: verdictWord.alternate(),
    review: verdictWord.review(),
    reject: verdictWord.reject(),
  },
  decided: { pick: vscode.l10n.t('picked by you'), reject: vscode.l10n.t('rejected by you') },
  notSuggested: vscode.l10n.t('not culled yet'),
  position: vscode.l10n.t('{0} of {1}'),
  unknown: vscode.l10n.t('unknown'),
  failed: vscode.l10n.t('The decision could not be saved.'),
  polish: vscode.l10n.t('In Other Words'),
  machineForm: vscode.l10n.t('In qrate’s Words'),
  polishedBy: vscode.l10n.t('Said by {0}; every number is qrate’s.'),
});
