import type { StageName } from './model';

/** A step of a long call: a typed stage, never a string. `total` is 0 while unknown. */
export interface Progress {
  readonly stage: StageName;
  readonly done: number;
  readonly total: number;
}

export type ProgressSink = (progress: Progress) => void;

/** Every long call takes these two. Cancelling rejects with `signal.reason` (an AbortError). */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressSink | undefined;
}
