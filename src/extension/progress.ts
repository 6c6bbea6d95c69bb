import * as vscode from 'vscode';
import type { Progress, RunOptions } from '../core/progress';
import { ProgressMeter, type StageWeights } from './progressMeter';
import { stageWord } from './words';

export interface ProgressOptions {
  readonly title: string;
  readonly weights: StageWeights;
  /** A caller's own signal, beside the Cancel button. */
  readonly signal?: AbortSignal | undefined;
}

export const stepText = ({ stage, done, total }: Progress): string =>
  total > 0 ? vscode.l10n.t('{0}: {1} of {2}', stageWord[stage](), done, total) : `${stageWord[stage]()}…`;

/** Runs `task` under a cancellable notification; Cancel and `signal` both abort it. */
export function withProgress<T>(options: ProgressOptions, task: (run: RunOptions) => Promise<T>): Thenable<T> {
  const { title, weights, signal } = options;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (notification, token) => {
      const button = new AbortController();
      const listener = token.onCancellationRequested(() => button.abort());
      const meter = new ProgressMeter(weights);
      const onProgress = (step: Progress) => notification.report({ message: stepText(step), increment: meter.advance(step) });
      try {
        return await task({ signal: signal === undefined ? button.signal : AbortSignal.any([signal, button.signal]), onProgress });
      } finally {
        listener.dispose();
      }
    },
  );
}
