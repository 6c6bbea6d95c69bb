import path from 'node:path';
import { PickerSession, type PickerShoot } from '../../picker/pickerSession';
import { photoAt } from '../../picker/pickerStep';
import { Messenger, type Transport } from '../../protocol/messages';
import {
  type PickerHostMethods,
  type PickerPageMethods,
  type PickerSnapshot,
  pickerHostRequests,
  pickerPageReplies,
} from '../../protocol/picker';
import { pickerTexts } from '../../protocol/texts/pickerTexts';
import { ENGLISH } from '../../protocol/texts/translator';
import { openBrowser } from './browser';
import { LocalServer } from './localServer';
import { ServedPictures } from './pictures';

export interface Asking {
  readonly shoot: PickerShoot;
  readonly model: string;
  readonly bursts: number;
  readonly signal: AbortSignal;
  /** Folder of the bundled pages. */
  readonly pages: string;
  /** A line for the person, beside the answer of the command. */
  readonly log: (message: string) => void;
}

/**
 * Asks in a page of the system's browser, served by this process on this machine alone, until the person is done. Answers how many pairs
 * were answered. Rejects with the signal's reason.
 */
export async function askInBrowser({ shoot, model, bursts, signal, pages, log }: Asking): Promise<number> {
  const pictures = new ServedPictures((await shoot.view()).cacheDir);
  const full = async ({ file }: { readonly file: string }, photo: string) => {
    const { preview } = photoAt((await shoot.view()).photos, photo) ?? { preview: null };
    return pictures.full(preview?.contentId ?? '', file);
  };
  const uris = { preview: pictures.preview, thumb: pictures.thumb, full };
  const session = new PickerSession({ shoot: async () => shoot, view: () => shoot.view(), model, bursts, uris });
  let [end, stop] = [(): void => undefined, (_reason: unknown): void => undefined];
  const done = new Promise<void>((resolve, reject) => {
    [end, stop] = [resolve, reject];
  });
  const server = await LocalServer.start({
    title: `${path.basename(shoot.root)} · qrate learn`,
    assets: pages,
    pictures,
    onPage: (transport) => talk(transport, { session, name: path.basename(shoot.root), onDone: end, log }),
    log,
  });
  try {
    signal.throwIfAborted();
    // Not before the server is there: until then nobody hears what this rejects with.
    signal.addEventListener('abort', () => stop(signal.reason), { once: true });
    log(`Asking at ${server.address}\nPress Done there, or Ctrl+C here, to end.`);
    openBrowser(server.address, (why) => log(`No browser could be opened (${why}). Open the address yourself.`));
    await done;
    return session.answers;
  } finally {
    await server.close();
  }
}

interface Talk {
  readonly session: PickerSession;
  readonly name: string;
  readonly onDone: () => void;
  readonly log: (message: string) => void;
}

/** The conversation with one page. What it returns ends it. */
function talk(transport: Transport, { session, name, onDone, log }: Talk): () => void {
  const about: Omit<PickerSnapshot, 'root' | 'step'> = {
    name,
    language: 'en',
    keys: 'page',
    cull: 'command',
    choosesModel: false,
    strings: pickerTexts(ENGLISH),
  };
  const notHere = async (): Promise<never> => {
    throw new Error('There is no such thing in this page.');
  };
  const messenger = new Messenger<PickerPageMethods, PickerHostMethods>({
    transport,
    replies: pickerPageReplies,
    requests: pickerHostRequests,
    handlers: {
      ...session.handlers,
      ready: () => session.snapshot(about),
      cull: notHere,
      chooseModel: notHere,
      done: async () => {
        // The page hears that it is done before its host goes.
        setImmediate(onDone);
        return null;
      },
    },
    onProtocolError: (error) => log(`page: ${error.message}`),
  });
  return () => messenger.close(new Error('the page is gone'));
}
