import type { PickerCommand, PickerOutcome, PickerSnapshot } from '../../protocol/picker';
import { fill } from '../shared/dom';
import type { PickerHost, Trained } from './host';
import {
  type Ack,
  confirm,
  firstState,
  isAbout,
  isBusy,
  LEAST_TO_TRAIN,
  type PageState,
  press,
  refuse,
  samePair,
  shownPair,
  update,
} from './state';
import { ackText, pairText, progressText } from './words';

/** What only the page's elements can do. */
export interface PickerSurface {
  toggleZoom(): void;
  /** Back to the whole picture; answers whether it was zoomed. */
  zoomOut(): boolean;
}

const NO_SURFACE: PickerSurface = { toggleZoom: () => undefined, zoomOut: () => false };

type Act = (picker: PickerController) => void;

/** What every key does that does not answer. */
const ACTS: Readonly<Partial<Record<PickerCommand, Act>>> = {
  zoom: ({ surface }) => surface.toggleZoom(),
  undo: (picker) => void picker.undo(),
  train: (picker) => void picker.train(),
  cull: (picker) => picker.cull(),
  done: (picker) => {
    if (!picker.surface.zoomOut()) void picker.done();
  },
};

const OUTCOMES: Readonly<Partial<Record<PickerCommand, PickerOutcome>>> = { left: 'a', right: 'b', tie: 'tie', skip: 'skip' };

/** The one place with effects: keys and clicks become new states and requests. */
export class PickerController {
  readonly host: PickerHost;
  surface: PickerSurface = NO_SURFACE;
  state: PageState;
  readonly #listeners = new Set<() => void>();
  #training: AbortController | null = null;
  #serial = 0;

  constructor(host: PickerHost, snapshot: PickerSnapshot) {
    this.host = host;
    this.state = firstState(snapshot);
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  run(name: PickerCommand): void {
    const outcome = OUTCOMES[name];
    if (outcome !== undefined) this.#answer(outcome);
    else ACTS[name]?.(this);
  }

  snapshot(snapshot: PickerSnapshot): void {
    const before = shownPair(this.state);
    this.#set((state) => update(state, snapshot));
    const now = shownPair(this.state);
    if (before !== now && !samePair(before, now)) this.#speak(pairText(now, snapshot.strings));
  }

  say(problem: string): void {
    this.#set((state) => ({ ...state, problem }));
  }

  /** Trains on all answers; a second call while it runs does nothing. */
  async train(): Promise<void> {
    const { step, sent, snapshot } = this.state;
    if (isBusy(this.state) || sent !== null) return;
    if (step.answered < LEAST_TO_TRAIN) {
      this.say(fill(snapshot.strings.trainTooFew, LEAST_TO_TRAIN));
      return;
    }
    const training = new AbortController();
    this.#training = training;
    this.#set((state) => ({ ...state, training: { done: 0, total: 0 }, problem: '', news: '', ack: null }));
    try {
      this.#trained(
        await this.host.train(step.model, training.signal, (progress) => this.#set((state) => ({ ...state, training: progress }))),
      );
    } catch (error) {
      const { cancelled, trainFailed } = snapshot.strings;
      if (training.signal.aborted) this.#set((state) => ({ ...state, news: cancelled }));
      else this.say(fill(trainFailed, sentence(error, snapshot.strings.failed)));
    } finally {
      this.#training = null;
      this.#set((state) => ({ ...state, training: null }));
    }
  }

  cancelTraining(): void {
    this.#training?.abort(new DOMException('cancelled', 'AbortError'));
  }

  cull(): void {
    this.#ask(this.host.cull());
  }

  chooseModel(): void {
    this.#ask(this.host.chooseModel());
  }

  async done(): Promise<void> {
    if (this.state.ended !== false) return;
    try {
      await this.host.done();
      this.#set((state) => ({ ...state, ended: 'done' }));
    } catch (error) {
      this.say(sentence(error, this.state.snapshot.strings.failed));
    }
  }

  /** The host is gone and does not come back. What it had not confirmed is not saved. */
  lost(): void {
    if (this.state.ended !== false) return;
    const { lost } = this.state.snapshot.strings;
    this.#set((state) => ({ ...refuse(state, ''), ended: 'lost', spoken: lost }));
  }

  #answer(outcome: PickerOutcome): void {
    const before = this.state;
    this.#set((state) => press(state, outcome));
    const { sent, waiting } = this.state;
    if (before.sent !== null || sent === null) {
      if (waiting !== before.waiting && waiting !== null && waiting !== 'undo') this.#acknowledge(waiting.outcome, waiting.pair);
      return;
    }
    this.#acknowledge(outcome, sent.pair);
    this.host.answer({ model: this.state.step.model, question: sent.pair.question, outcome }).then(
      (step) => {
        this.#set((state) => confirm(state, step));
        this.#goOn();
      },
      (error: unknown) => this.#refused(error),
    );
  }

  #refused(error: unknown): void {
    const { strings } = this.state.snapshot;
    const problem = fill(strings.refused, sentence(error, strings.failed));
    this.#set((state) => refuse(state, problem));
  }

  /** What was pressed while the last answer was being written. */
  #goOn(): void {
    const { waiting } = this.state;
    const { strings } = this.state.snapshot;
    if (waiting === null) {
      this.#speak(`${progressText(this.state.step, strings)}. ${pairText(shownPair(this.state), strings)}`);
      return;
    }
    this.#set((state) => ({ ...state, waiting: null }));
    if (waiting === 'undo') void this.undo();
    else this.#answer(waiting.outcome);
  }

  /** Takes the last answer back; one that is being written is waited for. */
  async undo(): Promise<void> {
    if (isBusy(this.state)) return;
    if (this.state.sent !== null) {
      this.#set((state) => ({ ...state, waiting: 'undo' }));
      return;
    }
    const { strings } = this.state.snapshot;
    this.#set((state) => ({ ...state, isUndoing: true, problem: '', news: '' }));
    try {
      const step = await this.host.undo(this.state.step.model);
      if (!isAbout(this.state, step)) return;
      this.#set((state) => ({ ...state, step, ack: this.#ack('undo', strings.undone) }));
      this.#speak(`${strings.undone}. ${progressText(step, strings)}. ${pairText(step.pair, strings)}`);
    } catch (error) {
      this.say(fill(strings.undoRefused, sentence(error, strings.failed)));
    } finally {
      this.#set((state) => ({ ...state, isUndoing: false }));
    }
  }

  #trained({ report, step }: Trained): void {
    if (!isAbout(this.state, step)) return;
    const news = fill(this.state.snapshot.strings.trained, report.choices);
    this.#set((state) => ({ ...state, step, news }));
  }

  #acknowledge(outcome: PickerOutcome, pair: Parameters<typeof ackText>[0]): void {
    const { strings } = this.state.snapshot;
    const text = ackText(pair, outcome, strings);
    this.#set((state) => ({ ...state, ack: this.#ack(outcome, text) }));
    this.#speak(text);
  }

  #ack(side: Ack['side'], text: string): Ack {
    this.#serial += 1;
    return { side, text, serial: this.#serial };
  }

  #speak(spoken: string): void {
    this.#set((state) => ({ ...state, spoken }));
  }

  /** Asks the host for something that changes nothing here; what it refuses is said. */
  #ask(request: Promise<unknown>): void {
    request.catch((error: unknown) => this.say(sentence(error, this.state.snapshot.strings.failed)));
  }

  #set(change: (state: PageState) => PageState): void {
    const next = change(this.state);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.#listeners) listener();
  }
}

const sentence = (error: unknown, otherwise: string): string =>
  error instanceof Error && error.message !== '' ? error.message : otherwise;
