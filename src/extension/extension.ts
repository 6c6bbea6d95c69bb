import type * as vscode from 'vscode';
import { Extension } from './services';

/** What other extensions and tests get: the commands return their reports, and this is the rest. */
export interface QrateExports {
  /** Milliseconds that `activate` took. */
  readonly activationMs: number;
  readonly bursts: Pick<Extension['bursts'], 'getChildren' | 'getParent' | 'getTreeItem' | 'resolveTreeItem'>;
  readonly explain: Pick<Extension['explain'], 'current'>;
  readonly photos: Pick<Extension['photos'], 'open'>;
  readonly grids: Pick<Extension['grids'], 'active' | 'activeRoot'>;
}

/** Only constructs and registers. */
export function activate(context: vscode.ExtensionContext): QrateExports {
  const started = performance.now();
  const extension = new Extension(context);
  context.subscriptions.push(extension);
  void extension.picks.update();
  const { bursts, explain, grids, photos } = extension;
  return { activationMs: performance.now() - started, bursts, explain, grids, photos };
}
