import * as vscode from 'vscode';
import type { DriveMode, PreviewSource } from '../../core/model';
import type { PhotoStrings } from '../../protocol/photo';
import { sideStrings } from '../grid/sideStrings';
import { viewerStrings } from '../viewerStrings';

/** The texts of the photo editor's page. */
export const photoStrings = (): PhotoStrings => ({
  viewer: viewerStrings(),
  facts: sideStrings().side,
  unreadable: vscode.l10n.t('This photo could not be read.'),
  pick: vscode.l10n.t('Pick'),
  reject: vscode.l10n.t('Reject'),
  unmark: vscode.l10n.t('Unmark'),
  decision: vscode.l10n.t('Your decision'),
  rating: vscode.l10n.t('Your rating'),
  setStars: { one: vscode.l10n.t('Give 1 star'), many: vscode.l10n.t('Give {0} stars') },
  noStars: vscode.l10n.t('No stars'),
  zoom: vscode.l10n.t('Zoom to 1:1'),
  peaking: vscode.l10n.t('Focus peaking'),
  clipping: vscode.l10n.t('Clipping'),
  crops: vscode.l10n.t('Crops at 1:1'),
  details: vscode.l10n.t('Details'),
  look: vscode.l10n.t('What is shown'),
  explain: vscode.l10n.t('Explain'),
  index: vscode.l10n.t('Index This Folder'),
  notIndexed: vscode.l10n.t('This photo is new: index its folder to group it and get a suggestion.'),
  notInShoot: vscode.l10n.t('This photo is in no indexed shoot: index its folder to pick, rate and group.'),
  kindOfGroup: vscode.l10n.t('Frames of the {0}'),
  best: vscode.l10n.t('best'),
  position: vscode.l10n.t('{0} of {1}'),
  format: vscode.l10n.t('Format'),
  fileSize: vscode.l10n.t('Size of the file'),
  previewFrom: vscode.l10n.t('Shown is'),
  program: vscode.l10n.t('Program'),
  programs: programs(),
  mode: vscode.l10n.t('Exposure mode'),
  modes: [vscode.l10n.t('automatic'), vscode.l10n.t('manual'), vscode.l10n.t('automatic bracket')],
  drive: vscode.l10n.t('Drive'),
  driveModes: driveModes(),
  sequence: vscode.l10n.t('Number in its sequence'),
  shotCount: vscode.l10n.t('Shutter count'),
  bracket: vscode.l10n.t('Step of the bracket'),
  burstId: vscode.l10n.t('Burst of the camera'),
  orientation: vscode.l10n.t('Orientation'),
  foundRating: vscode.l10n.t('Rating in the file'),
  foundLabel: vscode.l10n.t('Label in the file'),
  sources: sources(),
  failed: vscode.l10n.t('The decision could not be saved.'),
  noFull: vscode.l10n.t('No full size: {0}'),
});

/** EXIF ExposureProgram 0–9. */
const programs = (): string[] => [
  '',
  vscode.l10n.t('manual'),
  vscode.l10n.t('program'),
  vscode.l10n.t('aperture priority'),
  vscode.l10n.t('shutter priority'),
  vscode.l10n.t('creative'),
  vscode.l10n.t('action'),
  vscode.l10n.t('portrait'),
  vscode.l10n.t('landscape'),
  vscode.l10n.t('bulb'),
];

const driveModes = (): Record<DriveMode, string> => ({
  'pixel-shift': vscode.l10n.t('pixel shift'),
  'focus-stack': vscode.l10n.t('focus stack'),
  'multiple-exposure': vscode.l10n.t('multiple exposure'),
  panorama: vscode.l10n.t('panorama'),
  interval: vscode.l10n.t('interval'),
  hdr: vscode.l10n.t('HDR'),
  bracket: vscode.l10n.t('bracket'),
  continuous: vscode.l10n.t('continuous'),
  'self-timer': vscode.l10n.t('self-timer'),
  single: vscode.l10n.t('single'),
});

const sources = (): Record<PreviewSource, string> => ({
  embedded: vscode.l10n.t('the JPEG in the file'),
  'embedded-smaller': vscode.l10n.t('a smaller JPEG in the file: the largest is damaged'),
  'companion-jpeg': vscode.l10n.t('the JPEG beside it'),
  'companion-thm': vscode.l10n.t('the thumbnail file beside it'),
  file: vscode.l10n.t('the file itself'),
  demosaic: vscode.l10n.t('the developed sensor data'),
  'heif-decode': vscode.l10n.t('the decoded picture'),
});
