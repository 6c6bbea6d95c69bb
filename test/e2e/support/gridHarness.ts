import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { KEEP_EARLY } from '../../../src/extension/keepEarly';
import type { GridStrings } from '../../../src/protocol/gridStrings';
import { launchBrowser } from '../../host/browser.mjs';
import { englishGridStrings } from './gridStringsOf';
import { PICTURES } from './syntheticShoot';

/** The burst grid's page in a plain Chromium: a local server gives it what VS Code would. */

const root = path.resolve(__dirname, '../../..');

export type ThemeName = 'dark' | 'light' | 'hc-dark' | 'hc-light';
interface Theme {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
  readonly style: string;
}

const themes = JSON.parse(readFileSync(path.join(root, 'test/e2e/support/themes.json'), 'utf8')) as Record<ThemeName, Theme>;

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
  readonly #server: Server;
  readonly #base: string;
  #options: Required<OpenOptions> = DEFAULTS;

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
    this.#base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<GridHarness> {
    const content = await makeContent();
    const server = createServer((request, response) => {
      void harness.#answer(content, new URL(request.url ?? '/', 'http://127.0.0.1'), response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const harness = new GridHarness(await launchBrowser(), server);
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
    await page.goto(`${this.#base}/page`);
    await page.locator('.cell').first().waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(content: Content, { pathname }: URL, response: ServerResponse): Promise<void> {
    const send = (type: string, body: string | Buffer) =>
      response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=60' }).end(body);
    if (pathname === '/page') return void send('text/html; charset=utf-8', pageHtml(this.#options, content, this.#base));
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (pathname === '/host.js') return void send('text/javascript', content.host);
    if (pathname === '/grid.js') return void send('text/javascript', content.page.script);
    if (pathname === '/grid.css') return void send('text/css', content.page.style);
    const id = /([0-9a-f]{2})(\.thumb)?\.jpg$/.exec(pathname);
    if (id === null && !pathname.startsWith('/cache/full/')) return void response.writeHead(404).end();
    if (this.#options.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.#options.latency));
    const at = Number.parseInt(id?.[1] ?? '0', 16) % PICTURES;
    const size = id === null ? 'full' : id[2] === undefined ? 'previews' : 'thumbs';
    send('image/jpeg', (size === 'full' ? content.previews : content[size])[at] ?? Buffer.alloc(0));
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
  readonly page: { readonly script: string; readonly style: string };
  readonly strings: GridStrings;
  readonly thumbs: readonly Buffer[];
  readonly previews: readonly Buffer[];
}

async function makeContent(): Promise<Content> {
  const [host = ''] = await bundled('test/e2e/support/fakeGridHost.ts', 'iife');
  const [style = '', script = ''] = await bundled('src/webview/grid/main.ts', 'esm');
  const all = Array.from({ length: PICTURES }, (_, at) => at);
  const previews = await Promise.all(all.map((at) => picture(at)));
  const thumbs = await Promise.all(previews.map((it) => sharp(it).resize(320, 320, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer()));
  return { host, page: { script, style }, strings: await englishGridStrings(root), previews, thumbs };
}

/** The texts that one entry becomes, style sheet first. */
async function bundled(entry: string, format: 'iife' | 'esm'): Promise<readonly string[]> {
  const options = { bundle: true, format, target: 'es2022', write: false, outdir: 'out', legalComments: 'none' } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [path.join(root, entry)] });
  return outputFiles.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ text }) => text);
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

/** As `webviewHtml` writes it, inside what VS Code puts around: the theme's variables, the body's classes, its own style sheet. */
function pageHtml({ count, theme, culled, autoAdvance, first }: Required<OpenOptions>, { strings }: Content, base: string): string {
  const nonce = 'bm9uY2U=';
  const policy = `default-src 'none'; img-src ${base} blob:; connect-src ${base}; style-src ${base} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const { variables, bodyClass, style } = themes[theme];
  const options = { count, strings, culled, autoAdvance, first, cacheBase: `${base}/cache` };
  const declarations = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  const json = JSON.stringify(options).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<title>synthetic</title>
<script nonce="${nonce}">${KEEP_EARLY}</script>
<style nonce="${nonce}">:root { ${declarations.join(' ')} } ${style}</style>
<link rel="stylesheet" href="${base}/grid.css">
</head>
<body class="${bodyClass}">
<main id="app"></main>
<script nonce="${nonce}">window.fakeHostOptions = ${json};</script>
<script nonce="${nonce}" src="${base}/host.js"></script>
<script type="module" nonce="${nonce}" src="${base}/grid.js"></script>
</body>
</html>`;
}
