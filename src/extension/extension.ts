import type * as vscode from 'vscode';
import { Extension } from './services';

/** What other extensions and tests get: the commands return their reports, and this is the rest. */
export interface QrateExports {
  /** Milliseconds that `activate` took. */
  readonly activationMs: number;
  readonly bursts: Pick<
    Extension['bursts'],
    'getChildren' | 'getParent' | 'getTreeItem' | 'resolveTreeItem' | 'onDidChangeTreeData' | 'options'
  >;
  readonly selection: Pick<Extension['selection'], 'getChildren' | 'getTreeItem'>;
  readonly presets: Pick<Extension['presets'], 'getChildren' | 'getTreeItem'>;
  readonly decorations: Pick<Extension['decorations'], 'provideFileDecoration'>;
  readonly statusBar: Pick<Extension['statusBar'], 'text'>;
  readonly explain: Pick<Extension['explain'], 'current'>;
  readonly grids: Pick<Extension['grids'], 'active' | 'activeRoot'>;
}

/** Only constructs and registers. */
export function activate(context: vscode.ExtensionContext): QrateExports {
  const started = performance.now();
  const extension = new Extension(context);
  context.subscriptions.push(extension);
  extension.start();
  const { bursts, selection, presets, decorations, statusBar, explain, grids } = extension;
  return { activationMs: performance.now() - started, bursts, selection, presets, decorations, statusBar, explain, grids };
}
