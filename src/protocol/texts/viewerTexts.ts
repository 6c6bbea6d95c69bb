import type { ViewerStrings } from '../viewer';
import type { Translator } from './translator';

/** The texts of the viewer, for every page that shows it. */
export const viewerTexts = (vscode: Translator): ViewerStrings => ({
  viewer: vscode.l10n.t('Pictures'),
  picture: vscode.l10n.t('Picture of {0}'),
  noPicture: vscode.l10n.t('No preview'),
  notLoaded: vscode.l10n.t('The picture could not be loaded.'),
  loadingFull: vscode.l10n.t('Loading full size…'),
  enlarged: vscode.l10n.t('Enlarged from {0} × {1} pixels'),
  fit: vscode.l10n.t('Fit'),
  percent: vscode.l10n.t('{0} %'),
  champion: vscode.l10n.t('Champion'),
  challenger: vscode.l10n.t('Challenger'),
  suggested: {
    pick: vscode.l10n.t('suggested: {0}', vscode.l10n.t('pick')),
    alternate: vscode.l10n.t('suggested: {0}', vscode.l10n.t('alternate')),
    review: vscode.l10n.t('suggested: {0}', vscode.l10n.t('review')),
    reject: vscode.l10n.t('suggested: {0}', vscode.l10n.t('reject')),
  },
  decided: { pick: vscode.l10n.t('picked by you'), reject: vscode.l10n.t('rejected by you') },
  stars: { one: vscode.l10n.t('1 star'), many: vscode.l10n.t('{0} stars') },
  labels: {
    red: vscode.l10n.t('red'),
    yellow: vscode.l10n.t('yellow'),
    green: vscode.l10n.t('green'),
    blue: vscode.l10n.t('blue'),
    purple: vscode.l10n.t('purple'),
  },
  inFocus: vscode.l10n.t('In focus'),
  highlights: vscode.l10n.t('Clipped highlights'),
  shadows: vscode.l10n.t('Clipped shadows'),
  legend: vscode.l10n.t('Overlays'),
  crops: vscode.l10n.t('Crops at 1:1'),
  cropOf: vscode.l10n.t('Detail of {0}, {1}: zoom there'),
  face: vscode.l10n.t('face'),
  subject: vscode.l10n.t('subject'),
  sharpest: vscode.l10n.t('sharpest part'),
  histogram: vscode.l10n.t('Histogram'),
  histogramText: vscode.l10n.t('Histogram: median brightness {0}, clipped shadows {1}, clipped highlights {2}.'),
  noHistogram: vscode.l10n.t('No histogram'),
  brightness: vscode.l10n.t('brightness'),
});
