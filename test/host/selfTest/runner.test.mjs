import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findBrowser, NoBrowserError } from '../browser.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');
const bench = path.join(here, '../testExtension');

function runInHost(spec, { env = {}, args = [] } = {}) {
  const own = ['test/host/run.mjs', '--ext', bench, '--tests', 'out/test/host/index.js', '--spec', path.join(here, spec), ...args];
  const { CI, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, own, { cwd: root, encoding: 'utf8', env: { ...rest, ...env } });
  return { status, stdout, stderr, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

function needBrowser(context) {
  try {
    findBrowser();
  } catch (error) {
    if (!(error instanceof NoBrowserError) || process.env.CI) throw error;
    context.test.title += ' (skipped: no browser)';
    context.skip();
  }
}

describe('the runner inside VS Code', () => {
  it('runs tests in a real extension host with the settings and variables of the run', function () {
    needBrowser(this);
    const run = runInHost('passing.cjs', { env: { QRATE_TEST_WORD: 'burst' }, args: ['--settings', '{"editor.tabSize": 7}'] });
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /^VS Code 1\.\d+/m);
    assert.equal(run.lastLine, '4 passed, 0 failed');
  });

  it('fails when a test fails', function () {
    needBrowser(this);
    const run = runInHost('failing.cjs');
    assert.equal(run.status, 1);
    assert.match(run.stdout, /fails on purpose/);
    assert.equal(run.lastLine, '0 passed, 1 failed');
  });

  it('fails when the extension host is killed, although VS Code reports success then', function () {
    needBrowser(this);
    const run = runInHost('killed.cjs');
    assert.equal(run.status, 1);
    assert.match(run.stderr, /the extension host ended before its tests did/);
  });

  it('says that there is no browser, and fails because of it in CI alone', () => {
    const missing = { CHROMIUM: path.join(here, 'no-such-browser') };
    const local = runInHost('passing.cjs', { env: missing });
    assert.equal(local.status, 77);
    assert.match(local.stderr, /CHROMIUM names .*no-such-browser, which cannot be run/);
    assert.equal(runInHost('passing.cjs', { env: { ...missing, CI: 'true' } }).status, 1);
  });
});
