import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Regroupings } from '../../../src/core/group/manual';
import { parseDecisions } from '../../../src/core/index/decisions';
import { type ClockEntry, formatEntry, type GroupEntry, type LogEntry, parseEntry } from '../../../src/core/index/entries';
import { foldClocks } from '../../../src/core/index/fold';
import { foldRegroupings } from '../../../src/core/index/foldRegroupings';
import type { GroupOp } from '../../../src/core/model';
import { seeded, shuffled } from '../group/photoBuilder';

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex');
const author = null;

/** `merge a b`: photos `a` and `b`, each with a content of its own. */
function say(words: string, second = 0): GroupEntry {
  const [op, ...names] = words.split(' ');
  const time = new Date(Date.UTC(2026, 4, 17, 12, 0, second)).toISOString();
  return {
    kind: 'group',
    id: `${time} ${words}`,
    op: op as GroupOp,
    photos: names.map((path) => ({ hash: hashOf(path), path })),
    time,
    author,
  };
}

const there = (name: string, content: string | null = name) => ({ path: name, hash: content === null ? null : hashOf(content), size: 1 });
const PHOTOS = ['a', 'b', 'c', 'd', 'e'].map((name) => there(name));

/** `ab cd | never e | cut c` */
function told({ together, alone, cuts }: Regroupings): string {
  const parts = [
    together.map((set) => set.join('')).join(' '),
    alone.length > 0 ? `never ${alone.join('')}` : '',
    ...cuts.map(({ before, joinedSince }) => `cut ${before}${joinedSince.map((set) => ` since ${set.join('')}`).join('')}`),
  ];
  return parts.filter((part) => part !== '').join(' | ');
}

const fold = (words: readonly string[], photos = PHOTOS): string =>
  told(
    foldRegroupings(
      words.map((it, i) => say(it, i)),
      photos,
    ),
  );

describe('folding what a person said about groups', () => {
  const TABLE: readonly (readonly [words: readonly string[], stands: string])[] = [
    [[], ''],
    [['merge a b'], 'ab'],
    [['merge b a', 'merge d c'], 'ab cd'],
    [['merge a b', 'merge b c'], 'abc'],
    [['merge a b', 'merge c d', 'merge a d'], 'abcd'],
    [['merge a b c', 'auto b'], 'ac'],
    [['merge a b', 'merge b c', 'auto b'], 'ac'],
    [['merge a b', 'auto a'], ''],
    [['merge a b c', 'never c'], 'ab | never c'],
    [['never a', 'merge a b'], 'ab'],
    [['never a', 'auto a'], ''],
    [['never a b', 'never b'], 'never ab'],
    [['split c'], 'cut c'],
    [['split c', 'auto c'], ''],
    [['split c', 'never c'], 'never c'],
    [['never c', 'split c'], 'never c | cut c'],
    [['split c', 'merge b c'], 'bc | cut c since bc'],
    [['merge b c', 'split c'], 'bc | cut c'],
    [['split c', 'merge b c', 'split c'], 'bc | cut c'],
    [['split c', 'merge a d'], 'ad | cut c'],
    [['merge a b c d', 'split c', 'merge a d', 'merge b e'], 'abcde | cut c since ad since be'],
    [['split c', 'merge a d', 'auto d'], 'cut c'],
    [['auto a b c'], ''],
  ];
  for (const [words, stands] of TABLE) {
    it(`${words.join(', ') || 'nothing'} → ${stands || 'nothing'}`, () => assert.equal(fold(words), stands));
  }

  it('takes no part of photos that are gone, and the whole of it when they are back', () => {
    const words = ['merge a b c', 'never d'];
    assert.equal(fold(words, PHOTOS.slice(1, 3)), 'bc');
    assert.equal(fold(words, PHOTOS.slice(2, 3)), '');
    assert.equal(fold(words), 'abc | never d');
  });

  it('follows renamed and edited photos, and keeps to the path while no hash is known', () => {
    assert.equal(fold(['merge a b', 'split b'], [there('x', 'a'), there('b', 'edited')]), 'bx | cut b');
    assert.equal(fold(['merge a b'], [there('a', null), there('b', null)]), 'ab');
  });

  it('takes identical files for one picture: the word about a copy counts for the file that stands for it', () => {
    const copies = [there('a'), there('b'), there('z', 'b')];
    const word = (words: string) => ({
      ...say(words),
      photos: say(words).photos.map((ref) => (ref.path === 'z' ? { path: 'z', hash: hashOf('b') } : ref)),
    });
    assert.equal(told(foldRegroupings([word('merge a z')], copies)), 'ab');
    assert.equal(told(foldRegroupings([word('never z')], copies)), 'never b');
    assert.equal(told(foldRegroupings([word('merge b z')], copies)), '');
    const empty = [there('a'), { ...there('y', 'nothing'), size: 0 }, { ...there('z', 'nothing'), size: 0 }];
    assert.equal(told(foldRegroupings([{ ...say('never z'), photos: [{ path: 'z', hash: hashOf('nothing') }] }], empty)), 'never z');
  });

  it('comes out the same for every order of the lines, doubled by a merge or not', () => {
    const random = seeded(5);
    for (let round = 0; round < 60; round++) {
      const entries = Array.from({ length: 12 }, (_, i) => randomWord(random, Math.floor(i / 2)));
      const lines = entries.map(formatEntry);
      const folded = (some: readonly string[]) => foldRegroupings(parseDecisions(some.join('')).entries, PHOTOS);
      const expected = folded(lines);
      assert.deepEqual(folded(shuffled(lines, random)), expected);
      assert.deepEqual(folded(shuffled([...lines, ...lines.slice(3, 7)], random)), expected);
      assertConsistent(expected);
    }
  });
});

function randomWord(random: () => number, second: number): GroupEntry {
  const ops: readonly GroupOp[] = ['merge', 'merge', 'split', 'never', 'auto'];
  const op = ops[Math.floor(random() * ops.length)];
  const names = shuffled(['a', 'b', 'c', 'd', 'e'], random).slice(0, 1 + Math.floor(random() * 3));
  return { ...say(`${op} ${names.join(' ')}`, second), id: String(random()) };
}

function assertConsistent({ together, alone }: Regroupings): void {
  const placed = [...together.flat(), ...alone];
  assert.equal(new Set(placed).size, placed.length);
  assert.ok(together.every((set) => set.length > 1));
}

describe('folding clocks', () => {
  const clock = (camera: string, seconds: number, second: number): ClockEntry => {
    const time = new Date(Date.UTC(2026, 4, 17, 12, 0, second)).toISOString();
    return { kind: 'clock', id: `${time} ${camera}`, camera, seconds, time, author };
  };

  it('lets the last word about a body win, in any order of lines, and 0 take it back', () => {
    const entries: readonly LogEntry[] = [clock('A', 60, 1), clock('B', -5, 2), clock('A', 90, 3), clock('C', 7, 4), clock('C', 0, 5)];
    const random = seeded(8);
    for (let i = 0; i < 20; i++) {
      const text = shuffled(entries.map(formatEntry), random).join('');
      assert.deepEqual([...foldClocks(parseDecisions(text).entries)].sort(), [
        ['A', 90],
        ['B', -5],
      ]);
    }
  });
});

describe('lines about groups and clocks', () => {
  const common = { v: 1, id: 'x', time: '2026-05-17T12:00:00Z', author: null };
  const ref = { hash: '0'.repeat(64), path: 'a' };

  it('are read as they were written', () => {
    for (const entry of [
      say('merge a b'),
      say('never a'),
      { kind: 'clock', id: 'x', camera: 'A', seconds: -1.5, time: common.time, author: 'Ada' } as const,
    ]) {
      assert.deepEqual(parseEntry(formatEntry(entry)), entry);
    }
  });

  it('are unreadable where they make no sense, and foreign where a newer qrate wrote them', () => {
    const read = (fields: object) => parseEntry(JSON.stringify({ ...common, ...fields }));
    assert.equal(read({ kind: 'group', op: 'merge', photos: [] }), 'unreadable');
    assert.equal(read({ kind: 'group', op: 'shuffle', photos: [ref] }), 'unreadable');
    assert.equal(read({ kind: 'group', op: 'never', photos: [{ ...ref, hash: 'short' }] }), 'unreadable');
    assert.equal(read({ kind: 'clock', camera: '', seconds: 1 }), 'unreadable');
    assert.equal(read({ kind: 'clock', camera: 'A', seconds: 1e12 }), 'unreadable');
    assert.equal(read({ kind: 'lens', lens: 'A' }), 'foreign');
    assert.equal(read({ v: 2, kind: 'group', op: 'shuffle' }), 'foreign');
  });
});
