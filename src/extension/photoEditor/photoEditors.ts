import * as vscode from 'vscode';
import type { PhotoWorkers } from '../../core/ports';
import { Disposable } from '../dispose';
import type { Shoots } from '../shoots';
import { LoosePhotos } from './loosePhotos';
import { PHOTO_KEY_COMMANDS, type PhotoKeyCommandId } from './photoCommands';
import type { PhotoEditor } from './photoEditor';

/** For formats that VS Code cannot show, and, on the person's wish, for those that it can. */
export const PHOTO_VIEW = 'qrate.photo';
const PICTURE_VIEW = 'qrate.picture';

export interface PhotoEditorsDeps {
  readonly extensionUri: vscode.Uri;
  readonly storage: vscode.Uri;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  /** Starts the worker processes for photos that are in no index. */
  readonly startWorkers: () => Promise<PhotoWorkers>;
}

/** Shows photos in editor tabs of their own. Nothing is ever edited. The code of an editor loads with the first one. */
export class PhotoEditors extends Disposable implements vscode.CustomReadonlyEditorProvider {
  readonly #deps: PhotoEditorsDeps;
  readonly #loose: LoosePhotos;
  readonly #editors = new Set<PhotoEditor>();
  readonly #activated = this._register(new vscode.EventEmitter<{ readonly root: string; readonly path: string }>());

  /** Fires the indexed photo whose editor got the focus. */
  readonly onDidActivate = this.#activated.event;

  constructor(deps: PhotoEditorsDeps) {
    super();
    this.#deps = deps;
    this.#loose = this._register(new LoosePhotos(deps));
    const options = { supportsMultipleEditorsPerDocument: true };
    for (const view of [PHOTO_VIEW, PICTURE_VIEW]) this._register(vscode.window.registerCustomEditorProvider(view, this, options));
    this._register({ dispose: () => this.#close() });
  }

  /** The editors that are open now. */
  get open(): readonly Pick<PhotoEditor, 'file' | 'shown' | 'isActive'>[] {
    return [...this.#editors];
  }

  /** Does what a key says in the editor in front; nothing without one. */
  async press(id: PhotoKeyCommandId): Promise<void> {
    const active = [...this.#editors].find((editor) => editor.isActive);
    const action = PHOTO_KEY_COMMANDS[id];
    if (typeof action === 'string') active?.command(action);
    else await active?.decide(action);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => {} };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    const { PhotoEditor } = await import('./photoEditor');
    const editor = new PhotoEditor(uri, panel, {
      extensionUri: this.#deps.extensionUri,
      shoots: this.#deps.shoots,
      loose: this.#loose,
      log: this.#deps.log,
      onDidShow: (shown) => this.#follow(shown),
    });
    this.#editors.add(editor);
    panel.onDidDispose(() => this.#editors.delete(editor));
    panel.onDidChangeViewState(() => this.#follow(editor));
    await editor.open();
  }

  #follow({ isActive, shown }: PhotoEditor): void {
    if (isActive && shown?.root != null && shown.isIndexed) this.#activated.fire({ root: shown.root, path: shown.picture.key });
  }

  #close(): void {
    for (const editor of [...this.#editors]) editor.dispose();
  }
}
