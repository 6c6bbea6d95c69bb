import type { PhotoCommand, PhotoDecision } from '../../protocol/photo';

/** The keys of the photo editor as commands, so that people can give them other keys: what the page does, or what is decided. */
export const PHOTO_KEY_COMMANDS = {
  'qrate.photo.zoom': 'zoom',
  'qrate.photo.left': 'left',
  'qrate.photo.right': 'right',
  'qrate.photo.up': 'up',
  'qrate.photo.down': 'down',
  'qrate.photo.togglePeaking': 'peaking',
  'qrate.photo.toggleClipping': 'clipping',
  'qrate.photo.toggleCrops': 'crops',
  'qrate.photo.toggleDetails': 'details',
  'qrate.photo.rate0': { rating: 0 },
  'qrate.photo.rate1': { rating: 1 },
  'qrate.photo.rate2': { rating: 2 },
  'qrate.photo.rate3': { rating: 3 },
  'qrate.photo.rate4': { rating: 4 },
  'qrate.photo.rate5': { rating: 5 },
  'qrate.photo.labelRed': { label: 'red' },
  'qrate.photo.labelYellow': { label: 'yellow' },
  'qrate.photo.labelGreen': { label: 'green' },
  'qrate.photo.labelBlue': { label: 'blue' },
} as const satisfies Readonly<Record<string, PhotoCommand | PhotoDecision>>;

export type PhotoKeyCommandId = keyof typeof PHOTO_KEY_COMMANDS;
