import * as z from 'zod/mini';
import '../shared/controls';
import './grid.css';
import { type GridHostMethods, type GridPageMethods, type GridSnapshot, gridHostReplies, gridPageRequests } from '../../protocol/grid';
import { parsePageState } from '../../protocol/gridPageState';
import { Messenger } from '../../protocol/messages';
import { element } from '../shared/dom';
import { hostTransport, keepState, keptState } from '../shared/host';
import { GridController } from './controller';
import { GridApp } from './gridApp';
import type { GridHost } from './host';
import { keepInStep } from './keeping';

// The page's policy forbids generated code.
z.config({ jitless: true });

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('the page has no #app');

let grid: GridController | null = null;

/** Messages before the first snapshot are in it. */
const withGrid = async (run: (grid: GridController) => void): Promise<null> => {
  if (grid !== null) run(grid);
  return null;
};

const messenger = new Messenger<GridHostMethods, GridPageMethods>({
  transport: hostTransport,
  replies: gridHostReplies,
  requests: gridPageRequests,
  handlers: {
    update: async (snapshot) => {
      show(snapshot);
      return null;
    },
    patch: (patch) => withGrid((it) => it.patch(patch)),
    command: ({ name }) => withGrid((it) => it.run(name)),
    reveal: ({ path }) => withGrid((it) => it.reveal(path)),
    settings: (settings) => withGrid((it) => it.settings(settings)),
  },
});

const host: GridHost = {
  decide: async (changes) => {
    const [only] = changes;
    if (changes.length === 1 && only !== undefined) await messenger.request('decide', only);
    else await messenger.request('decideMany', { changes });
  },
  undo: () => messenger.request('undo', null),
  redo: () => messenger.request('redo', null),
  details: (path) => messenger.request('details', { path }),
  fullSize: (path, signal) => messenger.request('fullSize', { path }, { signal }),
  open: async (path) => void (await messenger.request('open', { path })),
  explain: async (path) => void (await messenger.request('explain', { path })),
  reveal: async (path) => void (await messenger.request('reveal', { path })),
  cull: async () => void (await messenger.request('cull', null)),
  changeKeys: async () => void (await messenger.request('changeKeys', null)),
  search: (query, signal) => messenger.request('search', query, { signal }),
  remedy: async (remedy) => void (await messenger.request('remedy', { remedy })),
  context: async (context) => void (await messenger.request('context', context)),
};

/** The state that this page kept itself is newer than the one that the host was handed. */
function show(snapshot: GridSnapshot): void {
  if (grid !== null) {
    grid.snapshot(snapshot);
    return;
  }
  grid = new GridController(host, snapshot, parsePageState(keptState()) ?? snapshot.state);
  keepInStep(grid, keepState);
  const page = new GridApp();
  page.grid = grid;
  app?.replaceChildren(page);
}

/** The snapshot comes ahead of the answer, or as the answer. */
async function begin(): Promise<void> {
  const first = await messenger.request('ready', null);
  const snapshot = first ?? (grid === null ? await messenger.request('ready', null) : null);
  if (snapshot !== null) show(snapshot);
}

begin().catch((error: unknown) => app.replaceChildren(element('p', { class: 'problem', role: 'alert' }, String(error))));
