import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoreLocation } from '../../../src/core/index/location';
import { acquireLock } from '../../../src/core/index/lock';
import { describeSelf, thisHost } from '../../../src/core/index/lockOwner';
import { childScript, locate, useTempDir } from './fixtures';

describe('the lock of a shoot', () => {
  const temp = useTempDir();
  const children: ChildProcess[] = [];
  let location: StoreLocation;
  let file: string;
  beforeEach(async () => {
    location = await locate(temp());
    await mkdir(location.dir);
    file = path.join(location.dir, 'lock');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('is given to one holder at a time, and back', async () => {
    const lock = await acquireLock(location);
    await assert.rejects(acquireLock(location), { code: 'locked' });
    await lock.assertHeld();
    await lock.release();
    await lock.release();
    await (await acquireLock(location)).release();
    assert.deepEqual(await readdir(location.dir), []);
  });

  it('names the process that holds it and what to do', async () => {
    const { child } = await holder('sit');
    await assert.rejects(acquireLock(location), {
      name: 'QrateError',
      message: new RegExp(
        `process ${child.pid}, since 20.* is writing the index of .*Try again when it is done, or end process ${child.pid}\\.`,
      ),
    });
  });

  it('is taken over at once from a holder that was killed', async () => {
    const { child } = await holder('sit');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await acquireLock(location);
    await lock.assertHeld();
    assert.deepEqual(await readdir(location.dir), ['lock']);
    await lock.release();
  });

  it('stays with a live process whose event loop is blocked, however old its heartbeat is', async () => {
    await holder('block');
    await age(60_000);
    await assert.rejects(acquireLock(location), { code: 'locked' });
  });

  it('goes to one of six processes that see the same dead holder at once', async function () {
    this.timeout(60_000);
    const { child } = await holder('sit');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('sit')));
    assert.equal(answers.filter(({ answer }) => 'held' in answer).length, 1);
    const { token } = JSON.parse(await readFile(file, 'utf8')) as { token: string };
    assert.deepEqual(
      answers.flatMap(({ answer }) => ('held' in answer ? [answer.held] : [])),
      [token],
    );
    assert.deepEqual(await readdir(location.dir), ['lock']);
  });

  it('of a dead holder is left to the process that is taking it over just now', async () => {
    const { child } = await holder('sit');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const dead = JSON.parse(await readFile(file, 'utf8')) as { token: string };
    const tombstone = `${file}.${dead.token}.dead`;
    await writeFile(tombstone, JSON.stringify(describeSelf('busy')));
    const pending = acquireLock(location);
    for (let look = 0; look < 300; look++) assert.match(await readFile(file, 'utf8'), new RegExp(dead.token));
    await rm(tombstone);
    await (await pending).release();
  });

  it('is not fooled by a process id that was given to somebody else', async function () {
    if (describeSelf('').processStart === null) return this.skip();
    await write({ ...describeSelf('dead'), processStart: '1' });
    await (await acquireLock(location)).release();
  });

  it('of another machine holds for 30 s after its last heartbeat', async () => {
    await write({ ...describeSelf('theirs'), host: 'studio/1/2' });
    await age(25_000);
    await assert.rejects(acquireLock(location), { code: 'locked', message: /on studio, since .*in half a minute/ });
    await age(31_000);
    const lock = await acquireLock(location);
    await lock.assertHeld();
    await lock.release();
  });

  it('tells a process that lost it so, and leaves the new holder alone', async () => {
    const lost = await acquireLock(location);
    await write({ ...describeSelf('theirs'), host: thisHost });
    await assert.rejects(lost.assertHeld(), { code: 'locked' });
    await lost.release();
    assert.match(await readFile(file, 'utf8'), /theirs/);
  });

  it('that was never filled (killed in between) is waited for and then taken', async () => {
    await writeFile(file, '');
    await age(3_000);
    await (await acquireLock(location)).release();
  });

  it('beats: its time moves on while its content stays', async () => {
    const lock = await acquireLock(location, { heartbeatMs: 5 });
    const content = await readFile(file, 'utf8');
    await age(60_000);
    const old = (await stat(file)).mtimeMs;
    while ((await stat(file)).mtimeMs === old) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await readFile(file, 'utf8'), content);
    await lock.release();
  });

  it('says where it cannot be written', async () => {
    await assert.rejects(acquireLock({ root: temp(), dir: path.join(temp(), 'nowhere') }), { code: 'storage', message: /nowhere/ });
  });

  type Answer = { held: string } | { refused: string };

  async function ask(how: string): Promise<{ child: ChildProcess; answer: Answer }> {
    const child = fork(childScript('holder'), [location.root, how]);
    children.push(child);
    const [answer] = (await once(child, 'message')) as [Answer];
    return { child, answer };
  }

  async function holder(how: string): Promise<{ child: ChildProcess }> {
    const asked = await ask(how);
    assert.ok('held' in asked.answer);
    return asked;
  }

  const write = (owner: object) => writeFile(file, JSON.stringify(owner));

  /** Sets the last heartbeat `ms` back. */
  async function age(ms: number): Promise<void> {
    const then = new Date(Date.now() - ms);
    await utimes(file, then, then);
  }
});
