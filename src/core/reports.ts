import type { ExportPlan } from './export/plan';
import type { Disagreement } from './git/reports';
import type { TasteStanding } from './learn/appliedTaste';
import type { Decision, DecisionVerdict, Group, GroupKind, PhotoView, Recipe, Regrouped, StageName, Verdict } from './model';
import type { FaceFacts } from './select/faceFacts';
import type { WhatIf } from './select/whatIf';

/** What commands answer: shaped like resources, shown by the CLI (`--json`), the extension and tests alike. */

export interface FailedPhoto {
  readonly path: string;
  readonly stage: StageName;
  /** A sentence for the person. */
  readonly reason: string;
}

export interface IndexReport {
  readonly photos: number;
  /** Files of these photos: companions included, orphaned sidecars not. */
  readonly files: number;
  /** Photos that were opened in this run. */
  readonly analyzed: number;
  readonly unchanged: number;
  /** Photos about which a network or a statistic found something out in this run. */
  readonly described: number;
  readonly failed: readonly FailedPhoto[];
  /** What networks could not do and why, as sentences. */
  readonly notes: readonly string[];
  readonly seconds: number;
}

export interface StatusReport {
  readonly root: string;
  readonly photos: number;
  readonly files: number;
  /** Photos that completed each stage. */
  readonly stages: { readonly ingest: number; readonly analyze: number; readonly hash: number; readonly failed: number };
  /** Groups by kind. */
  readonly groups: Readonly<Record<GroupKind, number>>;
  /** Photos about whose group the person said something. */
  readonly regrouped: Readonly<Record<Regrouped, number>>;
  /** Cameras whose clock the person corrected, sorted by name. */
  readonly clocks: readonly CameraClock[];
  readonly suggestions: Readonly<Record<Verdict | 'none', number>>;
  readonly decisions: { readonly pick: number; readonly reject: number; readonly rated: number; readonly labelled: number };
  readonly index: { readonly path: string; readonly bytes: number };
  readonly cache: { readonly path: string; readonly bytes: number; readonly files: number };
  readonly failed: readonly FailedPhoto[];
  /** Lines of the decisions log that could not be read (kept as they are), 1-based. */
  readonly unreadableDecisions: readonly number[];
  /** Where people disagree. Settle them by deciding, or with `qrate conflicts --take`. */
  readonly disagreements: readonly Disagreement[];
  readonly recipe: Recipe | null;
}

/** One body and its clock. */
export interface CameraClock {
  /** `NIKON D7100 #6012345`, or without a number where the files have none. */
  readonly camera: string;
  readonly photos: number;
  /** Corrected times of the first and the last photo, `YYYY-MM-DDTHH:MM:SS`; `null` where no photo has a time. */
  readonly first: string | null;
  readonly last: string | null;
  /** Correction in seconds, added to what the clock showed; 0 = none. */
  readonly seconds: number;
}

export interface ClockReport extends CameraClock {
  /** Correction before, in seconds. */
  readonly before: number;
}

/** Everything a view needs, at once. Photos sorted by path (code units), groups by their first member. */
export interface ShootView {
  readonly root: string;
  readonly photos: readonly PhotoView[];
  readonly groups: readonly Group[];
  /** Recipe of the last cull; `null` before the first. Suggestions are `null` then. */
  readonly recipe: Recipe | null;
  /** Absolute folder of the preview cache. */
  readonly cacheDir: string;
  /** What became of the taste that the recipe asks for; absent where it asks for none. */
  readonly taste?: TasteStanding | undefined;
}

export interface CullReport {
  readonly recipe: Recipe;
  /** The same of the cull's recipe. */
  readonly taste?: TasteStanding | undefined;
  readonly photos: number;
  readonly suggestions: Readonly<Record<Verdict, number>>;
  /** What differs from the suggestions before, in verdict or rank. */
  readonly changed: number;
}

/** What a cull will do; its report's own fields are exactly what the cull answers afterwards. */
export interface CullPreview extends CullReport {
  /** Recipe that holds now; `null` before the first cull. */
  readonly current: Recipe | null;
  readonly before: Readonly<Record<Verdict | 'none', number>>;
  /** Photos whose verdict changes, sorted by where they go and where they come from. */
  readonly moves: readonly CullMove[];
  /** Of these, photos about which the person has decided: the decision stays what counts. */
  readonly decided: number;
  /** Groups now and then; `affected`: groups of then with a photo in `moves`. */
  readonly groups: { readonly before: number; readonly after: number; readonly affected: number };
}

export interface CullMove {
  /** `null` = not culled yet. */
  readonly from: Verdict | null;
  readonly to: Verdict;
  readonly photos: number;
  /** A few of them, by path. */
  readonly examples: readonly CullExample[];
}

export interface CullExample {
  readonly path: string;
  /** Why it will be suggested so. */
  readonly sentence: string;
  readonly decided: DecisionVerdict | null;
}

/** A cull that was taken back. */
export interface CullUndoReport {
  readonly undone: Recipe | null;
  /** What holds now; `null` = as before the first cull, without suggestions. */
  readonly recipe: Recipe | null;
  readonly photos: number;
  readonly suggestions: Readonly<Record<Verdict | 'none', number>>;
  /** What differs from the suggestions before, in verdict or rank. */
  readonly changed: number;
}

export interface ExplainedSibling {
  readonly path: string;
  readonly rank: number | null;
  readonly verdict: Verdict | null;
  readonly sharpness: number | null;
  readonly exposure: number | null;
  readonly decision: Decision | null;
}

export interface Explanation {
  readonly path: string;
  readonly sentence: string;
  readonly photo: PhotoView;
  readonly siblings: readonly ExplainedSibling[];
  /** `null` where nobody looked for faces. */
  readonly faces: FaceFacts | null;
  /** What would have to be otherwise, found by judging again. */
  readonly whatIf: readonly WhatIf[];
}

export interface DecisionReport {
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
}

/** Something that was done at once: which photos got what. */
export interface Action {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly author: string | null;
  readonly parts: readonly { readonly patch: Partial<Decision>; readonly paths: readonly string[] }[];
}

export interface UndoReport {
  /** What was taken back or done again; `null` = there was nothing. */
  readonly action: Action | null;
  readonly changed: readonly string[];
  /** What was left alone because it was decided anew since, with when and by whom. */
  readonly kept: readonly {
    readonly path: string;
    readonly field: keyof Decision;
    readonly time: string;
    readonly author: string | null;
  }[];
}

/** The largest picture of a photo, upright, as a file that a browser shows; or a sentence that says why there is none. */
export type FullSizeReport = { readonly file: string; readonly width: number; readonly height: number } | { readonly reason: string };

/** What Undo and Redo would do now; `null` = nothing. */
export interface HistoryReport {
  readonly undo: Action | null;
  readonly redo: Action | null;
}

/** The reports of several shoots as one. */
export const mergeReports = (reports: readonly DecisionReport[]): DecisionReport => ({
  changed: reports.flatMap(({ changed }) => changed),
  unchanged: reports.flatMap(({ unchanged }) => unchanged),
});

export interface ExportReport {
  readonly plan: ExportPlan;
  readonly dryRun: boolean;
  readonly written: readonly string[];
  /** Already there with the right content; nothing was written. */
  readonly unchanged: readonly string[];
  /** Refused or failed, file by file, with a sentence. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** A list or manifest without a file of its own, for the standard output. */
  readonly text: string | null;
}
