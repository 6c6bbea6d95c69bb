import * as z from 'zod/mini';
import './charts.css';
import './marks.css';
import './selection.css';
import {
  type ChartsHostMethods,
  type ChartsPageMethods,
  type ChartsSnapshot,
  type ChartsState,
  chartsHostReplies,
  chartsPageRequests,
  parseChartsState,
} from '../../protocol/charts';
import { Messenger } from '../../protocol/messages';
import { hostTransport, keepState, keptState } from '../shared/host';
import { ChartsPage } from './chartsPage';
import { readSnapshot } from './shootData';

// The page's policy forbids generated code.
z.config({ jitless: true });

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('the page has no #app');

const page = new ChartsPage();
app.replaceChildren(page);

const host = new Messenger<ChartsHostMethods, ChartsPageMethods>({
  transport: hostTransport,
  replies: chartsHostReplies,
  requests: chartsPageRequests,
  handlers: {
    update: async (snapshot) => {
      show(snapshot);
      return null;
    },
  },
});

let failedText = '';
let kept: ChartsState | null = parseChartsState(keptState());
let keeping = 0;

page.actions = {
  act: (action, paths) => {
    if (paths.length === 0) return;
    if (action === 'openGrid') tell(host.request('openGrid', { paths: [...paths] }));
    else tell(host.request('decide', { paths: [...paths], verdict: action === 'unmark' ? null : action }));
  },
  explain: (path) => tell(host.request('explain', { path })),
  cull: (minSharpness) => tell(host.request('cull', { minSharpness })),
  keep: (state) => {
    window.clearTimeout(keeping);
    keeping = window.setTimeout(() => keepState(state), 100);
  },
};

/** What the host refuses is said in the page; its log has the details. */
function tell(request: Promise<null>): void {
  page.problem = '';
  request.catch((error: unknown) => {
    page.problem = error instanceof Error && error.message !== '' ? error.message : failedText;
  });
}

function show(snapshot: ChartsSnapshot): void {
  failedText = snapshot.strings.failed;
  page.show(readSnapshot(snapshot));
  if (kept !== null) page.restore(kept);
  kept = null;
}

host.request('ready', null).then(show, (error: unknown) => {
  page.problem = error instanceof Error ? error.message : String(error);
});
