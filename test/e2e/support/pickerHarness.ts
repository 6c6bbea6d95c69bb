/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
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
import { repoRoot } from '../../support/samples';
import { picture, type ThemeName } from './gridHarness';

/** The picker's page in a plain Chromium, with its real conversation on this side and a taste that is made up. */

const NONCE = 'bm9uY2U=';
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
    private readonly server: Server,
    private readonly previews: readonly Buffer[],
  ) {}

  static async start(): Promise<PickerHarness> {
    const previews = await Promise.all(Array.from({ length: 5 }, (_, at) => picture(at)));
    const server = createServer((request, response) => {
      const found = harness.#answer(request.url ?? '/');
      if (found === null) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': found.type, 'cache-control': 'max-age=60' }).end(found.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
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
    await page.goto(`${this.#base}/page`);
    await page.locator('qrate-picker-app').waitFor();
    return { page, taste, asked, update };
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get #base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the editor's panel is, around the session that both share. */
  async #host(page: Page, { taste, all, keys }: { taste: FakeTaste; all: ReturnType<typeof pickerPhotos>; keys: PickerSnapshot['keys'] }) {
    const shoot = pickerShoot(all, taste);
    const asked: string[] = [];
    const address = (contentId: string, kind: string) => `${this.#base}/cache/${contentId}${kind}.jpg`;
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

  #answer(url: string): { readonly type: string; readonly body: string | Buffer } | null {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    if (pathname === '/page') return { type: 'text/html; charset=utf-8', body: pageHtml(this.#theme, this.#base) };
    if (pathname === '/favicon.ico') return { type: 'image/png', body: '' };
    const id = /^\/cache\/([0-9a-f]{32})(\.thumb)?\.jpg$/.exec(pathname);
    if (id !== null) {
      this.requests.push(pathname);
      return { type: 'image/jpeg', body: this.previews[Number.parseInt(id[1] ?? '0', 16) % this.previews.length] ?? Buffer.alloc(0) };
    }
    if (pathname !== '/picker.js' && pathname !== '/picker.css') return null;
    const file = path.join(repoRoot, 'dist/webview', path.basename(pathname));
    return { type: pathname.endsWith('.css') ? 'text/css' : 'text/javascript', body: readFileSync(file) };
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

/** As \`webviewHtml\` writes it, inside what VS Code puts around. */
function pageHtml(theme: ThemeName, base: string): string {
  const themes = JSON.parse(readFileSync(path.join(repoRoot, 'test/e2e/support/themes.json'), 'utf8'));
  const { variables, bodyClass, style } = themes[theme];
  const declarations = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  const policy = `default-src 'none'; img-src ${base} blob:; connect-src ${base}; style-src ${base} 'nonce-${NONCE}'; script-src 'nonce-${NONCE}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${NONCE}">
<title>picker</title>
<style nonce="${NONCE}">:root { ${declarations.join(' ')} } ${style}</style>
<link rel="stylesheet" href="${base}/picker.css">
</head>
<body class="${bodyClass}">
<main id="app"></main>
<script nonce="${NONCE}">${EDITOR}</script>
<script type="module" nonce="${NONCE}" src="${base}/picker.js"></script>
</body>
</html>`;
}

/** Both pictures drawn: not one pixel of a canvas, but the whole picture. */
export const pictureNames = (page: Page): Promise<readonly string[]> => page.locator('qrate-viewer-pane .name').allTextContents();

/** PNG of the page, as small as it is looked at. */
export const shot = async (page: Page, file: string): Promise<void> => {
  await sharp(await page.screenshot({ animations: 'disabled' })).toFile(file);
};
