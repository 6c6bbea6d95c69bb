import type { AskOptions, LearnStep, TasteApi } from '../core/learn/tasteApi';
import type { Progress } from '../core/progress';
import type { FullSizeReport, ShootView } from '../core/reports';
import type { ShootApi } from '../core/shootApi';
import type { Handlers } from '../protocol/messages';
import type { PickerFullSize, PickerHostMethods, PickerSnapshot, PickerStep } from '../protocol/picker';
import { type PictureUris, pickerStep } from './pickerStep';

/** What a picker needs of a shoot. */
export type PickerShoot = Pick<ShootApi, 'root' | 'view' | 'fullSize' | 'taste'>;

export interface PickerSessionOptions {
  readonly shoot: () => Promise<PickerShoot>;
  /** The shoot as it is shown now. */
  readonly view: () => Promise<ShootView>;
  readonly model: string;
  /** Bursts that are asked about at most. */
  readonly bursts?: number | undefined;
  readonly uris: PictureUris & { full(report: Extract<FullSizeReport, { file: string }>, photo: string): string | Promise<string> };
}

/** The conversation of one picker with its shoot, whoever shows the page: questions, answers, training. One call at a time. */
export class PickerSession {
  readonly #options: PickerSessionOptions;
  #model: string;
  #turn: Promise<unknown> = Promise.resolve();
  /** Answers before this session and now, skips not counted; `null` = nothing was asked yet. */
  #answered: { readonly before: number; readonly now: number } | null = null;

  constructor(options: PickerSessionOptions) {
    this.#options = options;
    this.#model = options.model;
  }

  get model(): string {
    return this.#model;
  }

  get #asking(): AskOptions {
    return { bursts: this.#options.bursts };
  }

  /** Answers of this session for this model, skips not counted, without those taken back. */
  get answers(): number {
    return this.#answered === null ? 0 : Math.max(0, this.#answered.now - this.#answered.before);
  }

  use(model: string): void {
    this.#model = model;
    this.#answered = null;
  }

  step(model = this.#model): Promise<PickerStep> {
    return this.#shown((taste) => taste.question(model, this.#asking));
  }

  async snapshot(rest: Omit<PickerSnapshot, 'root' | 'step'>): Promise<PickerSnapshot> {
    const { root } = await this.#options.shoot();
    return { ...rest, root, step: await this.step() };
  }

  /** What every host answers alike, about the model that the page showed when it asked. */
  readonly handlers: Pick<Handlers<PickerHostMethods>, 'answer' | 'undo' | 'train' | 'fullSize'> = {
    answer: async ({ model, question, outcome }) => this.#shown((taste) => taste.answer(model, question, outcome, this.#asking)),
    undo: async ({ model }) => this.#shown((taste) => taste.undoAnswer(model, this.#asking)),
    train: async ({ model }, { signal, progress }) => {
      const onProgress = ({ done, total }: Progress) => progress({ done, total });
      const report = await this.#alone((taste) => taste.train(model, { signal, onProgress }));
      return { report, step: await this.step(model) };
    },
    fullSize: async ({ path }, { signal }) => this.#full(path, signal),
  };

  async #full(photo: string, signal: AbortSignal): Promise<PickerFullSize> {
    const report = await (await this.#options.shoot()).fullSize(photo, { signal });
    if ('reason' in report) return report;
    return { uri: await this.#options.uris.full(report, photo), width: report.width, height: report.height };
  }

  async #shown(ask: (taste: TasteApi) => Promise<LearnStep>): Promise<PickerStep> {
    const step = await this.#alone(ask);
    const { model, answered } = step.progress;
    if (model === this.#model) this.#answered = { before: this.#answered?.before ?? answered, now: answered };
    return pickerStep(step, await this.#options.view(), this.#options.uris);
  }

  /** Answers are written in the order in which they were given. */
  #alone<T>(work: (taste: TasteApi) => Promise<T>): Promise<T> {
    const run = async () => work((await this.#options.shoot()).taste);
    const result = this.#turn.then(run, run);
    this.#turn = result;
    return result;
  }
}
