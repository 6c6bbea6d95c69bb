import * as z from 'zod/mini';
import { COLOR_LABELS, DECISION_VERDICTS, GROUP_KINDS, REASON_CODES, VERDICTS } from '../core/model';
import { counted } from './counted';
import { PEOPLE } from './frameTable';
import { SIDE_SECTIONS, SORT_KEYS } from './gridPageState';
import { SEARCH_REMEDIES } from './gridSearch';
import { viewerStrings } from './viewer';

/** Every text of the burst grid, in the person's language; `{0}`, `{1}` … stand for values. */

const text = z.string();
const verdicts = z.enum([...VERDICTS, 'none']);
const decisions = z.enum([...DECISION_VERDICTS, 'undecided']);
const labels = z.enum([...COLOR_LABELS, 'none']);
const files = z.enum(['readable', 'unreadable', 'duplicates', 'companions']);

/** Words for the kinds of group; `single` for a photo that stands alone. */
const kinds = z.enum([...GROUP_KINDS, 'single']);

const reasons = z.enum(REASON_CODES);

const facets = z.enum([
  'suggestions',
  'decisions',
  'cameras',
  'lenses',
  'days',
  'rating',
  'labels',
  'kinds',
  'files',
  'people',
  'sharpness',
  'exposure',
  'text',
]);

const toolbar = z.object({
  name: text,
  search: text,
  filters: text,
  sortBy: text,
  sortKeys: z.record(z.enum(SORT_KEYS), text),
  ascending: text,
  descending: text,
  grouped: text,
  fold: text,
  thumbSize: text,
  thumbSizeValue: text,
  side: text,
  keys: text,
  undo: text,
  redo: text,
  undoNamed: text,
  redoNamed: text,
  /** `{0}` of `{1}` photos. */
  shown: text,
  shownAll: counted,
  selected: text,
  clearSelection: text,
});

const filtering = z.object({
  facets: z.record(facets, text),
  suggestions: z.record(verdicts, text),
  decisions: z.record(decisions, text),
  labels: z.record(labels, text),
  kinds: z.record(kinds, text),
  files: z.record(files, text),
  people: z.record(z.enum(PEOPLE), text),
  unknown: text,
  atLeast: text,
  from: text,
  to: text,
  clearAll: text,
  removeChip: text,
  chip: text,
  rangeChip: text,
  nothingMatches: text,
  noPhotos: text,
  notCulled: text,
  cullNow: text,
});

/** Searching by what photos show. `{0}`: the words or the photo that is searched for, or a number. */
const search = z.object({
  byLook: text,
  byLookHint: text,
  describe: text,
  searching: text,
  cancel: text,
  cancelled: text,
  cleared: text,
  /** `{0}` photos, `{1}` the words. */
  found: text,
  chipWords: text,
  chipLike: text,
  order: text,
  fitting: text,
  more: text,
  unknown: counted,
  again: text,
  dismiss: text,
  remedies: z.record(z.enum(SEARCH_REMEDIES), text),
  place: text,
  like: text,
});

/** What a frame and its burst say. */
const frames = z.object({
  grid: text,
  unknownDay: text,
  dayCount: counted,
  burstCount: text,
  gapAfter: text,
  spans: text,
  best: text,
  bestOf: text,
  position: text,
  suggested: z.record(verdicts, text),
  decided: z.record(decisions, text),
  stars: counted,
  label: text,
  sharpness: text,
  exposure: text,
  copies: counted,
  faces: counted,
  companions: text,
  unreadable: text,
  selected: text,
  unfold: text,
  foldThis: text,
  reasons: z.record(reasons, text),
  noPreview: text,
});

const actions = z.object({
  pick: text,
  reject: text,
  unmark: text,
  select: text,
  loupe: text,
  compare: text,
  back: text,
  open: text,
  explain: text,
  reveal: text,
  keepOnly: text,
  decisionButtons: text,
  rating: text,
  rate: counted,
});

/** What the page says after a key. `{0}` is a name or a count of photos. */
const said = z.object({
  picked: text,
  rejected: text,
  unmarked: text,
  /** `{0}` stars, `{1}` a name. */
  rated: counted,
  unrated: text,
  labelled: text,
  unlabelled: text,
  photos: text,
  keptOnly: text,
  keptOnlySingle: text,
  undone: text,
  redone: text,
  nothingToUndo: text,
  nothingToRedo: text,
  refused: text,
  selectedCount: text,
  selectionCleared: text,
  lastFrame: text,
  firstFrame: text,
  lastBurst: text,
  firstBurst: text,
  folded: text,
  unfolded: text,
  notInBurst: text,
  noRival: text,
  newChampion: text,
  leftFilter: text,
  hiddenByFilter: text,
  on: text,
  off: text,
  failed: text,
});

const side = z.object({
  name: text,
  sections: z.record(z.enum(SIDE_SECTIONS), text),
  noPhoto: text,
  loading: text,
  file: text,
  path: text,
  companions: text,
  copies: text,
  time: text,
  camera: text,
  lens: text,
  focalLength: text,
  focalLength35: text,
  aperture: text,
  shutter: text,
  iso: text,
  exposureBias: text,
  flash: text,
  flashFired: text,
  flashNotFired: text,
  size: text,
  serial: text,
  position: text,
  sharpness: text,
  exposure: text,
  noise: text,
  clippedShadows: text,
  clippedHighlights: text,
  frame: text,
  rank: text,
  verdict: text,
  sharper: text,
  softer: text,
  equal: text,
  thisFrame: text,
  noSiblings: text,
  histogram: text,
  histogramText: text,
  notMeasured: text,
});

/** The loupe and the compare mode; what the viewer itself says is in `viewer`. */
const look = z.object({
  loupe: text,
  compare: text,
  strip: text,
  champion: text,
  challenger: text,
  championMode: text,
  compareCount: text,
  peaking: text,
  clipping: text,
  crops: text,
  zoomFit: text,
  zoomFull: text,
  position: text,
  loadingFull: text,
  noFull: text,
});

const keys = z.object({
  title: text,
  close: text,
  hint: text,
  /** That the sheet knows no keys but these. */
  defaults: text,
  change: text,
  sections: z.object({ decide: text, move: text, look: text, select: text, other: text }),
  pick: text,
  reject: text,
  unmark: text,
  rate: text,
  label: text,
  keepOnly: text,
  undo: text,
  redo: text,
  frame: text,
  burst: text,
  nextUndecided: text,
  page: text,
  ends: text,
  fold: text,
  loupe: text,
  compare: text,
  zoom: text,
  peaking: text,
  clipping: text,
  select: text,
  selectAll: text,
  selectRange: text,
  selectBursts: text,
  size: text,
  escape: text,
  side: text,
  find: text,
  findByLook: text,
  findLike: text,
  help: text,
});

export const gridStrings = z.object({ toolbar, filtering, search, frames, actions, said, side, look, keys, viewer: viewerStrings });

export type GridStrings = z.infer<typeof gridStrings>;
export type VerdictWord = z.infer<typeof verdicts>;
export type DecisionWord = z.infer<typeof decisions>;
export type LabelWord = z.infer<typeof labels>;
export type KindWord = z.infer<typeof kinds>;
export type FileWord = z.infer<typeof files>;
export type ReasonWord = z.infer<typeof reasons>;
export type Facet = z.infer<typeof facets>;
