import path from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../../core/findShoots';
import { paced } from '../../core/pace';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { Shoots } from '../shoots';
import { verdictWord } from '../words';
import { type Badge, badgeSteps, changedBadges } from './badges';

const SUGGESTIONS = 'decorations.suggestions';

type Badges = ReadonlyMap<string, Badge>;

/** P, X and stars on the files of the Explorer; a look-up in a map that is made once per change. */
export class FileDecorations extends Disposable implements vscode.FileDecorationProvider {
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = this._register(new vscode.EventEmitter<vscode.Uri[] | undefined>());
  readonly #badges = new Map<string, Promise<Badges>>();

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#shoots = shoots;
    this.#log = log;
    this._register(vscode.window.registerFileDecorationProvider(this));
    this._register(shoots.onDidChange((root) => (root === null ? this.#forget() : void this.#update(root))));
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (uri.scheme !== 'file' || path.extname(uri.fsPath) === '') return undefined;
    const root = await this.#rootOf(uri.fsPath);
    const badge = root === undefined ? undefined : (await this.#of(root)).get(uri.fsPath);
    return badge === undefined ? undefined : decoration(badge);
  }

  /** The innermost shoot around a file. */
  async #rootOf(file: string): Promise<string | undefined> {
    const around = (await this.#shoots.roots()).filter((root) => isInside(root, file));
    return around.reduce<string | undefined>((best, root) => (best === undefined || root.length > best.length ? root : best), undefined);
  }

  #of(root: string): Promise<Badges> {
    const known = this.#badges.get(root) ?? this.#read(root);
    this.#badges.set(root, known);
    return known;
  }

  /** A shoot that cannot be read has no badges; the Bursts view says why. */
  async #read(root: string): Promise<Badges> {
    try {
      const suggestions = vscode.workspace.getConfiguration('qrate', vscode.Uri.file(root)).get(SUGGESTIONS) === true;
      return await paced(badgeSteps(await this.#shoots.view(root), suggestions));
    } catch (error) {
      logError(this.#log, `decorate the files of ${root}`, error);
      return new Map();
    }
  }

  #forget(): void {
    this.#badges.clear();
    this.#changed.fire(undefined);
  }

  /** Nothing is drawn for a shoot that nobody has looked at. */
  async #update(root: string): Promise<void> {
    const before = await this.#badges.get(root);
    if (before === undefined) return this.#changed.fire(undefined);
    this.#badges.delete(root);
    const changed = changedBadges(before, await this.#of(root));
    if (changed.length > MANY) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire(changed.map((file) => vscode.Uri.file(file)));
  }
}

/** From here on VS Code asks for all visible files again sooner than it sorts out which ones changed. */
const MANY = 250;

function decoration({ text, verdict, by, rating }: Badge): vscode.FileDecoration {
  const stars = rating > 0 ? [vscode.l10n.t('{0} of 5 stars', rating)] : [];
  return new vscode.FileDecoration(text, ['qrate:', [...verdictText(verdict, by), ...stars].join(', ')].join(' '), color(verdict, by));
}

function verdictText(verdict: Badge['verdict'], by: Badge['by']): readonly string[] {
  if (verdict === null) return [];
  if (by === 'machine') return [vscode.l10n.t('suggested: {0}', verdictWord[verdict]())];
  return [verdict === 'pick' ? vscode.l10n.t('picked by you') : vscode.l10n.t('rejected by you')];
}

function color(verdict: Badge['verdict'], by: Badge['by']): vscode.ThemeColor | undefined {
  if (by === 'machine') return new vscode.ThemeColor('qrate.suggestionForeground');
  if (verdict === null) return undefined;
  return new vscode.ThemeColor(verdict === 'pick' ? 'qrate.pickForeground' : 'qrate.rejectForeground');
}
