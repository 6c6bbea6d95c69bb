import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { lastRecipe } from '../../../src/core/index/culls';
import { adoptDecisions, appendCull, appendDecisions, parseDecisions, readDecisions } from '../../../src/core/index/decisions';
import { type DecisionEntry, formatEntry } from '../../../src/core/index/entries';
import type { StoreLocation } from '../../../src/core/index/location';
import { DEFAULT_RECIPE } from '../../../src/core/model';
import { childScript, locate, useTempDir } from './fixtures';

const HASH = '0123456789abcdef'.repeat(4);
const stamp = { now: new Date('2026-05-17T12:00:00.000Z'), author: 'Ada <ada@example.org>' };

describe('the decisions log', () => {
  const temp = useTempDir();
  let location: StoreLocation;
  beforeEach(async () => {
    location = await locate(temp());
    await mkdir(location.dir);
  });

  it('writes one line per decision, with what was said and nothing else', async () => {
    await appendDecisions(location, [{ hash: HASH, path: 'a "b"\n📷.NEF', verdict: 'pick', label: null }], stamp);
    const text = await readFile(location.decisions, 'utf8');
    const { id, batch, ...line } = JSON.parse(text);
    for (const name of [id, batch]) assert.match(name, /^[0-9a-f-]{36}$/);
    assert.deepEqual(line, {
      v: 1,
      kind: 'decision',
      hash: HASH,
      path: 'a "b"\n📷.NEF',
      verdict: 'pick',
      label: null,
      time: '2026-05-17T12:00:00.000Z',
      author: 'Ada <ada@example.org>',
      after: [],
    });
    assert.equal(text.split('\n').length, 2);
  });

  it('gives back what was appended, in order', async () => {
    const written = await appendDecisions(location, [change({ rating: 3 }), change({ path: 'b.NEF', rating: 0 })], stamp);
    assert.deepEqual((await readDecisions(location.decisions)).entries, written);
  });

  it('is empty where there is none yet', async () => {
    assert.deepEqual(await readDecisions(location.decisions), { entries: [], unreadable: [] });
  });

  it('lets a later decision win though the clock stands still, or was set back', async () => {
    await appendDecisions(location, [change({ rating: 1 })], stamp);
    await appendDecisions(location, [change({ rating: 2 })], stamp);
    await appendDecisions(location, [change({ rating: 3 }), change({ rating: 4 })], { ...stamp, now: new Date('2020-01-01') });
    const { entries } = await readDecisions(location.decisions);
    assert.deepEqual(
      entries.map((entry) => entry.kind === 'decision' && entry.rating),
      [1, 2, 3, 4],
    );
  });

  it('remembers the recipe of the last cull', async () => {
    assert.equal(lastRecipe(await readDecisions(location.decisions)), null);
    await appendCull(location, { recipe: DEFAULT_RECIPE }, stamp);
    await appendCull(location, { recipe: { ...DEFAULT_RECIPE, keepPerBurst: 3 } }, stamp);
    assert.deepEqual(lastRecipe(await readDecisions(location.decisions)), { ...DEFAULT_RECIPE, keepPerBurst: 3 });
  });

  it('begins a new line after one that a kill cut off, and reports that one', async () => {
    await appendDecisions(location, [change({ rating: 1 })], stamp);
    await appendFile(location.decisions, '{"v":1,"id":"torn","ki');
    await appendDecisions(location, [change({ rating: 2 })], stamp);
    const { entries, unreadable } = await readDecisions(location.decisions);
    assert.equal(entries.length, 2);
    assert.deepEqual(unreadable, [2]);
  });

  it('never changes a byte that is there', async () => {
    const before = '\uFEFF# not ours\r\n<<<<<<< HEAD\r\n\0\0\0';
    await writeFile(location.decisions, before);
    await appendDecisions(location, [change({ rating: 2 })], stamp);
    assert.ok((await readFile(location.decisions, 'utf8')).startsWith(before));
  });

  it('keeps all lines of four processes that append at once', async function () {
    this.timeout(60_000);
    const children = ['a', 'b', 'c', 'd'].map((name) => fork(childScript('appender'), [location.root, name, '250'], { stdio: 'ignore' }));
    const exits = await Promise.all(children.map((child) => once(child, 'exit')));
    assert.deepEqual(
      exits.map(([code]) => code),
      [0, 0, 0, 0],
    );
    const { entries, unreadable } = await readDecisions(location.decisions);
    assert.deepEqual(unreadable, []);
    assert.equal(new Set(entries.map((entry) => entry.kind === 'decision' && entry.path)).size, 1_000);
  });

  it('says so when the disk takes only a part of a line; earlier lines are intact, and so are later ones', async function () {
    if (process.platform === 'win32') return this.skip();
    // A bound of 4 blocks on the size of a file cuts a write short as a full disk does.
    const command = `trap '' XFSZ; ulimit -f 4; exec "$0" "$@"`;
    const child = ['-c', command, process.execPath, childScript('appender'), location.root, 'full', '100'];
    const { done, stopped } = JSON.parse(execFileSync('sh', child, { encoding: 'utf8' }));
    assert.match(stopped, /decisions\.jsonl: the disk is full\. Free some space and try again; earlier lines are safe\./);
    assert.ok(done > 3);
    await appendDecisions(location, [change({ rating: 1 })], stamp);
    const { entries, unreadable } = await readDecisions(location.decisions);
    assert.equal(entries.length, done + 1);
    assert.deepEqual(unreadable, [done + 1]);
  });

  it('says so when it cannot be read', async () => {
    await mkdir(location.decisions);
    await assert.rejects(readDecisions(location.decisions), { code: 'storage', message: /Cannot read the decisions/ });
  });

  it('takes over what the other place of the shoot knows, once', async () => {
    const other = { ...location, dir: location.otherDir, decisions: `${location.otherDir}/decisions.jsonl`, otherDir: location.dir };
    await mkdir(other.dir, { recursive: true });
    await appendDecisions(other, [change({ rating: 5 })], stamp);
    await appendFile(other.decisions, '{"v":2,"kind":"hologram"}\n{"torn');
    await appendDecisions(location, [change({ path: 'b.NEF', rating: 1 })], stamp);
    await adoptDecisions(location);
    await adoptDecisions(location);
    const lines = (await readFile(location.decisions, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.equal(lines[2], '{"v":2,"kind":"hologram"}');
    assert.deepEqual((await readDecisions(location.decisions)).unreadable, []);
  });
});

describe('reading the decisions log', () => {
  const one = entry({ id: 'one', time: '2026-05-17T12:00:00Z', rating: 1 });
  const two = entry({ id: 'two', time: '2026-05-17T12:00:00.500Z', rating: 2 });
  const three = entry({ id: 'three', time: '2026-05-17T12:00:00.500Z', verdict: 'reject' });
  const text = (...entries: DecisionEntry[]) => entries.map(formatEntry).join('');

  it('orders by time, then id, whatever the order of lines: merges commute', () => {
    const expected = [one, three, two];
    assert.deepEqual(parseDecisions(text(one, two, three)).entries, expected);
    assert.deepEqual(parseDecisions(text(three, two, one)).entries, expected);
  });

  it('counts a line once that a union merge doubled', () => {
    assert.deepEqual(parseDecisions(text(one, two, one, two)).entries, [one, two]);
  });

  it('takes the same one of two different lines with one id, in either order', () => {
    const other = { ...one, rating: 5 };
    assert.deepEqual(parseDecisions(text(one, other)).entries, parseDecisions(text(other, one)).entries);
  });

  it('tolerates a BOM, CRLF, blank lines and conflict markers', () => {
    const merged = `\uFEFF<<<<<<< HEAD\r\n${text(one)}||||||| base\r\n\r\n=======\r\n${text(two).replace('\n', '\r\n')}>>>>>>> branch\r\n`;
    assert.deepEqual(parseDecisions(merged), { entries: [one, two], unreadable: [] });
  });

  it('leaves lines of a newer qrate alone', () => {
    const foreign = '{"v":2,"id":"x","kind":"decision","hash":17}\n{"v":1,"id":"y","kind":"ab-choice","winner":"a"}\n';
    assert.deepEqual(parseDecisions(foreign + text(one)), { entries: [one], unreadable: [] });
  });

  for (const [why, line] of [
    ['not JSON', '{"v":1,'],
    ['no object', '[1,2]'],
    ['null', 'null'],
    ['zeros of a power cut', '\0\0\0\0'],
    ['a rating of six stars', JSON.stringify({ v: 1, ...one, rating: 6 })],
    ['a short hash', JSON.stringify({ v: 1, ...one, hash: 'abc' })],
    ['a local time', JSON.stringify({ v: 1, ...one, time: '2026-05-17T12:00:00' })],
    [
      'a recipe that keeps nothing',
      JSON.stringify({ v: 1, kind: 'cull', id: 'c', time: one.time, author: null, recipe: { ...DEFAULT_RECIPE, keepPerBurst: 0 } }),
    ],
  ]) {
    it(`reports a line with ${why} and reads the others`, () => {
      assert.deepEqual(parseDecisions(`${text(one)}${line}\n${text(two)}`), { entries: [one, two], unreadable: [2] });
    });
  }

  it('reads 100,000 lines in a few seconds', function () {
    this.timeout(30_000);
    const many = Array.from({ length: 100_000 }, (_, n) => entry({ id: `id-${n}`, rating: n % 6 }));
    const log = text(...many);
    const start = performance.now();
    assert.equal(parseDecisions(log).entries.length, 100_000);
    assert.ok(performance.now() - start < 10_000);
  });
});

const change = (changes: object) => ({ hash: HASH, path: 'a.NEF', ...changes });

function entry(changes: Partial<DecisionEntry>): DecisionEntry {
  return { kind: 'decision', id: 'id', hash: HASH, path: 'a.NEF', time: '2026-05-17T12:00:00.000Z', author: null, ...changes };
}
