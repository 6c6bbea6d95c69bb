import * as vscode from 'vscode';
import type { PhotoView } from '../../core/model';
import { nextTurn } from '../../core/pace';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { IndexRuns } from '../indexRuns';
import { stepText } from '../progress';
import type { Shoots } from '../shoots';
import { pickCount } from '../words';
import { countPicks } from './verdicts';

export interface StatusBarServices {
  readonly shoots: Shoots;
  readonly indexing: IndexRuns;
  readonly log: vscode.LogOutputChannel;
  /** Whether new frames of a shoot are shown at once. */
  readonly isTethered: (root: string) => boolean;
}

/** What the shoots of the window hold, as far as it shows in the status bar and in the welcome texts. */
type State = 'none' | 'empty' | 'indexed' | 'culled';

interface Summary {
  readonly state: State;
  readonly picks: { readonly decided: number; readonly suggested: number };
  readonly tethered: boolean;
  /** Whether the person has picked or rejected any photo. */
  readonly decided: boolean;
}

/** Live progress while photos are indexed, then "12 picks" over all shoots of the window; a click opens what can be done. */
export class StatusBar extends Disposable {
  readonly #services: StatusBarServices;
  readonly #item: vscode.StatusBarItem;
  #generation = 0;
  #summary: Summary | null = null;

  constructor(services: StatusBarServices) {
    super();
    this.#services = services;
    this.#item = this._register(vscode.window.createStatusBarItem('qrate.picks', vscode.StatusBarAlignment.Left));
    this.#item.name = vscode.l10n.t('qrate');
    this.#item.command = 'qrate.menu';
    this._register(services.shoots.onDidChange(() => void this.update()));
    this._register(services.indexing.onDidChange(() => this.#draw()));
  }

  /** The text that is shown, or `null` where the item is hidden. */
  get text(): string | null {
    return this.#summary === null || (this.#summary.state === 'none' && this.#services.indexing.running.length === 0)
      ? null
      : this.#item.text;
  }

  /** Counts again. Never rejects: a shoot that cannot be read is left out, and the view says why. */
  async update(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const summary = await this.#count();
    if (generation !== this.#generation) return;
    this.#summary = summary;
    this.#draw();
  }

  async #count(): Promise<Summary> {
    const { shoots, log, isTethered } = this.#services;
    const roots = await shoots.roots();
    const results = await Promise.allSettled(roots.map((root) => shoots.view(root)));
    // Everybody hears of a view in the same turn of the event loop; each takes one of its own.
    await nextTurn();
    for (const result of results) if (result.status === 'rejected') logError(log, 'count picks', result.reason);
    const views = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const photos = views.flatMap((view) => view.photos);
    const culled = views.some(({ recipe }) => recipe !== null);
    const decided = photos.some(({ decision }) => decision?.verdict != null);
    return { state: stateOf(views.length, photos, culled), picks: countPicks(photos), tethered: roots.some(isTethered), decided };
  }

  #draw(): void {
    const { running } = this.#services.indexing;
    setContext('qrate.indexing', running.length > 0);
    if (this.#summary !== null) {
      setContext('qrate.state', this.#summary.state);
      setContext('qrate.decided', this.#summary.decided);
    }
    const [run] = running;
    if (run !== undefined) {
      this.#show('sync~spin', vscode.l10n.t('qrate {0} %', Math.floor(run.percent)), run.step === null ? '' : stepText(run.step));
    } else if (this.#summary === null || this.#summary.state === 'none') {
      this.#item.hide();
    } else {
      this.#drawSummary(this.#summary);
    }
  }

  #drawSummary({ state, picks, tethered }: Summary): void {
    const icon = tethered ? 'radio-tower' : 'pass';
    const watched = tethered ? [vscode.l10n.t('New frames are shown as they come in.')] : [];
    const isOpen = state !== 'culled' && picks.decided === 0;
    const counts = vscode.l10n.t('{0} picked by you, {1} suggested.', picks.decided, picks.suggested);
    const text = isOpen ? notCulled(state) : pickCount(picks.decided + picks.suggested);
    this.#show(icon, text, [...(isOpen ? [] : [counts]), ...watched].join(' '));
  }

  #show(icon: string, text: string, detail: string): void {
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = [`qrate: ${detail}`, vscode.l10n.t('Click for what you can do.')].join(' ');
    this.#item.accessibilityInformation = { label: `qrate: ${text}. ${detail}` };
    this.#item.show();
  }
}

function stateOf(views: number, photos: readonly PhotoView[], culled: boolean): State {
  if (views === 0) return 'none';
  if (photos.length === 0) return 'empty';
  return culled ? 'culled' : 'indexed';
}

const notCulled = (state: State): string => (state === 'empty' ? vscode.l10n.t('no photos') : vscode.l10n.t('not culled yet'));

const setContext = (key: string, value: unknown): void => void vscode.commands.executeCommand('setContext', key, value);
