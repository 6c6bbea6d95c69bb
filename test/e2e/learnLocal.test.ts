/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { GOAL } from '../../src/core/learn/learner';
import { launchBrowser } from '../host/browser.mjs';
import { cliPath } from '../support/cli';
import { copyIndexedShoot } from '../support/indexedShoot';
import { repoRoot } from '../support/samples';
import { useTempDir } from '../support/tempDir';
import { seriousViolations } from './support/seriousViolations';

const artifacts = path.join(repoRoot, 'out/artifacts');

/** A real `qrate learn`, which believes that there is a display but finds no program to open a browser with. */
class Learning {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(...args: readonly string[]) {
    const env = { ...process.env, DISPLAY: ':0', SSH_CONNECTION: '', SSH_TTY: '', PATH: '/nowhere' };
    this.child = spawn(process.execPath, [cliPath, 'learn', ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk;
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk;
    });
  }

  /** The address that it prints. */
  async address(): Promise<string> {
    for (;;) {
      const found = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(this.stderr);
      if (found !== null) return found[0];
      if (this.child.stderr === null || this.child.exitCode !== null) throw new Error(`qrate learn has ended: ${this.stderr}`);
      await once(this.child.stderr, 'data');
    }
  }

  async ended(): Promise<number | NodeJS.Signals> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return this.child.exitCode ?? this.child.signalCode ?? 0;
  }
}

/** The status of a request that a browser would not send by itself. */
function statusOf(address: string, options: { path?: string; method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { port, pathname } = new URL(address);
  return new Promise<number>((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: options.path ?? pathname,
      method: options.method ?? 'GET',
      headers: options.headers,
    });
    asked.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.once('error', reject);
    asked.end(options.body);
  });
}

describe('qrate learn in the browser', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let shoot = '';
  let browser: Browser;
  let learning: Learning;
  let page: Page;
  const problems: string[] = [];
  before(async () => {
    mkdirSync(artifacts, { recursive: true });
    shoot = path.join(temp.path, 'shoot');
    await copyIndexedShoot(shoot);
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    learning.child.kill('SIGKILL');
    await learning.ended();
    assert.deepEqual(problems.splice(0), [], 'errors in the page');
  });
  const choices = () =>
    readFileSync(path.join(shoot, '.qrate/decisions.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind === 'choice');
  const open = async (options: Parameters<Browser['newContext']>[0] = {}, ...args: readonly string[]) => {
    learning = new Learning(shoot, ...args);
    const context = await browser.newContext(options);
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION|404/.test(message.text())) problems.push(message.text());
    });
    await page.goto(await learning.address());
    await page.locator('qrate-viewer-pane canvas').first().waitFor();
  };
  const drawn = () =>
    page.waitForFunction(() => {
      const viewer = document.querySelector('qrate-picker-app')?.shadowRoot?.querySelector('qrate-viewer')?.shadowRoot;
      const panes = [...(viewer?.querySelectorAll('qrate-viewer-pane') ?? [])] as unknown as { level: string | null }[];
      return panes.length === 2 && panes.every(({ level }) => level === 'preview');
    });
  const progress = (count: number) => page.locator('.progress', { hasText: `${count} of` }).waitFor();

  it('shows the same page with the pictures, takes keys, and ends with the page’s word', async () => {
    await open({ colorScheme: 'light' }, '--json', '--model', 'weddings');
    await drawn();
    await page.screenshot({ path: path.join(artifacts, 'learn-local-light.png') });
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press('ArrowLeft');
    await progress(1);
    await page.keyboard.press('ArrowDown');
    await progress(2);
    await page.keyboard.press('u');
    await progress(1);
    await page.keyboard.press('Escape');
    await page.locator('.empty', { hasText: 'All answers are saved' }).waitFor();
    assert.equal(await learning.ended(), 0);
    const { report, left, ...answer } = JSON.parse(learning.stdout);
    assert.deepEqual(answer, { model: 'weddings', given: 1, answered: 1, goal: GOAL });
    assert.ok(report === null && left > 0);
    const [first, , third] = choices();
    assert.deepEqual([first.model, first.outcome, third.undoes], ['weddings', 'a', choices()[1].id]);
    assert.match(learning.stderr, /No browser could be opened/);
  });

  it('refuses whoever was not handed the address, and every path but its own', async () => {
    await open({ colorScheme: 'dark' });
    await drawn();
    await page.screenshot({ path: path.join(artifacts, 'learn-local-dark.png') });
    assert.deepEqual(await seriousViolations(page), []);
    const address = await learning.address();
    const { host, pathname, origin } = new URL(address);
    assert.equal(await statusOf(address), 200);
    assert.equal(await statusOf(address, { headers: { host: 'evil.example' } }), 403);
    assert.equal(await statusOf(address, { headers: { host: host.replace('127.0.0.1', 'localhost') } }), 403);
    assert.equal(await statusOf(address, { headers: { host, origin: 'http://evil.example' } }), 403);
    assert.equal(await statusOf(address, { path: '/' }), 404);
    assert.equal(await statusOf(address, { path: '/wrong-token/' }), 404);
    const beyond = [
      '../../etc/passwd',
      '..%2f..%2fetc%2fpasswd',
      'picture/../../../etc/passwd',
      'picture/%2e%2e/index.sqlite',
      'cli.js',
      'constructor',
    ];
    for (const name of beyond) assert.equal(await statusOf(address, { path: `${pathname}${name}` }), 404, name);
    const answer = { kind: 'request', id: 1, method: 'answer', body: null };
    const post = { path: `${pathname}message`, method: 'POST', body: JSON.stringify(answer) };
    assert.equal(await statusOf(address, post), 403, 'a post without an origin');
    assert.equal(await statusOf(address, { ...post, headers: { origin: 'null' } }), 403);
    assert.equal(await statusOf(address, { ...post, headers: { origin }, body: 'no json' }), 400);
    assert.equal(await statusOf(address, { ...post, headers: { origin }, body: `"${'x'.repeat(100_000)}"` }), 400);
    assert.equal(await statusOf(address, { method: 'DELETE' }), 405);
    const before = choices().length;
    assert.equal(await statusOf(address, { ...post, headers: { origin }, body: JSON.stringify({ ...answer, method: 'toString' }) }), 204);
    await page.keyboard.press('ArrowRight');
    await progress(1);
    assert.equal(choices().length, before + 1, 'it still works, and nothing else was written');
  });

  it('ends by Ctrl+C with what was answered, and tells the page', async () => {
    await open();
    const before = choices().length;
    const shown = await page.locator('.progress').innerText();
    const answered = Number(/(\d+) of/.exec(shown)?.[1]);
    await page.keyboard.press('ArrowLeft');
    await progress(answered + 1);
    learning.child.kill('SIGINT');
    assert.equal(await learning.ended(), 130);
    await page.locator('.empty', { hasText: 'The terminal that serves this page has ended.' }).waitFor();
    assert.equal(choices().length, before + 1);
    assert.equal(await page.getByRole('button', { name: 'Left', exact: true }).isDisabled(), true);
  });

  it('ends with its terminal', async () => {
    await open();
    learning.child.kill('SIGHUP');
    assert.equal(await learning.ended(), 'SIGHUP');
    await page.locator('.empty', { hasText: 'has ended' }).waitFor();
  });

  it('talks to the page that came last', async () => {
    await open();
    const second = await page.context().newPage();
    await second.goto(await learning.address());
    await second.locator('qrate-viewer-pane').first().waitFor();
    await page.locator('.empty', { hasText: 'has ended' }).waitFor();
  });
});
