/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Recipe } from '../../../src/core/model';
import { drained, type Steps } from '../../../src/core/pace';
import type { ShootView } from '../../../src/core/reports';
import type { ChartsSnapshot } from '../../../src/protocol/charts';
import { launchBrowser } from '../../host/browser.mjs';
import { loadHostModule } from './hostModule';
import { builtPage, type LocalServer, type Reply, serve } from './localServer';
import type { ThemeName } from './themes';
import { webviewPage } from './webviewPage';

/** The score charts in a plain Chromium: a local server gives the page what VS Code would, a shoot of the real core included. */

/** The extension's own way from a shoot to a snapshot, with a VS Code that only knows how to fill in texts. */
type MakeSnapshot = (input: {
  readonly view: ShootView;
  readonly judged: ShootView;
  readonly recipe: Recipe;
  readonly webview: { readonly asWebviewUri: (uri: unknown) => string };
}) => Steps<ChartsSnapshot>;

export interface Asked {
  readonly method: string;
  readonly body: unknown;
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

export class ChartsHarness {
  readonly #browser: Browser;
  readonly #server: LocalServer;
  readonly #make: MakeSnapshot;
  #theme: ThemeName = 'dark';

  private constructor(browser: Browser, server: LocalServer, make: MakeSnapshot) {
    this.#browser = browser;
    this.#server = server;
    this.#make = make;
  }

  static async start(): Promise<ChartsHarness> {
    const thumb = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#667788' } })
      .jpeg()
      .toBuffer();
    const server = await serve((pathname) => harness.#answer(pathname, thumb));
    const harness: ChartsHarness = new ChartsHarness(await launchBrowser(), server, await snapshotMaker());
    return harness;
  }

  snapshot(view: ShootView, judged: ShootView, recipe: Recipe): ChartsSnapshot {
    return drained(this.#make({ view, judged, recipe, webview: { asWebviewUri: () => `${this.#server.base}/cache` } }));
  }

  /** A fresh page that shows a shoot. */
  async open(snapshot: ChartsSnapshot, { theme = 'dark', width = 1280, height = 900 }: OpenOptions = {}): Promise<Page> {
    this.#theme = theme;
    const context = await this.#browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    page.on('console', (message) => message.type() === 'error' && console.error(`page: ${message.text()}`));
    await page.goto(`${this.#server.base}/page`);
    await this.give(page, snapshot);
    return page;
  }

  /** Hands the page its first snapshot, or after a reload. */
  async give(page: Page, snapshot: ChartsSnapshot): Promise<void> {
    await page.evaluate((it) => (window as unknown as FakeWindow).give(it), snapshot);
    await page.locator('h1').waitFor();
  }

  /** A change of the shoot. */
  async update(page: Page, snapshot: ChartsSnapshot): Promise<void> {
    await page.evaluate((it) => (window as unknown as FakeWindow).update(it), snapshot);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  #answer(pathname: string, thumb: Buffer): Reply | null {
    const { base } = this.#server;
    if (pathname === '/page') {
      const body = webviewPage({ name: 'charts', theme: this.#theme, base, editor: [{ code: FAKE_HOST }] });
      return { type: 'text/html; charset=utf-8', body };
    }
    return pathname.endsWith('.jpg') ? { type: 'image/jpeg', body: thumb } : builtPage('charts', pathname);
  }
}

/** What the page asked of the host, but for `ready`. */
export const asked = (page: Page): Promise<readonly Asked[]> => page.evaluate(() => (window as unknown as FakeWindow).asked);

interface FakeWindow {
  readonly asked: readonly Asked[];
  give(snapshot: ChartsSnapshot): void;
  update(snapshot: ChartsSnapshot): void;
}

/** The editor's side of the page: answers every request, keeps state, and hands in snapshots when the test says so. */
const FAKE_HOST = `
  const wire = (message) => window.postMessage(message, '*');
  let first = null, waiting = null, nextId = 1;
  window.asked = [];
  window.give = (snapshot) => { first = snapshot; if (waiting !== null) wire({ kind: 'reply', id: waiting, body: first }); };
  window.update = (snapshot) => wire({ kind: 'request', id: nextId++, method: 'update', body: snapshot });
  window.acquireVsCodeApi = () => ({
    postMessage(message) {
      if (message.kind !== 'request') return;
      if (message.method === 'ready') { waiting = message.id; if (first !== null) window.give(first); return; }
      window.asked.push({ method: message.method, body: message.body });
      wire({ kind: 'reply', id: message.id, body: null });
    },
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  });`;

async function snapshotMaker(): Promise<MakeSnapshot> {
  const made = await loadHostModule<{ snapshotSteps: MakeSnapshot }>('src/extension/charts/chartsSnapshot.ts');
  if (made.snapshotSteps === undefined) throw new Error('the bundle has no snapshotSteps');
  return made.snapshotSteps;
}
