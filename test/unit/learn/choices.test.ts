import assert from 'node:assert/strict';
import { parseDecisions } from '../../../src/core/index/decisions';
import { type ChoiceEntry, type ForgetEntry, formatEntry, parseEntry } from '../../../src/core/index/entries';
import { photoFinder } from '../../../src/core/index/fold';
import { foldChoices } from '../../../src/core/learn/choices';
import type { PairOutcome } from '../../../src/core/learn/tasteApi';
import { photo, seeded, shuffled } from '../group/photoBuilder';

const hash = (name: string): string => Buffer.from(name).toString('hex').padStart(64, '0');
const photos = ['a', 'b', 'c', 'd'].map((name) => photo(name, { hash: hash(name) }));
const find = photoFinder(photos);
const ref = (name: string) => ({ hash: hash(name), path: name });
const time = (second: number): string => new Date(Date.UTC(2026, 4, 1) + second * 1000).toISOString();

const choice = (id: number, a: string, b: string, outcome: PairOutcome | null, rest: Partial<ChoiceEntry> = {}): ChoiceEntry => ({
  kind: 'choice',
  id: String(id),
  model: 'default',
  a: ref(a),
  b: ref(b),
  outcome,
  source: 'burst',
  time: time(id),
  author: null,
  ...rest,
});
const forget = (id: number, model = 'default'): ForgetEntry => ({ kind: 'forget', id: String(id), model, time: time(id), author: null });

const said = (entries: Parameters<typeof foldChoices>[0], model = 'default') =>
  foldChoices(entries, model, find).standing.map(({ a, b, outcome }) => `${a}${b} ${outcome}`);

describe('choices of the log', () => {
  it('count in order, each pair by its last answer, whichever side its photos were on', () => {
    assert.deepEqual(said([choice(1, 'a', 'b', 'a'), choice(2, 'c', 'd', 'tie'), choice(3, 'b', 'a', 'a')]), ['cd tie', 'ba a']);
  });

  it('do not count once they are taken back; the pair is asked again until something else is answered', () => {
    const undone = [choice(1, 'a', 'b', 'a'), choice(2, 'c', 'd', 'b'), choice(3, 'c', 'd', null, { undoes: '2' })];
    assert.deepEqual(said(undone), ['ab a']);
    assert.deepEqual(
      [foldChoices(undone, 'default', find).reopened?.a, foldChoices(undone.slice(0, 2), 'default', find).reopened],
      ['c', null],
    );
    assert.equal(foldChoices([...undone, choice(4, 'a', 'c', 'a')], 'default', find).reopened, null);
  });

  it('teach their own model alone, letter case ignored, and nothing before it was forgotten', () => {
    const lines = [choice(1, 'a', 'b', 'a'), choice(2, 'a', 'b', 'b', { model: 'Weddings' }), forget(3), choice(4, 'c', 'd', 'a')];
    assert.deepEqual(said(lines), ['cd a']);
    assert.deepEqual(said(lines, 'weddings'), ['ab b']);
    assert.deepEqual(said([...lines, forget(5, 'WEDDINGS')], 'weddings'), []);
  });

  it('follow a renamed photo by its content, and wait for one that is gone', () => {
    const moved = [photo('moved/a', { hash: hash('a') }), photo('b', { hash: hash('b') })];
    assert.deepEqual(
      foldChoices([choice(1, 'a', 'b', 'a'), choice(2, 'a', 'c', 'a')], 'default', photoFinder(moved)).standing.map(({ a, b }) => [a, b]),
      [['moved/a', 'b']],
    );
  });

  it('are the same however a merge ordered the lines', () => {
    const lines = [
      choice(1, 'a', 'b', 'a'),
      choice(2, 'b', 'a', 'a'),
      forget(3),
      choice(4, 'c', 'd', 'b'),
      choice(5, 'c', 'd', null, { undoes: '4' }),
    ];
    const text = (order: typeof lines) => order.map(formatEntry).join('');
    const expected = foldChoices(parseDecisions(text(lines)).entries, 'default', find);
    const random = seeded(3);
    for (let run = 0; run < 20; run++) {
      assert.deepEqual(foldChoices(parseDecisions(text(shuffled(lines, random))).entries, 'default', find), expected);
    }
  });

  it('are lines that are read back as they were written; half a line costs itself alone', () => {
    for (const entry of [choice(1, 'a', 'b', 'skip'), choice(2, 'a', 'b', null, { undoes: '1' }), forget(3)]) {
      assert.deepEqual(parseEntry(formatEntry(entry)), entry);
      assert.equal(parseEntry(formatEntry(entry).slice(0, 60)), 'unreadable');
    }
    assert.equal(parseEntry(formatEntry({ ...choice(1, 'a', 'b', 'a'), outcome: 'both' } as never)), 'unreadable');
    const newer = parseEntry(formatEntry({ ...choice(1, 'a', 'b', 'a'), source: 'whim' } as never));
    assert.ok(
      typeof newer === 'object' && newer.kind === 'choice' && newer.source === 'diverse',
      'a reason of a newer qrate costs no answer',
    );
  });
});
