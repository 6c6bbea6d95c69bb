import path from 'node:path';
import * as vscode from 'vscode';
import { failureSentence } from '../../core/failures';
import type { PhotoView } from '../../core/model';
import { nextTurn } from '../../core/pace';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { Shoots } from '../shoots';

/** Photos that could not be read, as warnings on their files. They go when the photo does, or can be read again. */
export class PhotoProblems extends Disposable {
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #collection = this._register(vscode.languages.createDiagnosticCollection('qrate'));
  /** Files with a problem, by shoot. */
  readonly #files = new Map<string, readonly vscode.Uri[]>();
  #working: Promise<void> = Promise.resolve();

  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#shoots = shoots;
    this.#log = log;
    this._register(shoots.onDidChange((root) => this.update(root)));
  }

  /** Looks again at one shoot, or at all of them. */
  update(root: string | null = null): void {
    this.#working = this.#working
      .then(() => (root === null ? this.#all() : this.#one(root)))
      .catch((error: unknown) => logError(this.#log, 'list unreadable photos', error));
  }

  async #all(): Promise<void> {
    const roots = await this.#shoots.roots();
    for (const root of this.#files.keys()) if (!roots.includes(root)) this.#show(root, []);
    for (const root of roots) await this.#one(root);
  }

  async #one(root: string): Promise<void> {
    try {
      const { photos } = await this.#shoots.view(root);
      // Everybody hears of a view in the same turn of the event loop; each takes one of its own.
      await nextTurn();
      this.#show(root, photos);
    } catch (error) {
      logError(this.#log, `list unreadable photos of ${root}`, error);
      this.#show(root, []);
    }
  }

  #show(root: string, photos: readonly PhotoView[]): void {
    const problems = photos.flatMap((photo) => problemOf(root, photo));
    const now = new Set(problems.map(([uri]) => uri.toString()));
    const gone = (this.#files.get(root) ?? []).filter((uri) => !now.has(uri.toString()));
    this.#files.set(
      root,
      problems.map(([uri]) => uri),
    );
    this.#collection.set([...gone.map((uri): [vscode.Uri, undefined] => [uri, undefined]), ...problems]);
  }
}

function problemOf(root: string, { path: photo, failure }: PhotoView): readonly [vscode.Uri, vscode.Diagnostic[]][] {
  if (failure === null) return [];
  const problem = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), failureSentence(failure), vscode.DiagnosticSeverity.Warning);
  problem.source = 'qrate';
  problem.code = failure.code;
  return [[vscode.Uri.file(path.join(root, photo)), [problem]]];
}
