import * as z from 'zod/mini';
import { viewerStrings } from './viewer';

const text = z.string();

/** The texts of the picker's page; `{0}` stands for a value. */
export const pickerStrings = z.object({
  viewer: viewerStrings,
  title: text,
  /** Why this pair is asked, by `PairSource`. */
  sources: z.object({ burst: text, 'near-duplicate': text, uncertain: text, diverse: text }),
  left: text,
  right: text,
  upper: text,
  lower: text,
  tie: text,
  skip: text,
  undo: text,
  zoomIn: text,
  zoomOut: text,
  done: text,
  answers: text,
  progress: text,
  progressText: text,
  /** After an answer; {0} is a name. */
  chosen: text,
  tied: text,
  skipped: text,
  undone: text,
  announce: text,
  saving: text,
  refused: text,
  undoRefused: text,
  /** Said before anything was learned. */
  few: text,
  enough: text,
  agrees: text,
  agreesNear: text,
  technical: text,
  classic: text,
  notBetter: text,
  train: text,
  trainAgain: text,
  trainTooFew: text,
  training: text,
  cancel: text,
  trained: text,
  trainFailed: text,
  cancelled: text,
  cull: text,
  cullCommand: text,
  model: text,
  nothing: text,
  tooFewPhotos: text,
  allAsked: text,
  allAskedHint: text,
  noFull: text,
  failed: text,
  ended: text,
  lost: text,
});

export type PickerStrings = z.infer<typeof pickerStrings>;
