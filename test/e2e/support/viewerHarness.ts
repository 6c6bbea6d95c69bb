/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Level } from '../../../src/webview/viewer/levels';
import type { ViewerPicture } from '../../../src/webview/viewer/picture';
import { launchBrowser } from '../../host/browser.mjs';
import { repoRoot } from '../../support/samples';
import { type PageServer, servePage } from './pageServer';
import { type ThemeName, variablesOf } from './themes';
import { STRINGS } from './viewerFixtures';

/** The viewer alone in a Chromium, under the policy of the real pages, in VS Code's own colours. */

/** Of Chromium's trace format; `tdur` in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const artifacts = path.join(repoRoot, 'out/artifacts');

/** Properties of the viewer as a page sets them. */
export interface ViewerProps {
  readonly pictures?: readonly ViewerPicture[];
  readonly prefetch?: readonly ViewerPicture[];
  readonly [name: string]: unknown;
}

const layout = `html, body { height: 100%; margin: 0; } body { background: var(--vscode-editor-background); color: var(--vscode-foreground);
  font: 13px sans-serif; } main { display: flex; flex-direction: column; height: 100%; } qrate-viewer { flex: 1; }`;

const cssOf = (theme: ThemeName): string => `${variablesOf(theme)} ${layout}`;

/** Device pixels of the pane. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly port: { readonly width: number; readonly height: number };
}

export class ViewerHarness {
  private constructor(
    readonly server: PageServer,
    private readonly browser: Browser,
    private readonly context: { page: Page | null },
  ) {}

  static async start(): Promise<ViewerHarness> {
    mkdirSync(artifacts, { recursive: true });
    const server = await servePage('test/e2e/support/viewerEntry.js');
    return new ViewerHarness(server, await launchBrowser(), { page: null });
  }

  get page(): Page {
    const { page } = this.context;
    if (page === null) throw new Error('no page is open');
    return page;
  }

  /** A fresh page with a viewer that has these properties. */
  async open(
    props: ViewerProps,
    { theme = 'dark', scale = 1 }: { readonly theme?: ThemeName; readonly scale?: number } = {},
  ): Promise<void> {
    await this.context.page?.close();
    this.server.put('page.css', { type: 'text/css', body: cssOf(theme) });
    const page = await this.browser.newPage({ viewport: { width: 1204, height: 800 }, deviceScaleFactor: scale });
    this.context.page = page;
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    await page.goto(this.server.origin);
    await page.evaluate(() => {
      const viewer = document.createElement('qrate-viewer');
      document.querySelector('#app')?.append(viewer);
      const events: unknown[] = [];
      for (const name of ['qrate-zoom', 'qrate-pan', 'qrate-activate', 'qrate-want-full']) {
        viewer.addEventListener(name, (event) => events.push({ name, detail: (event as CustomEvent).detail }));
      }
      Object.assign(window, { viewer, events });
    });
    await this.set({ ...props, strings: STRINGS });
  }

  async set(props: ViewerProps): Promise<void> {
    await this.page.evaluate(async (it) => {
      const viewer = (window as unknown as { viewer: HTMLElement & { updateComplete: Promise<unknown> } }).viewer;
      Object.assign(viewer, it);
      await viewer.updateComplete;
    }, props);
  }

  /** Resolves when every pane shows its picture in this resolution. */
  async shows(level: Level): Promise<void> {
    await this.page.waitForFunction((it) => {
      const panes = document.querySelector('qrate-viewer')?.shadowRoot?.querySelectorAll('qrate-viewer-pane') ?? [];
      return panes.length > 0 && [...panes].every((pane) => (pane as unknown as { level: string | null }).level === it);
    }, level);
    await this.settle();
  }

  /** Two frames: whatever was asked for is drawn then. */
  settle(): Promise<void> {
    return this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
  }

  /** RGBA of device pixels of a pane's picture, or of its overlay. */
  pixels(pane: number, at: readonly (readonly [x: number, y: number])[], layer: 'picture' | 'overlay' = 'picture'): Promise<number[][]> {
    return this.page.evaluate(
      ({ index, points, canvasIndex }) => {
        const element = document.querySelector('qrate-viewer')?.shadowRoot?.querySelectorAll('qrate-viewer-pane')[index];
        const context = element?.shadowRoot?.querySelectorAll('canvas')[canvasIndex]?.getContext('2d');
        return points.map(([x, y]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])]);
      },
      { index: pane, points: at, canvasIndex: layer === 'picture' ? 0 : 1 },
    );
  }

  /** Where each picture lies in its pane, and the panes' device pixels. */
  placements(): Promise<readonly Placement[]> {
    return this.page.evaluate(() => {
      const panes = [...(document.querySelector('qrate-viewer')?.shadowRoot?.querySelectorAll('qrate-viewer-pane') ?? [])];
      return panes.map((pane) => {
        const { placement, geometry } = pane as unknown as {
          placement: { x: number; y: number; width: number; height: number };
          geometry: { port: { width: number; height: number } };
        };
        return { ...placement, port: geometry.port };
      });
    });
  }

  events(name: string): Promise<unknown[]> {
    return this.page.evaluate(
      (it) =>
        (window as unknown as { events: { name: string; detail: unknown }[] }).events
          .filter((event) => event.name === it)
          .map((event) => event.detail),
      name,
    );
  }

  /** The longest task of the page's main thread during `work`, in ms of processor time: other programs on the machine do not count. */
  async longestTask(work: () => Promise<unknown>): Promise<number> {
    await this.browser.startTracing(this.page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
    await work();
    const { traceEvents } = JSON.parse((await this.browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
    const main = traceEvents.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
    const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && pid === main?.pid && tid === main.tid);
    if (tasks.length === 0) throw new Error('the trace holds no tasks');
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(artifacts, `viewer-${name}.png`) });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}
