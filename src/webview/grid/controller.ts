import type { GridCommand, GridDecision, GridPatch, GridSettings, GridSnapshot, GridUndone } from '../../protocol/grid';
import type { GridPageState } from '../../protocol/gridPageState';
import { fill } from '../shared/dom';
import { COMMANDS } from './commands';
import { crown } from './compare';
import { type Deciding, decidingFor, keepOnly } from './deciding';
import { addPending, applyPatch, confirmPending, dropPending } from './edits';
import type { GridHost } from './host';
import { stepCluster, stepFrame } from './navigate';
import { LookSearch } from './search';
import { firstState, nextState } from './snapshot';
import { activeFrame, type GridState, type Said } from './state';
import { Store } from './store';
import { activate, reveal, targets, withData } from './transitions';
import { nameOf, subject } from './words';

/** What only the page's elements know or can do. */
export interface GridSurface {
  /** How many frames a page has. */
  pageSize(): number;
  /** Puts the focus into the search field. */
  find(): void;
  /** Puts the focus back to the frames. */
  focusFrames(): void;
  /** Zooms the loupe in or out, at its centre. */
  toggleZoom(): void;
  /** Moves the zoomed pictures by a step into a direction. */
  panStep(x: number, y: number): void;
}

const CLOSES_THE_SHEET: ReadonlySet<GridCommand> = new Set(['help', 'escape']);

/** Before there is a page. */
const NO_SURFACE: GridSurface = {
  pageSize: () => 1,
  find: () => undefined,
  focusFrames: () => undefined,
  toggleZoom: () => undefined,
  panStep: () => undefined,
};

/** Turns keys, clicks and the host's messages into new states, and decisions into requests. */
export class GridController {
  readonly store: Store;
  readonly host: GridHost;
  surface: GridSurface = NO_SURFACE;
  readonly search = new LookSearch(this);
  #nextId = 1;
  /** How often the active frame became another one, undo and redo aside. */
  #moves = 0;

  constructor(host: GridHost, snapshot: GridSnapshot, kept: GridPageState | null) {
    this.host = host;
    this.store = new Store(firstState(snapshot, kept));
    this.search.again();
  }

  get state(): GridState {
    return this.store.state;
  }

  readonly update = (change: (state: GridState) => GridState): void => {
    const { active } = this.state.look;
    this.store.update(change);
    if (this.state.look.active !== active) this.#moves += 1;
  };

  /** What a key does. Where the focus is, the sheet of keys is over everything: only what closes it works. */
  run(name: GridCommand): void {
    if (this.state.look.helpOpen && !CLOSES_THE_SHEET.has(name)) return;
    const rows = targets(this.state);
    const deciding = decidingFor(name, this.state, rows);
    if (deciding !== null) this.decide(rows, deciding);
    else COMMANDS[name]?.(this);
  }

  snapshot(snapshot: GridSnapshot): void {
    this.update((state) => nextState(state, snapshot));
    this.search.again();
  }

  patch(patch: GridPatch): void {
    this.update((state) => withData(state, applyPatch(state.data, patch)));
  }

  settings(settings: GridSettings): void {
    this.update((state) => ({ ...state, data: { ...state.data, settings } }));
  }

  say(text: string, kind: Said['kind'] = 'info'): void {
    this.update((state) => ({ ...state, said: { text, kind, serial: state.said.serial + 1 } }));
  }

  /** Shows a photo that the host names. */
  reveal(path: string): void {
    const row = this.state.data.rowOf.get(path);
    if (row === undefined) return;
    const { state, cleared } = reveal(this.state, row);
    this.update(() => (state.look.mode === 'compare' ? { ...state, look: { ...state.look, mode: 'grid', compared: [] } } : state));
    if (cleared) this.say(fill(state.data.strings.said.hiddenByFilter, nameOf({ path })));
  }

  /** One decision about some rows; a single frame's may move on to the next. */
  decide(rows: readonly number[], { patch, words }: Deciding): void {
    if (rows.length === 0) return;
    const before = this.state;
    const { data, look } = before;
    const paths = rows.flatMap((row) => data.rows[row]?.path ?? []);
    this.#send([{ paths, patch }]);
    const isSelection = look.mode === 'grid' && look.selection.size > 0;
    const more = isSelection || rows[0] !== look.active ? null : this.#goOn(before, patch.verdict === 'pick');
    const outcome = this.#outcome(before, rows, words(data.strings, subject(data.rows, rows, data.strings)));
    this.say(more === null ? outcome : `${outcome}. ${more}`);
  }

  /** Keeps the active frame, rejects the others of its group and goes on to the next group. */
  keepOnly(): void {
    const { data, look, shown } = this.state;
    const kept = keepOnly(this.state);
    if (kept === null) return;
    const next = stepCluster(shown, data.groups, { row: look.active, by: 1 });
    const name = nameOf(activeFrame(this.state) ?? { path: '' });
    this.#send(kept.changes);
    if (this.state.look.mode !== 'compare') this.update((state) => ((state.shown.placeOf[next] ?? -1) < 0 ? state : activate(state, next)));
    const { said } = data.strings;
    this.say(kept.others === 0 ? fill(said.keptOnlySingle, name) : fill(said.keptOnly, name, kept.others));
  }

  undo(): void {
    void this.#take('undo');
  }

  redo(): void {
    void this.#take('redo');
  }

  /** Asks the host for something that changes nothing here; what it refuses is said. */
  ask(request: Promise<unknown>): void {
    request.catch((error: unknown) => this.say(this.#sentence(error), 'problem'));
  }

  #send(changes: readonly GridDecision[]): void {
    const id = this.#nextId++;
    this.update((state) => withData(state, addPending(state.data, { id, changes })));
    this.host.decide(changes).then(
      () => this.update((state) => withData(state, confirmPending(state.data, id))),
      (error: unknown) => {
        this.update((state) => withData(state, dropPending(state.data, id)));
        this.say(fill(this.state.data.strings.said.refused, this.#sentence(error)), 'problem');
      },
    );
  }

  /**
   * What follows a decision, and words for it. Never lands on nothing: where the filter took the frame away the next one is active
   * already, and at the end it stays.
   */
  #goOn({ look, data }: GridState, picked: boolean): string | null {
    if (look.mode === 'compare') return look.champion && picked && look.active === look.compared[1] ? this.#crown() : null;
    if (data.settings.autoAdvance && this.state.look.active === look.active)
      this.update((state) => activate(state, stepFrame(state.shown, look.active, 1)));
    return null;
  }

  #crown(): string {
    const name = nameOf(activeFrame(this.state) ?? { path: '' });
    this.update(crown);
    return fill(this.state.data.strings.said.newChampion, name);
  }

  /** The words for a decision, and whether it took its frames out of sight. */
  #outcome(before: GridState, rows: readonly number[], words: string): string {
    const isGone = (row: number) => (before.shown.placeOf[row] ?? -1) >= 0 && (this.state.shown.placeOf[row] ?? -1) < 0;
    return rows.every(isGone) ? fill(before.data.strings.said.leftFilter, words) : words;
  }

  async #take(way: 'undo' | 'redo'): Promise<void> {
    const { said } = this.state.data.strings;
    const moves = this.#moves;
    try {
      const { label, paths, note }: GridUndone = await this.host[way]();
      if (label === null) {
        this.say(way === 'undo' ? said.nothingToUndo : said.nothingToRedo);
        return;
      }
      // Who has gone on meanwhile must not be taken back: the next key would act on another frame than the one in sight.
      if (moves === this.#moves) this.#goTo(paths);
      const words = fill(way === 'undo' ? said.undone : said.redone, label);
      this.say(note === null ? words : `${words}. ${note}`);
    } catch (error) {
      this.say(this.#sentence(error), 'problem');
    }
  }

  /** To the first photo of an undone step, where it is shown. */
  #goTo(paths: readonly string[]): void {
    const rows = paths.flatMap((path) => this.state.data.rowOf.get(path) ?? []);
    const row = rows.includes(this.state.look.active) ? undefined : rows.find((it) => (this.state.shown.placeOf[it] ?? -1) >= 0);
    if (row !== undefined && this.state.look.mode !== 'compare') this.store.update((state) => activate(state, row));
  }

  #sentence(error: unknown): string {
    return error instanceof Error && error.message !== '' ? error.message : this.state.data.strings.said.failed;
  }
}
