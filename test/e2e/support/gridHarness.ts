import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { GridStrings } from '../../../src/protocol/gridStrings';
import { launchBrowser } from '../../host/browser.mjs';
import { repoRoot } from '../../support/samples';
import { englishGridStrings } from './gridStringsOf';
import { builtPage, CACHED, type LocalServer, type Reply, serve } from './localServer';
import { PICTURES } from './syntheticShoot';
import type { ThemeName } from './themes';
import { webviewPage } from './webviewPage';

/** The burst grid's page in a plain Chromium: a local server gives it what VS Code would. */

export interface OpenOptions {
  readonly count: number;
  readonly theme?: ThemeName;
  readonly culled?: boolean;
  readonly autoAdvance?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** How the first snapshot comes: as the answer, ahead of the page's script, or ahead and lost. */
  readonly first?: 'answer' | 'ahead' | 'lost';
  /** Milliseconds that each picture takes. */
  readonly latency?: number;
}

export class GridHarness {
  /** Errors of the pages so far, breaches of their policy among them. */
  readonly problems: string[] = [];
  readonly #browser: Browser;
  readonly #server: LocalServer;
  #options: Required<OpenOptions> = DEFAULTS;

  private constructor(browser: Browser, server: LocalServer) {
    this.#browser = browser;
    this.#server = server;
  }

  static async start(): Promise<GridHarness> {
    const content = await makeContent();
    const server = await serve((pathname) => harness.#answer(content, pathname), CACHED);
    const harness: GridHarness = new GridHarness(await launchBrowser(), server);
    return harness;
  }

  /** A fresh page with a fresh state that shows its first frames. */
  async open(options: OpenOptions): Promise<Page> {
    this.#options = { ...DEFAULTS, ...options };
    const context = await this.#browser.newContext({ viewport: { width: this.#options.width, height: this.#options.height } });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // Pictures that a test takes away are no problem of the page's.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.problems.push(message.text());
    });
    await page.goto(`${this.#server.base}/page`);
    await page.locator('.cell').first().waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  async #answer(content: Content, pathname: string): Promise<Reply | null> {
    if (pathname === '/page') return { type: 'text/html; charset=utf-8', body: this.#page(content) };
    if (pathname === '/host.js') return { type: 'text/javascript', body: content.host };
    const id = /([0-9a-f]{2})(\.thumb)?\.jpg$/.exec(pathname);
    if (id === null && !pathname.startsWith('/cache/full/')) return builtPage('grid', pathname);
    if (this.#options.latency > 0) await wait(this.#options.latency);
    const at = Number.parseInt(id?.[1] ?? '0', 16) % PICTURES;
    const pictures = id?.[2] === undefined ? content.previews : content.thumbs;
    return { type: 'image/jpeg', body: pictures[at] ?? Buffer.alloc(0) };
  }

  #page({ strings }: Content): string {
    const { base } = this.#server;
    const { count, theme, culled, autoAdvance, first } = this.#options;
    const options = JSON.stringify({ count, strings, culled, autoAdvance, first, cacheBase: `${base}/cache` }).replaceAll('<', '\\u003c');
    return webviewPage({ name: 'grid', theme, base, editor: [{ code: `window.fakeHostOptions = ${options};` }, { src: 'host.js' }] });
  }
}

const DEFAULTS: Required<OpenOptions> = {
  count: 60,
  theme: 'dark',
  culled: true,
  autoAdvance: false,
  width: 1280,
  height: 800,
  latency: 0,
  first: 'answer',
};

interface Content {
  readonly host: string;
  readonly strings: GridStrings;
  readonly thumbs: readonly Buffer[];
  readonly previews: readonly Buffer[];
}

async function makeContent(): Promise<Content> {
  const host = await bundledHost();
  const all = Array.from({ length: PICTURES }, (_, at) => at);
  const previews = await Promise.all(all.map((at) => picture(at)));
  const thumbs = await Promise.all(previews.map((it) => sharp(it).resize(320, 320, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer()));
  return { host, strings: await englishGridStrings(), previews, thumbs };
}

/** The other side of the page, as one script. */
async function bundledHost(): Promise<string> {
  const entry = path.join(repoRoot, 'test/e2e/support/fakeGridHost.ts');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}

/** A hill under a sun, portrait for each fifth; enough to tell frames apart at a glance. */
export async function picture(at: number): Promise<Buffer> {
  const [width, height] = at % 5 === 2 ? [1365, 2048] : [2048, 1365];
  const hue = (at * 360) / PICTURES;
  const sun = { x: 0.15 * width + ((at * 89) % 60) * 0.012 * width, y: 0.25 * height };
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue} 45% 35%)"/><stop offset="1" stop-color="hsl(${hue} 55% 78%)"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/><circle cx="${sun.x}" cy="${sun.y}" r="${0.08 * width}" fill="hsl(48 95% 90%)"/>
    <path d="M0 ${0.75 * height} Q ${0.3 * width} ${(0.45 + (at % 4) * 0.05) * height} ${0.6 * width} ${0.7 * height} T ${width} ${0.62 * height} V ${height} H 0 Z" fill="hsl(${(hue + 120) % 360} 30% 25%)"/>
  </svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 85 }).toBuffer();
}

/** For the tests of one `describe`: opens pages, closes each after its test, and holds it against errors. `count`: photos, unless told. */
export function gridPages(count: number): (options?: Partial<OpenOptions>) => Promise<Page> {
  let harness: GridHarness | null = null;
  let page: Page | null = null;
  before(async () => {
    harness = await GridHarness.start();
  });
  after(() => harness?.close());
  afterEach(async () => {
    await page?.context().close();
    assert.deepEqual(harness?.problems.splice(0), [], 'errors in the page');
  });
  return async (options = {}) => {
    if (harness === null) throw new Error('there is no browser before the tests begin');
    page = await harness.open({ count, ...options });
    return page;
  };
}
