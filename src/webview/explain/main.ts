import * as z from 'zod/mini';
import './explain.css';
import {
  type ExplainHostMethods,
  type ExplainPanelMethods,
  type ExplainSnapshot,
  explainHostReplies,
  explainPanelRequests,
} from '../../protocol/explain';
import { Messenger } from '../../protocol/messages';
import { hostTransport, keepState } from '../shared/host';
import { ExplainPage } from './explainPage';

// The page's policy forbids generated code.
z.config({ jitless: true });

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('the page has no #app');

let failedText = '';
const host = new Messenger<ExplainHostMethods, ExplainPanelMethods>({
  transport: hostTransport,
  replies: explainHostReplies,
  requests: explainPanelRequests,
  handlers: {
    update: async (snapshot) => {
      show(snapshot);
      return null;
    },
  },
});

const page = new ExplainPage(app, {
  decide: (path, verdict) => tell(host.request('decide', { path, verdict })),
  show: (path) => tell(host.request('show', { path })),
  open: (path) => tell(host.request('open', { path })),
  polish: (path) =>
    host.request('polish', { path }).catch((error: unknown) => {
      complain(error);
      return null;
    }),
});

/** What the host refuses is said in the page; its log has the details. */
function tell(request: Promise<null>): void {
  request.catch(complain);
}

function complain(error: unknown): void {
  page.complain(error instanceof Error && error.message !== '' ? error.message : failedText);
}

function show(snapshot: ExplainSnapshot): void {
  failedText = snapshot.strings.failed;
  keepState({ root: snapshot.root, path: snapshot.path });
  page.update(snapshot);
}

host.request('ready', null).then(show, (error: unknown) => page.complain(String(error)));
