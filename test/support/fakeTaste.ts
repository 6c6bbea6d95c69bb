import { QrateError } from '../../src/core/errors';
import type { LearnStep, PairOutcome, PairQuestion, TasteApi, TasteModelReport } from '../../src/core/learn/tasteApi';
import { NO_METADATA, type PhotoView } from '../../src/core/model';
import type { RunOptions } from '../../src/core/progress';
import type { ShootView } from '../../src/core/reports';
import type { PickerShoot } from '../../src/picker/pickerSession';
import { photoView, shootView } from './photoViews';

/** A taste that asks the pairs it was given, in order, and keeps what was answered. For tests of what shows it. */
export class FakeTaste implements TasteApi {
  readonly answers: { readonly question: PairQuestion; readonly outcome: PairOutcome }[] = [];
  /** Answers that were handed in, written or not. */
  begun = 0;
  /** Milliseconds before an answer is on the disk. */
  delay = 0;
  /** Resolves when answers may be written. */
  held: Promise<void> = Promise.resolve();
  /** A sentence with which the next answer is refused. */
  refuse: string | null = null;
  /** Whether a step names the question after it. */
  looksAhead = true;
  goal = 50;
  report: TasteModelReport | null = null;
  /** What a training comes to. */
  trained: Partial<TasteModelReport> = {};
  /** Resolves when a training may end. */
  training: Promise<void> = Promise.resolve();
  trainings = 0;

  constructor(readonly questions: readonly PairQuestion[]) {}

  question = async (model: string): Promise<LearnStep> => this.#step(model);

  async answer(model: string, question: PairQuestion, outcome: PairOutcome): Promise<LearnStep> {
    this.begun += 1;
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    await this.held;
    if (this.refuse !== null) {
      const sentence = this.refuse;
      this.refuse = null;
      throw new QrateError('storage', sentence);
    }
    this.answers.push({ question, outcome });
    return this.#step(model);
  }

  async undoAnswer(model: string): Promise<LearnStep> {
    if (this.answers.pop() === undefined) throw new QrateError('usage', 'There is no answer to take back.');
    return this.#step(model);
  }

  async train(model: string, { signal, onProgress }: RunOptions = {}): Promise<TasteModelReport> {
    this.trainings += 1;
    onProgress?.({ stage: 'select', done: 1, total: 4 });
    const aborted = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
    await Promise.race([this.training, aborted]);
    this.report = {
      name: model,
      features: 'classic-1',
      choices: this.answers.filter(({ outcome }) => outcome === 'a' || outcome === 'b').length,
      trainedAt: '2026-11-25T12:00:00.000Z',
      heldOut: { value: 0.78, low: 0.65, high: 0.87, pairs: 40 },
      technical: { value: 0.61, low: 0.47, high: 0.74, pairs: 40 },
      applies: true,
      verdict: 'It knows your taste better than sharpness and exposure do.',
      ...this.trained,
    };
    return this.report;
  }

  models = async (): Promise<readonly TasteModelReport[]> => (this.report === null ? [] : [this.report]);
  reset = async (): Promise<void> => void this.answers.splice(0);
  exportModel = async (): Promise<void> => undefined;
  importModel = async (): Promise<TasteModelReport> => {
    throw new QrateError('usage', 'not here');
  };

  #step(model: string): LearnStep {
    const at = this.answers.length;
    const answered = this.answers.filter(({ outcome }) => outcome !== 'skip').length;
    return {
      progress: { model, answered, goal: this.goal, left: Math.max(0, this.questions.length - at), report: this.report },
      question: this.questions[at] ?? null,
      next: this.looksAhead ? (this.questions[at + 1] ?? null) : null,
    };
  }
}

/** Photos `IMG_0001.JPG` … of one second each, every fifth upright; preview `0a…` of the photo numbered 10. */
export const pickerPhotos = (count: number): readonly PhotoView[] =>
  Array.from({ length: count }, (_, at) => {
    const [width, height] = at % 5 === 2 ? [4000, 6000] : [6000, 4000];
    return photoView(`day/IMG_${String(at + 1).padStart(4, '0')}.JPG`, `2026-05-09T14:03:12.${String(10 + at)}`, {
      metadata: {
        ...NO_METADATA,
        timestamp: `2026-05-09T14:03:12.${String(10 + at)}`,
        iso: 200 * (1 + (at % 3)),
        aperture: 4,
        width,
        height,
      },
      preview: {
        source: 'file',
        width: width === 6000 ? 2048 : 1365,
        height: width === 6000 ? 1365 : 2048,
        contentId: at.toString(16).padStart(32, '0'),
      },
    });
  });

/** Neighbours as pairs: of `count` photos half as many. */
export const neighbours = (photos: readonly PhotoView[]): readonly PairQuestion[] =>
  photos.flatMap(({ path }, at) => {
    const other = photos[at + 1];
    return at % 2 === 0 && other !== undefined ? [{ a: path, b: other.path, source: 'burst' as const }] : [];
  });

/** A shoot of these photos with this taste. */
export function pickerShoot(photos: readonly PhotoView[], taste: TasteApi): PickerShoot & { readonly shown: ShootView } {
  const shown = shootView(...photos);
  return { root: shown.root, shown, taste, view: async () => shown, fullSize: async () => ({ reason: 'there is none' }) };
}
