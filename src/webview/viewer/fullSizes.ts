import type { FullPicture } from './picture';

/** The largest picture there is, or a sentence that says why there is none. */
export type FullSizeAnswer = FullPicture | { readonly reason: string };

/** What is needed of a page's host; the call rejects with a sentence. */
export interface FullSizeHost {
  fullSize(path: string, signal: AbortSignal): Promise<FullSizeAnswer>;
}

/** Answers that are kept; they are addresses, not pictures. */
const MOST_KEPT = 200;

/** Full-size pictures for 1:1, asked once per photo. The one that is no longer looked at is not waited for. */
export class FullSizes {
  readonly #host: FullSizeHost;
  readonly #onAnswer: (answer: FullSizeAnswer) => void;
  readonly #answers = new Map<string, FullSizeAnswer>();
  readonly #running = new Map<string, AbortController>();

  constructor(host: FullSizeHost, onAnswer: (answer: FullSizeAnswer) => void) {
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

  #keep(path: string, answer: FullSizeAnswer): void {
    this.#answers.set(path, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_KEPT && oldest !== undefined) this.#answers.delete(oldest);
    this.#onAnswer(answer);
  }
}
