/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { PickerSession } from '../../../src/picker/pickerSession';
import { Messenger } from '../../../src/protocol/messages';
import {
  type PickerCommand,
  type PickerHostMethods,
  type PickerPageMethods,
  type PickerSnapshot,
  pickerHostRequests,
  pickerPageReplies,
} from '../../../src/protocol/picker';
import { pickerTexts } from '../../../src/protocol/texts/pickerTexts';
import { ENGLISH } from '../../../src/protocol/texts/translator';
import { launchBrowser } from '../../host/browser.mjs';
import { FakeTaste, neighbours, pickerPhotos, pickerShoot } from '../../support/fakeTaste';
import { picture } from './gridHarness';
import { builtPage, CACHED, type LocalServer, type Reply, serve } from './localServer';
import type { ThemeName } from './themes';
import { webviewPage } from './webviewPage';

/** The picker's page in a plain Chromium, with its real conversation on this side and a taste that is made up. */

const PHOTOS = 24;

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Photos of the shoot; half as many pairs. */
  readonly photos?: number;
  readonly keys?: PickerSnapshot['keys'];
  readonly reducedMotion?: boolean;
  readonly taste?: (taste: FakeTaste) => void;
}

export interface Opened {
  readonly page: Page;
  readonly taste: FakeTaste;
  /** Methods that the page asked for, in order. */
  readonly asked: readonly string[];
  update(): Promise<void>;
}

export class PickerHarness {
  /** Errors of the pages so far, breaches of their policy among them. */
  readonly problems: string[] = [];
  /** Pictures that were asked for, in order. */
  readonly requests: string[] = [];
  #theme: ThemeName = 'dark';

  private constructor(
    private readonly browser: Browser,
    private readonly server: LocalServer,
    private readonly previews: readonly Buffer[],
  ) {}

  static async start(): Promise<PickerHarness> {
    const previews = await Promise.all(Array.from({ length: 5 }, (_, at) => picture(at)));
    const server = await serve((pathname) => harness.#answer(pathname), CACHED);
    const harness: PickerHarness = new PickerHarness(await launchBrowser(), server, previews);
    return harness;
  }

  async open(options: OpenOptions = {}): Promise<Opened> {
    const { theme = 'dark', width = 1280, height = 800, photos = PHOTOS, keys = 'host', reducedMotion = false } = options;
    this.#theme = theme;
    const context = await this.browser.newContext({
      viewport: { width, height },
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => this.problems.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && this.problems.push(message.text()));
    const all = pickerPhotos(photos);
    const taste = new FakeTaste(neighbours(all));
    options.taste?.(taste);
    const { asked, update } = await this.#host(page, { taste, all, keys });
    await page.goto(`${this.server.base}/page`);
    await page.locator('qrate-picker-app').waitFor();
    return { page, taste, asked, update };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }

  /** What the editor's panel is, around the session that both share. */
  async #host(page: Page, { taste, all, keys }: { taste: FakeTaste; all: ReturnType<typeof pickerPhotos>; keys: PickerSnapshot['keys'] }) {
    const shoot = pickerShoot(all, taste);
    const asked: string[] = [];
    const address = (contentId: string, kind: string) => `${this.server.base}/cache/${contentId}${kind}.jpg`;
    const session = new PickerSession({
      shoot: async () => shoot,
      view: shoot.view,
      model: 'default',
      uris: {
        preview: (id) => address(id, ''),
        thumb: (id) => address(id, '.thumb'),
        full: (_, photo) => address(photo, '.full'),
      },
    });
    const snapshot = () =>
      session.snapshot({
        name: 'Wedding',
        language: 'en',
        keys,
        cull: keys === 'host' ? 'button' : 'command',
        choosesModel: keys === 'host',
        strings: pickerTexts(ENGLISH),
      });
    const note = (method: string) => async () => {
      asked.push(method);
      return null;
    };
    const listeners = new Set<(message: unknown) => void>();
    const messenger = new Messenger<PickerPageMethods, PickerHostMethods>({
      transport: {
        post: (message) => void page.evaluate((it) => window.postMessage(it, '*'), message).catch(() => undefined),
        onMessage: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      replies: pickerPageReplies,
      requests: pickerHostRequests,
      handlers: {
        ...session.handlers,
        ready: snapshot,
        cull: note('cull'),
        chooseModel: note('chooseModel'),
        done: note('done'),
      },
    });
    await page.exposeFunction('toHost', (message: unknown) => {
      for (const listener of listeners) listener(message);
    });
    await page.exposeFunction('pressed', (name: PickerCommand) => messenger.request('command', { name }).catch(() => undefined));
    return { asked, update: async () => void (await messenger.request('update', await snapshot())) };
  }

  #answer(pathname: string): Reply | null {
    if (pathname === '/page') {
      const body = webviewPage({ name: 'picker', theme: this.#theme, base: this.server.base, editor: [{ code: EDITOR }] });
      return { type: 'text/html; charset=utf-8', body };
    }
    const id = /^\/cache\/([0-9a-f]{32})(\.thumb)?\.jpg$/.exec(pathname);
    if (id === null) return builtPage('picker', pathname);
    this.requests.push(pathname);
    return { type: 'image/jpeg', body: this.previews[Number.parseInt(id[1] ?? '0', 16) % this.previews.length] ?? Buffer.alloc(0) };
  }
}

/** The manifest's keys; a test inside VS Code presses the real ones. As there: on the window, after the page has had its say. */
const EDITOR = `
  const KEYS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowDown: 'tie', s: 'skip', u: 'undo', z: 'zoom', Escape: 'done' };
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => void window.toHost(message),
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  });
  window.addEventListener('keydown', ({ key, shiftKey }) => { if (!shiftKey && KEYS[key]) void window.pressed(KEYS[key]); });`;

/** Both pictures drawn: not one pixel of a canvas, but the whole picture. */
export const pictureNames = (page: Page): Promise<readonly string[]> => page.locator('qrate-viewer-pane .name').allTextContents();

/** PNG of the page, as small as it is looked at. */
export const shot = async (page: Page, file: string): Promise<void> => {
  await sharp(await page.screenshot({ animations: 'disabled' })).toFile(file);
};
