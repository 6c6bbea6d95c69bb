import type { GridFullSize } from '../../protocol/grid';
import type { FullPicture } from '../viewer/picture';
import type { GridHost } from './host';

/** Answers that are kept; they are addresses, not pictures. */
const MOST_KEPT = 200;

/** Full-size pictures for 1:1, asked once per photo. The one that is no longer looked at is not waited for. */
export class FullSizes {
  readonly #host: GridHost;
  readonly #onAnswer: (answer: GridFullSize) => void;
  readonly #answers = new Map<string, GridFullSize>();
  readonly #running = new Map<string, AbortController>();

  constructor(host: GridHost, onAnswer: (answer: GridFullSize) => void) {
    this.#host = host;
    this.#onAnswer = onAnswer;
  }

  get(path: string): FullPicture | null {
    const answer = this.#answers.get(path);
    return answer !== undefined && 'uri' in answer ? answer : null;
  }

  want(path: string): void {
    if (this.#answers.has(path) || this.#running.has(path)) return;
    const controller = new AbortController();
    this.#running.set(path, controller);
    this.#host
      .fullSize(path, controller.signal)
      .catch((error: unknown) => ({ reason: error instanceof Error ? error.message : String(error) }))
      .then((answer) => {
        if (this.#running.get(path) === controller) this.#running.delete(path);
        if (!controller.signal.aborted) this.#keep(path, answer);
      });
  }

  /** Nobody waits for other photos than these any more. */
  only(paths: readonly string[]): void {
    for (const [path, controller] of this.#running) {
      if (paths.includes(path)) continue;
      controller.abort();
      this.#running.delete(path);
    }
  }

  #keep(path: string, answer: GridFullSize): void {
    this.#answers.set(path, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_KEPT && oldest !== undefined) this.#answers.delete(oldest);
    this.#onAnswer(answer);
  }
}
