/// <reference lib="dom" />
import {
  type GridCommand,
  type GridDecision,
  type GridHistory,
  type GridHostMethods,
  type GridPageMethods,
  type GridRowPatch,
  type GridSettings,
  type GridSnapshot,
  gridHostRequests,
  gridPageReplies,
} from '../../../src/protocol/grid';
import { parsePageState } from '../../../src/protocol/gridPageState';
import type { GridFound, GridQuery } from '../../../src/protocol/gridSearch';
import type { GridStrings } from '../../../src/protocol/gridStrings';
import { type Handlers, Messenger } from '../../../src/protocol/messages';
import { detailsOf } from './fakeGridDetails';
import { encodedShoot, type SyntheticShoot, syntheticShoot } from './syntheticShoot';

/** The extension's side of the grid, in the same page: what VS Code would be, for tests in a plain browser. */

export interface FakeHostOptions {
  readonly count: number;
  readonly strings: GridStrings;
  readonly cacheBase: string;
  readonly culled: boolean;
  readonly autoAdvance: boolean;
  readonly first: 'answer' | 'ahead' | 'lost';
}

/** What a test reads and sets. */
export interface FakeHostControls {
  /** Every request but `context`, in order. */
  readonly asked: { readonly method: string; readonly body: unknown }[];
  /** Where the page last said the person is. */
  context: unknown;
  /** Milliseconds before a decision is answered. */
  delay: number;
  /** A sentence with which the next decision is refused. */
  refuse: string | null;
  /** What every search answers; `null` = photos. */
  found: GridFound | null;
  /** Milliseconds before a search is answered. */
  searchDelay: number;
  command(name: GridCommand): Promise<null>;
  reveal(path: string): Promise<null>;
  settings(settings: GridSettings): Promise<null>;
  /** A new snapshot; `drop`: paths that are gone. */
  update(drop?: readonly string[]): Promise<null>;
  /** `performance.now()` when the first snapshot was posted. */
  postedAt: number;
  decided(path: string): { decided: string | null; rating: number | null; label: string | null };
}

interface Step {
  readonly label: string;
  readonly before: readonly GridRowPatch[];
  readonly after: readonly GridRowPatch[];
}

const STATE_KEY = 'fake vscode state';

export class FakeHost implements FakeHostControls {
  readonly asked: { method: string; body: unknown }[] = [];
  context: unknown = null;
  delay = 0;
  refuse: string | null = null;
  found: GridFound | null = null;
  searchDelay = 0;
  postedAt = 0;
  readonly #options: FakeHostOptions;
  readonly #messenger: Messenger<GridPageMethods, GridHostMethods>;
  readonly #listeners = new Set<(message: unknown) => void>();
  #shoot: SyntheticShoot;
  #settings: GridSettings;
  #revision = 1;
  /** Whether the page was sent a snapshot before it asked. */
  #isAhead: boolean;
  #undo: Step[] = [];
  #redo: Step[] = [];

  constructor(options: FakeHostOptions) {
    this.#options = options;
    this.#shoot = syntheticShoot(options.count);
    if (!options.culled) this.#shoot = { ...this.#shoot, rows: this.#shoot.rows.map((row) => ({ ...row, suggested: null, reason: null })) };
    this.#settings = { autoAdvance: options.autoAdvance };
    this.#isAhead = options.first !== 'answer';
    this.#messenger = new Messenger<GridPageMethods, GridHostMethods>({
      transport: {
        post: (message) => window.postMessage(message, '*'),
        onMessage: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      replies: gridPageReplies,
      requests: gridHostRequests,
      handlers: this.#handlers(),
    });
    if (options.first === 'ahead') void this.#messenger.request('update', this.#snapshot());
  }

  /** What the page gets from `acquireVsCodeApi`. Messages are cloned, as between processes. */
  api() {
    return {
      postMessage: (message: unknown) => {
        const copy = structuredClone(message);
        setTimeout(() => {
          for (const listener of this.#listeners) listener(copy);
        });
      },
      setState: (state: unknown) => sessionStorage.setItem(STATE_KEY, JSON.stringify(state)),
      getState: (): unknown => JSON.parse(sessionStorage.getItem(STATE_KEY) ?? 'null') ?? undefined,
    };
  }

  command = (name: GridCommand) => this.#messenger.request('command', { name });
  reveal = (path: string) => this.#messenger.request('reveal', { path });

  settings(settings: GridSettings): Promise<null> {
    this.#settings = settings;
    return this.#messenger.request('settings', settings);
  }

  update(drop: readonly string[] = []): Promise<null> {
    this.#revision += 1;
    if (drop.length > 0) this.#drop(new Set(drop));
    return this.#messenger.request('update', this.#snapshot());
  }

  decided(path: string) {
    const row = this.#shoot.rows.find((it) => it.path === path);
    if (row === undefined) throw new Error(`no photo ${path}`);
    return { decided: row.decided, rating: row.rating, label: row.label };
  }

  /** Photos without siblings alone: the others' groups would have to be made anew. */
  #drop(paths: ReadonlySet<string>): void {
    const { rows, groups } = this.#shoot;
    const moved = new Map<number, number>();
    const kept = rows.filter((row, at) => {
      if (paths.has(row.path)) return false;
      moved.set(at, moved.size);
      return true;
    });
    const move = (row: number) => moved.get(row) ?? -1;
    this.#shoot = {
      rows: kept,
      groups: groups.map((group) => ({ ...group, best: group.best === null ? null : move(group.best), members: group.members.map(move) })),
    };
  }

  #handlers(): Handlers<GridHostMethods> {
    const note = (method: string, body: unknown) => this.asked.push({ method, body });
    const plain = (method: string) => async (body: unknown) => {
      note(method, body);
      return null;
    };
    return {
      ready: async () => {
        note('ready', null);
        if (this.#isAhead) {
          this.#isAhead = false;
          return null;
        }
        const snapshot = this.#snapshot();
        this.postedAt = performance.now();
        return snapshot;
      },
      decide: async (body) => {
        note('decide', body);
        return this.#decide([body]);
      },
      decideMany: async (body) => {
        note('decideMany', body);
        return this.#decide(body.changes);
      },
      undo: async () => this.#take('undo'),
      redo: async () => this.#take('redo'),
      details: async ({ path }) => {
        note('details', { path });
        return detailsOf(path);
      },
      fullSize: async ({ path }) => {
        note('fullSize', { path });
        return { uri: `${this.#options.cacheBase}/full/${encodeURIComponent(path)}`, width: 6000, height: 4000 };
      },
      open: plain('open'),
      explain: plain('explain'),
      reveal: plain('reveal'),
      cull: plain('cull'),
      changeKeys: plain('changeKeys'),
      remedy: plain('remedy'),
      search: (query, { signal }) => this.#search(query, signal),
      context: async (context) => {
        this.context = context;
        return null;
      },
    };
  }

  /** Every 7th photo, from the back: nothing that a page could find by itself. */
  async #search(query: GridQuery, signal: AbortSignal): Promise<GridFound> {
    this.asked.push({ method: 'search', body: query });
    if (this.searchDelay > 0)
      await new Promise<void>((resolve, reject) => {
        const done = setTimeout(resolve, this.searchDelay);
        signal.addEventListener('abort', () => {
          clearTimeout(done);
          this.asked.push({ method: 'search cancelled', body: query });
          reject(signal.reason);
        });
      });
    if (this.found !== null) return this.found;
    const own = 'like' in query ? [query.like] : [];
    const others = this.#shoot.rows.filter((row, at) => at % 7 === 0 && !own.includes(row.path)).reverse();
    return { matches: [...own, ...others.map(({ path }) => path)], fit: own.length + 6, unknown: 0 };
  }

  #snapshot(): GridSnapshot {
    const { strings, cacheBase, culled } = this.#options;
    return {
      root: '/shoots/synthetic',
      name: 'synthetic',
      revision: this.#revision,
      ...encodedShoot(this.#shoot),
      cacheBase,
      culled,
      minSharpness: culled ? 100 : null,
      settings: this.#settings,
      history: this.#history(),
      strings,
      state: parsePageState(null),
    };
  }

  #history(): GridHistory {
    return { undo: this.#undo.at(-1)?.label ?? null, redo: this.#redo.at(-1)?.label ?? null };
  }

  async #decide(changes: readonly GridDecision[]): Promise<null> {
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.refuse !== null) {
      const sentence = this.refuse;
      this.refuse = null;
      throw new Error(sentence);
    }
    const after = changes.flatMap(({ paths, patch }) => paths.map((path) => this.#rowPatch(path, patch)));
    const before = after.map(({ row }) => this.#current(row));
    this.#undo.push({ label: `Decision about ${after.length}`, before, after });
    this.#redo = [];
    await this.#apply(after);
    return null;
  }

  #rowPatch(path: string, { verdict, rating, label }: GridDecision['patch']): GridRowPatch {
    const row = this.#shoot.rows.findIndex((it) => it.path === path);
    return {
      row,
      ...(verdict === undefined ? {} : { decided: verdict }),
      ...(rating === undefined ? {} : { rating }),
      ...(label === undefined ? {} : { label }),
    };
  }

  #current(row: number): GridRowPatch {
    const { decided = null, rating = null, label = null } = this.#shoot.rows[row] ?? {};
    return { row, decided, rating, label };
  }

  async #apply(patches: readonly GridRowPatch[]): Promise<void> {
    const rows = this.#shoot.rows.slice();
    for (const { row, ...fields } of patches) {
      const known = rows[row];
      if (known !== undefined) rows[row] = { ...known, ...(fields as object) };
    }
    this.#shoot = { ...this.#shoot, rows };
    await this.#messenger.request('patch', { revision: this.#revision, rows: [...patches], groups: [], history: this.#history() });
  }

  async #take(way: 'undo' | 'redo') {
    const [from, to] = way === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
    const step = from.pop();
    if (step === undefined) return { label: null, paths: [], note: null };
    to.push(step);
    await this.#apply(way === 'undo' ? step.before : step.after);
    return { label: step.label, paths: step.before.flatMap(({ row }) => this.#shoot.rows[row]?.path ?? []), note: null };
  }
}

/** The manifest's keys in short; a test inside VS Code checks the real ones. */
const KEYS: Readonly<Record<string, GridCommand>> = {
  p: 'pick',
  x: 'reject',
  u: 'unmark',
  0: 'rate0',
  1: 'rate1',
  2: 'rate2',
  3: 'rate3',
  4: 'rate4',
  5: 'rate5',
  6: 'label6',
  7: 'label7',
  8: 'label8',
  9: 'label9',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  'Shift+ArrowRight': 'extendRight',
  'Shift+ArrowLeft': 'extendLeft',
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  ' ': 'select',
  'Control+a': 'selectAll',
  Escape: 'escape',
  z: 'zoom',
  c: 'compare',
  Enter: 'loupe',
  f: 'loupe',
  b: 'burst',
  'Shift+P': 'keepOnly',
  'Control+z': 'undo',
  'Control+Shift+Z': 'redo',
  'Shift+?': 'help',
  'Control+f': 'find',
  w: 'findByLook',
  l: 'findLike',
  i: 'toggleSide',
};

declare global {
  interface Window {
    fakeHostOptions: FakeHostOptions;
    host: FakeHostControls;
    /** Milliseconds from the first snapshot to the first frames, and to their pictures. */
    firstScreen: Promise<{ readonly frames: number; readonly pictures: number }>;
    acquireVsCodeApi: () => ReturnType<FakeHost['api']>;
  }
}

const host = new FakeHost(window.fakeHostOptions);
window.host = host;
window.acquireVsCodeApi = () => host.api();
// As VS Code does: on the window, after everything in the page has had its say.
window.addEventListener('keydown', (event) => {
  const name = `${event.ctrlKey ? 'Control+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`;
  const command = KEYS[name];
  if (command !== undefined) void host.command(command);
});

window.firstScreen = (async () => {
  const cells = () => {
    const app = document.querySelector('qrate-grid-app')?.shadowRoot;
    return [...(app?.querySelector('qrate-grid-view')?.shadowRoot?.querySelectorAll('.cell') ?? [])];
  };
  const until = async (test: () => boolean) => {
    while (!test()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - host.postedAt;
  };
  const frames = await until(() => cells().length > 0);
  const isInSight = (it: Element) => it.getBoundingClientRect().top < window.innerHeight;
  const pictures = await until(() =>
    cells()
      .filter(isInSight)
      .every((cell) => [...cell.querySelectorAll('img')].every((it) => it.complete && it.naturalWidth > 0)),
  );
  return { frames, pictures };
})();
