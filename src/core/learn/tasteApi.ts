import type { RunOptions } from '../progress';

/** The taste that the person teaches: questions, answers, models. Paths are relative to the shoot. */

/** Why this pair is asked: two of one burst, two near duplicates, one whose answer the model is unsure of, or one unlike all before. */
export type PairSource = 'burst' | 'near-duplicate' | 'uncertain' | 'diverse';

/** Which of two photos is the better one? */
export interface PairQuestion {
  readonly a: string;
  readonly b: string;
  readonly source: PairSource;
}

/** `a` or `b` is better, neither is, or the person does not want to say. */
export type PairOutcome = 'a' | 'b' | 'tie' | 'skip';

/** A share of pairs that were foretold, 0–1, with its 95 % confidence interval. */
export interface Accuracy {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Pairs it was counted on. */
  readonly pairs: number;
}

export interface TasteModelReport {
  /** `default`, or the name the person gave it. */
  readonly name: string;
  /** What the photos are compared by: id of the embedding model, else `classic-1.scores-1`, `classic-1` or `scores-1`. */
  readonly features: string;
  /** Answers that count, without skips and ties. */
  readonly choices: number;
  readonly trainedAt: string | null;
  /** On pairs the model was not trained on; `null` before it could be counted. */
  readonly heldOut: Accuracy | null;
  /** The technical ranking on the same pairs. */
  readonly technical: Accuracy | null;
  /** Whether a cull may use it: it beats the technical ranking on the held-out pairs by more than chance would. */
  readonly applies: boolean;
  /** Why, as a sentence for the person. */
  readonly verdict: string;
}

/** What the picker shows about progress. */
export interface LearnProgress {
  readonly model: string;
  /** Answers given so far, ties included, skips not. */
  readonly answered: number;
  /** Answers after which a model is usually useful. */
  readonly goal: number;
  /** Questions that are left in this shoot; at least. */
  readonly left: number;
  readonly report: TasteModelReport | null;
}

export interface LearnStep {
  readonly progress: LearnProgress;
  /** `null` = nothing is left to ask. */
  readonly question: PairQuestion | null;
  /**
   * What will be asked after `question`, whatever its answer is: a picker loads its pictures ahead and shows it before the answer is on
   * the disk. Absent or `null` = not known before the answer. (One way to keep it: each question is chosen without the very last answer.)
   */
  readonly next?: PairQuestion | null | undefined;
}

export interface AskOptions {
  /** Bursts and near duplicates that are asked about, at most; default a dozen. */
  readonly bursts?: number | undefined;
}

export interface TasteApi {
  /** The question that teaches most now. The same log gives the same question. `bursts` bounds the bursts that are asked about. */
  question(model: string, options?: AskOptions): Promise<LearnStep>;
  /** Writes the answer to the log (fsynced), then asks the next. */
  answer(model: string, question: PairQuestion, outcome: PairOutcome, options?: AskOptions): Promise<LearnStep>;
  /** Takes the last answer of this author back and asks it again. Throws QrateError('usage') where there is none. */
  undoAnswer(model: string, options?: AskOptions): Promise<LearnStep>;
  /** Trains from all answers and decisions of the shoot, and writes `taste.json`. Deterministic. Throws QrateError('usage') below 10 answers. */
  train(model: string, options?: RunOptions): Promise<TasteModelReport>;
  models(): Promise<readonly TasteModelReport[]>;
  /** Forgets what was learned; the answers stay in the log, but no longer count for this model. */
  reset(model: string): Promise<void>;
  /** Copies a model to `file`; never overwrites. */
  exportModel(model: string, file: string): Promise<void>;
  /** Checks `file` against the schema and takes it in as `name`. Throws QrateError('usage') that names what is wrong. */
  importModel(file: string, name: string): Promise<TasteModelReport>;
}
