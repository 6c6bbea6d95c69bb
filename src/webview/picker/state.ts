import type { PickerOutcome, PickerPair, PickerSnapshot, PickerStep } from '../../protocol/picker';
import type { TrainingProgress } from './host';

/** What the person did last, shown for a moment: where, and in which words. `serial` tells two alike apart. */
export interface Ack {
  readonly side: PickerOutcome | 'undo';
  readonly text: string;
  readonly serial: number;
}

/** The page as data; pure functions make the next state of it. */
export interface PageState {
  readonly snapshot: PickerSnapshot;
  /** What the host said last: all answers in it are on the disk. */
  readonly step: PickerStep;
  /** An answer that is not on the disk yet. */
  readonly sent: { readonly pair: PickerPair; readonly outcome: PickerOutcome } | null;
  /** Pressed while another answer was being written. */
  readonly waiting: { readonly pair: PickerPair; readonly outcome: PickerOutcome } | 'undo' | null;
  readonly isUndoing: boolean;
  readonly training: TrainingProgress | null;
  readonly ack: Ack | null;
  /** For screen readers alone. */
  readonly spoken: string;
  /** What did not work, until the next key. */
  readonly problem: string;
  /** What training came to, until the next answer. */
  readonly news: string;
  /** The person is done, or the host is gone and does not come back. */
  readonly ended: false | 'done' | 'lost';
}

/** Answers that a training needs at least. */
export const LEAST_TO_TRAIN = 10;

export const firstState = (snapshot: PickerSnapshot): PageState => ({
  snapshot,
  step: snapshot.step,
  sent: null,
  waiting: null,
  isUndoing: false,
  training: null,
  ack: null,
  spoken: '',
  problem: '',
  news: '',
  ended: false,
});

/** The pair that is seen: while an answer is being written, the next one where it is known. */
export const shownPair = ({ step, sent }: PageState): PickerPair | null => (sent === null ? step.pair : (step.next ?? sent.pair));

/** The pair that is likely to be seen next. */
export const comingPair = ({ step, sent }: PageState): PickerPair | null => (sent === null ? step.next : null);

export const samePair = (a: PickerPair | null, b: PickerPair | null): boolean =>
  a !== null && b !== null && a.question.a === b.question.a && a.question.b === b.question.b;

export const isBusy = ({ isUndoing, training, ended }: PageState): boolean => isUndoing || training !== null || ended !== false;

/** A key that answers. While an answer is being written, one more is kept, about the pair that is seen by then. */
export function press(state: PageState, outcome: PickerOutcome): PageState {
  const pair = shownPair(state);
  if (pair === null || isBusy(state)) return state;
  const quiet = { ...state, problem: '', news: '' };
  if (state.sent === null) return { ...quiet, sent: { pair, outcome } };
  return state.step.next === null ? state : { ...quiet, waiting: { pair, outcome } };
}

/** Whether a step is of the model that the page shows. */
export const isAbout = ({ step }: PageState, { model }: PickerStep): boolean => model === step.model;

/** The answer is on the disk. One for a model that is no longer shown changes nothing. */
export function confirm(state: PageState, step: PickerStep): PageState {
  const { waiting } = state;
  if (!isAbout(state, step)) return state;
  const fits = waiting === null || waiting === 'undo' || samePair(waiting.pair, step.pair);
  return { ...state, sent: null, step, waiting: fits ? waiting : null };
}

/** The answer is not on the disk: the pair is asked again. */
export const refuse = (state: PageState, problem: string): PageState => ({ ...state, sent: null, waiting: null, ack: null, problem });

/** What the host says by itself. An answer that is on its way brings a newer step. */
export function update(state: PageState, snapshot: PickerSnapshot): PageState {
  const isOther = snapshot.step.model !== state.step.model || snapshot.root !== state.snapshot.root;
  if (isOther) return firstState(snapshot);
  return { ...state, snapshot, step: state.sent === null && !state.isUndoing ? snapshot.step : state.step };
}
