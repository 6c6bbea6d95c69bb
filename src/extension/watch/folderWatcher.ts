import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { kindOfName } from '../../core/ingest/extensions';
import { Disposable } from '../dispose';

/** Tells which files of a folder, and of all folders below, came, changed or went. */
export interface FolderWatcher extends vscode.Disposable {
  /** Path relative to the folder, with `/`. */
  readonly onDidChange: vscode.Event<string>;
}

export interface WatchedFolder {
  readonly root: string;
  /** The system cannot watch this folder, or has ceased to: the caller has to look for itself. */
  readonly onFailure: (error: unknown) => void;
}

/** VS Code's own watcher where the folder is open in the window, else one of the system. */
export const watchFolder = (folder: WatchedFolder): FolderWatcher => {
  const isOpen = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder.root)) !== undefined;
  return isOpen ? new WorkspaceWatcher(folder.root) : new SystemWatcher(folder);
};

/** Names that the scan would look at; what lies in dot folders (`.qrate` is one) is none of them. */
export const isWatched = (relative: string): boolean => kindOfName(relative) !== null && isVisible(relative);

const isVisible = (relative: string): boolean => relative.split('/').every((part) => !part.startsWith('.') && part !== 'node_modules');

abstract class Watcher extends Disposable implements FolderWatcher {
  readonly #changed = this._register(new vscode.EventEmitter<string>());
  readonly onDidChange = this.#changed.event;

  constructor(protected readonly root: string) {
    super();
  }

  protected tell(relative: string): void {
    const name = relative.split(path.sep).join('/');
    // A folder that comes or goes as a whole is one event, under a name that promises no photo.
    if (isWatched(name) || (path.posix.extname(name) === '' && isVisible(name))) this.#changed.fire(name);
  }
}

class WorkspaceWatcher extends Watcher {
  constructor(root: string) {
    super(root);
    const pattern = new vscode.RelativePattern(vscode.Uri.file(root), '**/*');
    const watcher = this._register(vscode.workspace.createFileSystemWatcher(pattern));
    const tell = ({ fsPath }: vscode.Uri) => this.tell(path.relative(root, fsPath));
    this._register(watcher.onDidCreate(tell));
    this._register(watcher.onDidChange(tell));
    this._register(watcher.onDidDelete(tell));
  }
}

class SystemWatcher extends Watcher {
  constructor({ root, onFailure }: WatchedFolder) {
    super(root);
    try {
      const watcher: FSWatcher = watch(root, { recursive: true, persistent: false });
      watcher.on('change', (_event, name) => this.tell(String(name ?? '')));
      watcher.on('error', onFailure);
      this._register({ dispose: () => watcher.close() });
    } catch (error) {
      onFailure(error);
    }
  }
}
