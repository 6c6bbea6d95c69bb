import * as z from 'zod/mini';
import './photo.css';
import { Messenger } from '../../protocol/messages';
import { type PhotoHostMethods, type PhotoPageMethods, parseLook, photoHostReplies, photoPageRequests } from '../../protocol/photo';
import { hostTransport, keepState, keptState } from '../shared/host';
import { PhotoPage } from './photoPage';

// The page's policy forbids generated code.
z.config({ jitless: true });

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('the page has no #app');

const host = new Messenger<PhotoHostMethods, PhotoPageMethods>({
  transport: hostTransport,
  replies: photoHostReplies,
  requests: photoPageRequests,
  handlers: {
    update: async (snapshot) => {
      page.update(snapshot);
      return null;
    },
    command: async ({ name }) => {
      page.run(name);
      return null;
    },
  },
});

const page = new PhotoPage(app, {
  look: parseLook(keptState()),
  keepLook: keepState,
  decide: (decision) => tell(host.request('decide', decision)),
  open: (path) => tell(host.request('open', { path })),
  explain: () => tell(host.request('explain', null)),
  index: () => tell(host.request('index', null)),
  fullSize: () => host.request('fullSize', null),
});

/** What the host refuses is said in the page; its log has the details. */
function tell(request: Promise<null>): void {
  request.catch((error: unknown) => page.complain(error));
}

host.request('ready', null).then(
  (snapshot) => page.update(snapshot),
  (error: unknown) => page.complain(error),
);
