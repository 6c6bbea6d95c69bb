import path from 'node:path';
import * as vscode from 'vscode';
import type { Understanding } from '../../core/intent/understand';
import { Disposable } from '../dispose';

/** Plans that were asked for are documents of this scheme: they can be changed like files, and lie in no folder of the person's. */
export const PLAN_SCHEME = 'qrate-plan';
/** By this ending the schema of plans, and the lenses, find them; a file of this name is a plan, too. */
export const PLAN_ENDING = '.qrate-plan.json';

const REMEMBERED = 'qrate.plans';
/** Older ones are forgotten; those that are worth keeping are presets. */
const MOST = 20;

/** One plan and where it came from. */
export interface StoredPlan {
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly text: string;
  /** `null` for one that was opened from a preset. */
  readonly reading: Understanding | null;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

/** The plans of this window as a file system in memory; they survive a reload, together with what the person changed and saved. */
export class PlanStore extends Disposable implements vscode.FileSystemProvider {
  readonly #memory: vscode.Memento;
  readonly #plans: Map<string, StoredPlan>;
  readonly #changed = this._register(new vscode.EventEmitter<vscode.FileChangeEvent[]>());

  readonly onDidChangeFile = this.#changed.event;

  constructor(memory: vscode.Memento) {
    super();
    this.#memory = memory;
    this.#plans = new Map(remembered(memory.get(REMEMBERED)));
    this._register(vscode.workspace.registerFileSystemProvider(PLAN_SCHEME, this, { isCaseSensitive: true }));
  }

  get(uri: vscode.Uri): StoredPlan | null {
    return this.#plans.get(uri.path) ?? null;
  }

  /** A new document, or other contents of one that there is. */
  async put(
    plan: Omit<StoredPlan, 'changed'>,
    { name, uri }: { readonly name: string; readonly uri?: vscode.Uri | undefined },
  ): Promise<vscode.Uri> {
    const target = uri ?? this.#freeUri(plan.root, name);
    this.#plans.delete(target.path);
    this.#plans.set(target.path, { ...plan, changed: Date.now() });
    await this.#remember();
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: target }]);
    return target;
  }

  /** What the text is about to say; the text itself is the editor's to write. */
  expect(uri: vscode.Uri, reading: Understanding): void {
    const plan = this.get(uri);
    if (plan !== null) this.#plans.set(uri.path, { ...plan, reading });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { text, changed } = this.#known(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: Buffer.byteLength(text) };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#known(uri).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.put({ ...this.#known(uri), text: Buffer.from(content).toString() }, { name: '', uri });
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.#plans.keys()].map((name) => [name.slice(1), vscode.FileType.File]);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async delete(uri: vscode.Uri): Promise<void> {
    this.#known(uri);
    this.#plans.delete(uri.path);
    await this.#remember();
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #known(uri: vscode.Uri): StoredPlan {
    const plan = this.get(uri);
    if (plan === null) throw vscode.FileSystemError.FileNotFound(uri);
    return plan;
  }

  /** `best 50 of demo.qrate-plan.json`, numbered where there is one already. */
  #freeUri(root: string, name: string): vscode.Uri {
    const words = `${shortName(name)} – ${path.basename(root)}`;
    for (let n = 1; ; n += 1) {
      const uri = vscode.Uri.from({ scheme: PLAN_SCHEME, path: `/${n === 1 ? words : `${words} ${n}`}${PLAN_ENDING}` });
      if (!this.#plans.has(uri.path)) return uri;
    }
  }

  async #remember(): Promise<void> {
    for (const oldest of [...this.#plans.keys()].slice(0, -MOST)) this.#plans.delete(oldest);
    await this.#memory.update(REMEMBERED, [...this.#plans]);
  }
}

/** A sentence as the name of a tab: its first words, without what no name may hold. */
function shortName(sentence: string): string {
  const bare = sentence
    .replace(/[^\p{L}\p{N}\s,+-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const cut = bare.length <= 40 ? bare : bare.slice(0, 40).replace(/\s\S*$/, '…');
  return cut.replace(/[\s,]+(?=…?$)/, '') || 'Plan';
}

/** What an earlier window wrote down. */
function remembered(value: unknown): readonly (readonly [string, StoredPlan])[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (it): it is readonly [string, StoredPlan] =>
      Array.isArray(it) && typeof it[0] === 'string' && typeof it[1]?.root === 'string' && typeof it[1]?.text === 'string',
  );
}
