import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { report, run, workspaceShoot } from './support/qrate';

describe('cancelling an index', () => {
  let fresh: string;

  before(() => {
    fresh = mkdtempSync(path.join(os.tmpdir(), 'qrate-cancel-'));
    for (const name of readdirSync(workspaceShoot()).filter((it) => it !== '.qrate')) {
      cpSync(path.join(workspaceShoot(), name), path.join(fresh, name), { recursive: true });
    }
  });
  after(() => rmSync(fresh, { recursive: true, force: true }));

  it('stops within a second and answers nothing', async () => {
    const caller = new AbortController();
    const answer = run('qrate.index', { folder: fresh, signal: caller.signal });
    setImmediate(() => caller.abort());
    const started = performance.now();
    assert.equal(await answer, undefined);
    assert.ok(performance.now() - started < 1000, `took ${Math.round(performance.now() - started)} ms`);
  });

  it('leaves the shoot ready for the next index', async () => {
    const { photos } = await report('qrate.index', { folder: fresh });
    assert.ok(photos > 0);
  });
});
