import * as vscode from 'vscode';
import { getModel, type ModelProgress } from '../../core/models/getModel';
import type { ModelStore } from '../../core/models/modelStore';
import type { ModelSpec } from '../../core/models/registry';
import { megabytes } from '../../core/models/report';
import { mirrorSetting } from './mirror';

/** Twice a second is enough for eyes, and keeps the window free of messages. */
const REPORT_MS = 500;

/** Downloads a model under a notification that can be cancelled; what came in stays for the next time. */
export function downloadModel(store: ModelStore, spec: ModelSpec): Thenable<unknown> {
  const title = vscode.l10n.t('Downloading {0}', spec.title);
  const mirror = mirrorSetting();
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (notification, token) => {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => controller.abort());
      try {
        return await getModel(store, spec.id, { signal: controller.signal, mirror, onProgress: throttled(notification) });
      } finally {
        listener.dispose();
      }
    },
  );
}

function throttled(notification: vscode.Progress<{ message?: string; increment?: number }>): (progress: ModelProgress) => void {
  let told = 0;
  let share = 0;
  return ({ done, total }) => {
    const now = performance.now();
    if (now - told < REPORT_MS && done < total) return;
    told = now;
    const percent = (100 * done) / total;
    notification.report({
      message: vscode.l10n.t('{0} of {1}', megabytes(done), megabytes(total)),
      increment: Math.max(0, percent - share),
    });
    share = Math.max(share, percent);
  };
}
