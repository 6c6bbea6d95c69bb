import * as z from 'zod/mini';
import '../shared/controls';
import './picker.css';
import { Messenger } from '../../protocol/messages';
import {
  type PickerHostMethods,
  type PickerPageMethods,
  type PickerSnapshot,
  pickerHostReplies,
  pickerPageRequests,
} from '../../protocol/picker';
import { element } from '../shared/dom';
import { hostTransport, keepState } from '../shared/host';
import { PickerController } from './controller';
import type { PickerHost } from './host';
import { PickerApp } from './pickerApp';

// The page's policy forbids generated code.
z.config({ jitless: true });

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('the page has no #app');

let picker: PickerController | null = null;

const messenger = new Messenger<PickerHostMethods, PickerPageMethods>({
  transport: hostTransport,
  replies: pickerHostReplies,
  requests: pickerPageRequests,
  handlers: {
    update: async (snapshot) => {
      show(snapshot);
      return null;
    },
    command: async ({ name }) => {
      picker?.run(name);
      return null;
    },
  },
});

const host: PickerHost = {
  answer: (answer) => messenger.request('answer', answer),
  undo: (model) => messenger.request('undo', { model }),
  fullSize: (path, signal) => messenger.request('fullSize', { path }, { signal }),
  train: (model, signal, onProgress) => messenger.request('train', { model }, { signal, onProgress }),
  cull: () => messenger.request('cull', null),
  chooseModel: () => messenger.request('chooseModel', null),
  done: () => messenger.request('done', null),
};

// Only a page without an editor around it can lose its host.
window.addEventListener('qrate-lost', () => picker?.lost());

function show(snapshot: PickerSnapshot): void {
  keepState({ root: snapshot.root, model: snapshot.step.model });
  if (picker !== null) {
    picker.snapshot(snapshot);
    return;
  }
  picker = new PickerController(host, snapshot);
  const page = new PickerApp();
  page.picker = picker;
  app?.replaceChildren(page);
}

messenger.request('ready', null).then(show, (error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  app.replaceChildren(element('p', { class: 'problem', role: 'alert' }, text));
});
