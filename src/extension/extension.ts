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
  readonly disagreements: Pick<Extension['disagreements'], 'getChildren' | 'getTreeItem' | 'onDidChangeTreeData'>;
  readonly photos: Pick<Extension['photos'], 'open'>;
  readonly charts: Pick<Extension['charts'], 'roots'>;
  readonly shoots: Pick<Extension['shoots'], 'api' | 'view'>;
  readonly grids: Pick<Extension['grids'], 'active' | 'activeRoot'>;
  readonly intent: Pick<Extension['intent'], 'documents' | 'view' | 'chat' | 'polisher'>;
  readonly pickers: Pick<Extension['pickers'], 'roots' | 'activeRoot' | 'modelOf'>;
}

/** Only constructs and registers. */
export function activate(context: vscode.ExtensionContext): QrateExports {
  const started = performance.now();
  const extension = new Extension(context);
  context.subscriptions.push(extension);
  extension.start();
  const { bursts, charts, decorations, disagreements, explain, grids, intent, photos, pickers, presets, selection, shoots, statusBar } =
    extension;
  return {
    activationMs: performance.now() - started,
    bursts,
    charts,
    decorations,
    disagreements,
    explain,
    grids,
    intent,
    photos,
    pickers,
    presets,
    selection,
    shoots,
    statusBar,
  };
}
