import type { ColorLabel, Decision, DecisionVerdict, GroupOp, Recipe, Verdict } from '../model';

/** What the commands about git and history answer. Times are ISO 8601; paths are relative to the shoot. */

export type DecisionField = keyof Decision;
export type DecisionValue = DecisionVerdict | number | ColorLabel | null;

/** What one person said about one field of a photo. */
export interface Voice {
  /** `null` = taken back. */
  readonly value: DecisionValue;
  readonly author: string | null;
  readonly time: string;
  /** Of the line in the decisions log. */
  readonly id: string;
}

/** Two people or more, one field of one photo, and nobody had seen the other's line. */
export interface Disagreement {
  readonly path: string;
  readonly field: DecisionField;
  /** One of each person, in order of time. The last one counts until it is settled. */
  readonly voices: readonly Voice[];
}

export interface Commit {
  /** Full object name. */
  readonly hash: string;
  readonly author: string;
  /** When it was written. */
  readonly time: string;
  readonly subject: string;
}

/** One end of a comparison. */
export interface DiffEnd {
  /** As the person named it; `null` = the decisions as they are now, committed or not. */
  readonly revision: string | null;
  readonly commit: string | null;
  /** Whether there was a decisions log; without one nothing was decided there. */
  readonly hasLog: boolean;
  /** Photos in the selection. */
  readonly selected: number;
}

/** Who did it, and when. */
export interface Deed {
  readonly author: string | null;
  readonly time: string;
}

export interface FieldChange {
  readonly field: DecisionField;
  readonly before: DecisionValue;
  readonly after: DecisionValue;
  /** `null` where the lines that said so are gone. */
  readonly by: Deed | null;
}

/** How a photo stands at one end. */
export interface Standing {
  readonly selected: boolean;
  /** What counts: the person's verdict, else the machine's; `null` where there is neither. */
  readonly verdict: Verdict | null;
  readonly decision: Decision | null;
  /** Why, as a sentence. */
  readonly reason: string;
}

export interface PhotoChange {
  readonly path: string;
  /** What the lines called it before, where it has another name now. */
  readonly formerly: string | null;
  /** `added` to the selection, `removed` from it, or `changed` in another way. */
  readonly change: 'added' | 'removed' | 'changed';
  readonly before: Standing;
  readonly after: Standing;
  /** The fields that were decided anew. None where the machine alone changed its mind. */
  readonly decided: readonly FieldChange[];
}

export interface RecipeChange {
  readonly before: Recipe | null;
  readonly after: Recipe | null;
  /** Whose cull it was; `null` where a line is gone. */
  readonly by: Deed | null;
}

export interface ClockChange {
  readonly camera: string;
  /** Seconds. */
  readonly before: number;
  readonly after: number;
  readonly by: Deed | null;
}

export interface Regrouping extends Deed {
  readonly op: GroupOp;
  readonly paths: readonly string[];
}

/** Names of presets. */
export interface PresetChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** What changed in a shoot's selection between two states of its decisions, on the photos of now. */
export interface SelectionDiff {
  readonly root: string;
  readonly from: DiffEnd;
  readonly to: DiffEnd;
  /** Whether suggestions take part; without an index the decisions speak alone. */
  readonly indexed: boolean;
  /** Sorted by path. */
  readonly photos: readonly PhotoChange[];
  readonly recipe: RecipeChange | null;
  readonly clocks: readonly ClockChange[];
  /** What was said about groups since. */
  readonly groups: readonly Regrouping[];
  readonly presets: PresetChanges;
}

/** One line of the decisions log, for people. */
export interface HistoryLine extends Deed {
  readonly id: string;
  readonly kind: 'decision' | 'cull' | 'group' | 'clock' | 'choice' | 'forget';
  /** `picked, rating 4`. */
  readonly what: string;
  /** What the line called the photo, where it has another name now. */
  readonly formerly: string | null;
  /** Whether any of it still holds. */
  readonly holds: boolean;
  /** The commit that brought it in; `null` = not committed, or nobody can tell. */
  readonly commit: Commit | null;
}

export interface PhotoHistory {
  readonly path: string;
  /** Newest first. */
  readonly lines: readonly HistoryLine[];
}

/** What came in together: by one author in one commit. */
export interface HistoryStep {
  readonly author: string | null;
  readonly first: string;
  readonly last: string;
  readonly commit: Commit | null;
  /** `12 picked, 3 rejected`. */
  readonly what: string;
  readonly lines: number;
}

/** Why nobody can tell which commit brought a line in; `null` = git could. */
export type NoCommits = { readonly code: string; readonly message: string } | null;

export interface LogReport {
  readonly root: string;
  /** Of the photos that were asked for. */
  readonly photos: readonly PhotoHistory[];
  /** Of the whole shoot, newest first, where no photo was asked for. */
  readonly steps: readonly HistoryStep[];
  readonly withoutCommits: NoCommits;
}
