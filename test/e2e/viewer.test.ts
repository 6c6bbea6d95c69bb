/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { repoRoot } from '../support/samples';
import { type PageServer, servePage } from './support/pageServer';
import { mapPng, STRINGS, servePicture } from './support/viewerFixtures';

const artifacts = path.join(repoRoot, 'out/artifacts');

describe('try', () => {
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  before(async () => {
    mkdirSync(artifacts, { recursive: true });
    server = await servePage(
      'src/webview/viewer/qrateViewer.ts',
      'html,body{margin:0;height:100%;background:#1f1f1f;color:#ccc;font:13px sans-serif} main{height:100%} qrate-viewer{height:100%}',
    );
    const { launchBrowser } = (await import(path.join(repoRoot, 'test/host/browser.mjs'))) as { launchBrowser: () => Promise<Browser> };
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.on('console', (m) => console.log(m.text()));
    page.on('pageerror', (m) => console.log(m.message));
  });
  after(async () => {
    await browser.close();
    await server.close();
  });
  it('shows', async () => {
    const full = await mapPng(3000, 2000);
    const preview = await sharp(full).resize(1500).png().toBuffer();
    const pictures = await Promise.all(['a', 'b', 'c', 'd'].map((key) => servePicture(server, key, { full, preview })));
    await page.goto(server.origin);
    await page.evaluate(
      ([pictures, strings]) => {
        const viewer = document.createElement('qrate-viewer');
        Object.assign(viewer, { pictures, strings });
        viewer.addEventListener('qrate-want-full', (e) => console.log('want', JSON.stringify((e as CustomEvent).detail)));
        document.querySelector('#app')?.append(viewer);
      },
      [pictures, STRINGS] as const,
    );
    await page.waitForTimeout(800);
    await page.screenshot({ path: path.join(artifacts, 'viewer-try.png') });
    await page.mouse.click(300, 200);
    await page.waitForTimeout(300);
    await page.screenshot({ path: path.join(artifacts, 'viewer-try2.png') });
    assert.ok(true);
  });
});
