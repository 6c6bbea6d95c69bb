import { QrateError } from '../errors';

/** One turn of what a language model reads. */
export interface ModelTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

export interface ModelCall {
  readonly signal: AbortSignal;
  /** More than this is never read from it; bytes of UTF-8. */
  readonly maxBytes: number;
}

/** Whatever turns words into words. What it answers is untrusted text. */
export interface LanguageModel {
  /** For people: the model, and where it runs. */
  readonly name: string;
  /** The answer in pieces. Rejects with LanguageModelError, or the signal's reason. */
  ask(turns: readonly ModelTurn[], call: ModelCall): AsyncIterable<string>;
}

/** Why a model did not help, as a code that callers can test. */
export type ModelFailure = 'none' | 'refused' | 'quota' | 'access' | 'unreachable' | 'timeout' | 'too-long' | 'not-a-plan' | 'settings';

export class LanguageModelError extends QrateError {
  constructor(
    readonly reason: ModelFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super('language-model', message, options);
  }
}
