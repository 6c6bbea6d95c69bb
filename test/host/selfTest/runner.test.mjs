import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { findBrowser, NoBrowserError } from '../browser.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');
const bench = path.join(here, '../testExtension');

async function runInHost(spec, { env = {}, args = [] } = {}) {
  const own = ['test/host/run.mjs', '--ext', bench, '--tests', 'out/test/host/index.js', '--spec', path.join(here, spec), ...args];
  const { CI, ...rest } = process.env;
  const child = spawn(process.execPath, own, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...rest, ...env } });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status, stdout, stderr, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

/** In CI a missing browser is an error. */
function hasBrowser() {
  try {
    findBrowser();
    return true;
  } catch (error) {
    if (!(error instanceof NoBrowserError) || process.env.CI) throw error;
    return false;
  }
}

function needBrowser(context) {
  if (hasBrowser()) return;
  context.test.title += ' (skipped: no browser)';
  context.skip();
}

describe('the runner inside VS Code', () => {
  /** All at once: a window waits more than it works. */
  const runs = {};
  before(() => {
    if (!hasBrowser()) return;
    runs.passing = runInHost('passing.cjs', { env: { QRATE_TEST_WORD: 'burst' }, args: ['--settings', '{"editor.tabSize": 7}'] });
    runs.failing = runInHost('failing.cjs');
    runs.killed = runInHost('killed.cjs');
  });

  it('runs tests in a real extension host with the settings and variables of the run', async function () {
    needBrowser(this);
    const run = await runs.passing;
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /^VS Code 1\.\d+/m);
    assert.equal(run.lastLine, '4 passed, 0 failed');
  });

  it('fails when a test fails', async function () {
    needBrowser(this);
    const run = await runs.failing;
    assert.equal(run.status, 1);
    assert.match(run.stdout, /fails on purpose/);
    assert.equal(run.lastLine, '0 passed, 1 failed');
  });

  it('fails when the extension host is killed, although VS Code reports success then', async function () {
    needBrowser(this);
    const run = await runs.killed;
    assert.equal(run.status, 1);
    assert.match(run.stderr, /the extension host ended before its tests did/);
  });

  it('says that there is no browser, and fails because of it in CI alone', async () => {
    const missing = { CHROMIUM: path.join(here, 'no-such-browser') };
    const local = await runInHost('passing.cjs', { env: missing });
    assert.equal(local.status, 77);
    assert.match(local.stderr, /CHROMIUM names .*no-such-browser, which cannot be run/);
    const inCi = await runInHost('passing.cjs', { env: { ...missing, CI: 'true' } });
    assert.equal(inCi.status, 1);
  });
});
