import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../support/samples';
import { crowd } from './support/crowd';
import { eventually } from './support/eventually';
import { allFrames, type anyFrame, qrate, report, workspaceShoot } from './support/qrate';

type Frame = Awaited<ReturnType<typeof anyFrame>>;

/** Slow machines get more time; the figure of a tethered frame is measured on its own. */
const LIMIT_MS = 40_000;

describe('watching a shoot', () => {
  const made: string[] = [];
  let sample: Frame;

  const inShoot = (name: string) => path.join(workspaceShoot(), name);
  const frameOf = async (name: string) => (await allFrames(await qrate())).find(({ photo }) => photo.path === name);
  const latest = async () => {
    const node = (await (await qrate()).bursts.getChildren()).find(({ kind }) => kind === 'latest');
    return node?.kind === 'latest' ? node.children.map(({ photo }) => photo.path) : [];
  };
  /** A new photo with content of its own. */
  const bytesOfNewPhoto = (mark: string) => {
    const bytes = readFileSync(inShoot(sample.photo.path));
    return Buffer.concat([bytes, Buffer.from(mark)]);
  };
  const drop = (name: string, bytes = bytesOfNewPhoto(name)) => {
    made.push(inShoot(name));
    writeFileSync(inShoot(name), bytes);
  };

  /** VS Code's own watcher is silent about what these globs name. */
  const setExcluded = async (globs: Record<string, boolean> | undefined) => {
    const vscode = await import('vscode');
    await vscode.workspace.getConfiguration('files').update('watcherExclude', globs, vscode.ConfigurationTarget.Global);
  };

  before(async function () {
    this.timeout(3 * LIMIT_MS);
    await report('qrate.index');
    await report('qrate.cull');
    const jpeg = (await allFrames(await qrate())).find(({ photo }) => photo.format === 'jpeg' && photo.failure === null);
    assert.ok(jpeg);
    sample = jpeg;
  });
  after(async () => {
    await report('qrate.toggleTether', { on: false });
    for (const file of made) rmSync(file, { force: true });
    await report('qrate.index');
  });

  it('picks up a file that comes, one that changes, and one that goes', async function () {
    this.timeout(3 * LIMIT_MS);
    drop('came.jpg');
    const came = await eventually('the new photo', () => frameOf('came.jpg'), LIMIT_MS);
    assert.equal(came.photo.failure, null);
    const { hash } = came.photo;
    appendFileSync(inShoot('came.jpg'), 'more');
    await eventually('its new content', async () => (await frameOf('came.jpg'))?.photo.hash !== hash, LIMIT_MS);
    rmSync(inShoot('came.jpg'));
    await eventually('its end', async () => (await frameOf('came.jpg')) === undefined, LIMIT_MS);
  });

  it('shows a tethered frame on top within two seconds of its last byte, and keeps decisions made meanwhile', async function () {
    this.timeout(LIMIT_MS);
    await report('qrate.toggleTether', { on: true });
    const other = sample.photo.path;
    drop('warm-up.jpg');
    await eventually('the first frame', async () => (await latest()).includes('warm-up.jpg'), LIMIT_MS);
    const times: number[] = [];
    for (const name of ['shot-1.jpg', 'shot-2.jpg', 'shot-3.jpg']) {
      drop(name);
      const complete = performance.now();
      await report(times.length % 2 === 0 ? 'qrate.pick' : 'qrate.reject', { files: [other] });
      await eventually(name, async () => (await latest())[0] === name, LIMIT_MS);
      times.push(Math.round(performance.now() - complete));
    }
    console.log(`      from the last byte to the top of the tree: ${times.join(', ')} ms`);
    assert.equal((await frameOf(other))?.photo.decision?.verdict, 'pick');
    await report('qrate.unmark', { files: [other] });
    const [fastest = Number.POSITIVE_INFINITY] = times.sort((a, b) => a - b);
    // The fastest of three: whatever else runs on the machine costs time, and never gives any. Where more waits for the processors
    // than they can do, the limit grows with the queue.
    assert.ok(fastest <= 2000 * crowd(), `took ${times.join(', ')} ms, with a queue of ${crowd().toFixed(1)}`);
  });

  it('shows a tethered frame within two seconds where the system tells nothing of the folder', async function () {
    this.timeout(LIMIT_MS);
    await setExcluded({ '**': true });
    try {
      await report('qrate.toggleTether', { on: true });
      const times: number[] = [];
      for (const name of ['silent-1.jpg', 'silent-2.jpg', 'silent-3.jpg']) {
        drop(name);
        const complete = performance.now();
        await eventually(name, async () => (await latest())[0] === name, LIMIT_MS);
        times.push(Math.round(performance.now() - complete));
      }
      console.log(`      from the last byte to the top of the tree: ${times.join(', ')} ms`);
      assert.ok(Math.min(...times) <= 2000 * crowd(), `took ${times.join(', ')} ms, with a queue of ${crowd().toFixed(1)}`);
    } finally {
      await setExcluded(undefined);
    }
  });

  it('never calls a file truncated that is still being written', async function () {
    this.timeout(LIMIT_MS);
    const bytes = bytesOfNewPhoto('slow');
    const pieces = 12;
    const size = Math.ceil(bytes.length / pieces);
    drop('slow.jpg', Buffer.alloc(0));
    for (let i = 0; i < pieces; i += 1) {
      appendFileSync(inShoot('slow.jpg'), bytes.subarray(i * size, (i + 1) * size));
      // Longer pauses than a file takes to settle are the hard case.
      await new Promise((resolve) => setTimeout(resolve, i % 4 === 3 ? 900 : 100));
      const seen = await frameOf('slow.jpg');
      assert.ok(seen === undefined || seen.photo.failure === null, `${seen?.photo.failure?.code} after ${i + 1} of ${pieces} pieces`);
    }
    const done = await eventually(
      'the whole file',
      async () => {
        const frame = await frameOf('slow.jpg');
        return frame?.photo.size === bytes.length ? frame : undefined;
      },
      LIMIT_MS,
    );
    assert.equal(done.photo.failure, null);
  });

  it('gives way to a command of the person, and goes on afterwards', async function () {
    this.timeout(LIMIT_MS);
    for (let i = 0; i < 6; i += 1) drop(`many-${i}.jpg`);
    await report('qrate.cull');
    await report('qrate.index');
    await report('qrate.cull');
    await eventually(
      'all of them',
      async () => {
        const frames = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => frameOf(`many-${i}.jpg`)));
        return frames.every((frame) => frame !== undefined);
      },
      LIMIT_MS,
    );
  });

  it('follows what a terminal does to the same shoot', async function () {
    this.timeout(LIMIT_MS);
    const cli = path.join(repoRoot, 'dist/cli.js');
    assert.ok(existsSync(cli));
    const { photo } = sample;
    const child = spawn(process.execPath, [cli, 'pick', inShoot(photo.path)], {
      stdio: 'ignore',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    await eventually('the pick', async () => (await frameOf(photo.path))?.photo.decision?.verdict === 'pick', LIMIT_MS);
    await report('qrate.unmark', { files: [photo.path] });
  });

  it('does nothing where the setting is off', async function () {
    this.timeout(LIMIT_MS);
    const vscode = await import('vscode');
    await report('qrate.toggleTether', { on: false });
    const settings = vscode.workspace.getConfiguration('qrate');
    await settings.update('watch.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      copyFileSync(inShoot('shot-1.jpg'), inShoot('unwatched.jpg'));
      made.push(inShoot('unwatched.jpg'));
      await new Promise((resolve) => setTimeout(resolve, 4000));
      assert.equal(await frameOf('unwatched.jpg'), undefined);
    } finally {
      await settings.update('watch.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually('it, once the setting is on again', () => frameOf('unwatched.jpg'), LIMIT_MS);
  });
});
