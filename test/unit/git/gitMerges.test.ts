import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findDisagreements } from '../../../src/core/git/disagreements';
import { appendDecisions, type DecisionLog, parseDecisions } from '../../../src/core/index/decisions';
import { foldDecisions } from '../../../src/core/index/fold';
import { ensureStore } from '../../../src/core/index/storeFolder';
import type { Decision } from '../../../src/core/model';
import { GitRepo } from '../../support/gitRepo';
import { useTempDir } from '../../support/tempDir';
import { locate } from '../index/fixtures';
import { PHOTOS } from './simulation';

const PEOPLE = ['Ada', 'Bob', 'Cy'] as const;
const nameOf = (person: string) => `${person} <${person.toLowerCase()}@example.org>`;

describe('decisions of several people, merged by git', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let number = 0;
  let second = 0;

  /** One repository for each person, all with the same set-up and one decision of Ada about the first photo. */
  async function crew(people: readonly string[] = PEOPLE): Promise<readonly GitRepo[]> {
    const base = path.join(temp.path, `crew ${++number}`);
    const [first = 'Ada', ...others] = people;
    mkdirSync(path.join(base, first), { recursive: true });
    const repo = GitRepo.init(path.join(base, first), first);
    await decide(repo, 'Ada', 0, { rating: 1 });
    repo.commit('first');
    return [repo, ...others.map((person) => repo.copyTo(path.join(base, person), person))];
  }

  async function decide(repo: GitRepo, person: string, photo: number, patch: Partial<Decision>): Promise<void> {
    const location = await locate(repo.dir);
    await ensureStore(location);
    const { path: file, hash } = PHOTOS[photo] ?? { path: '', hash: '' };
    // Everybody's clock stands still: only what was seen tells before from after.
    const stamp = { now: new Date(Date.UTC(2026, 4, 17) + 1000 * second++), author: nameOf(person) };
    await appendDecisions(location, [{ path: file, hash, ...patch }], stamp);
  }

  const logFile = (repo: GitRepo) => path.join(repo.dir, '.qrate', 'decisions.jsonl');
  const text = (repo: GitRepo) => readFileSync(logFile(repo), 'utf8');
  const read = (repo: GitRepo): DecisionLog => parseDecisions(text(repo));

  /** What counts, and who disagrees; a merge that lost, doubled or tore a line shows as well. */
  function stateOf(repo: GitRepo) {
    const { entries, unreadable } = read(repo);
    assert.deepEqual(unreadable, []);
    assert.doesNotMatch(text(repo), /^[<=>|]{7}/m);
    return { entries, decisions: [...foldDecisions(entries, PHOTOS).decisions], open: openIn(repo) };
  }

  /** `a.NEF rating: 3 Ada, 5 Bob`. */
  const openIn = (repo: GitRepo): readonly string[] =>
    findDisagreements(read(repo).entries, PHOTOS).map(
      ({ path: photo, field, voices }) =>
        `${photo} ${field}: ${voices.map(({ value, author }) => `${value} ${author?.split(' ')[0]}`).join(', ')}`,
    );

  it('come out the same whoever merges whom, in every order', async () => {
    const repos = await crew();
    for (const [i, repo] of repos.entries()) {
      await decide(repo, PEOPLE[i] ?? '', 0, { rating: 3 + (i % 2) });
      await decide(repo, PEOPLE[i] ?? '', 1, { verdict: i === 2 ? 'reject' : 'pick' });
      repo.commit(`pass of ${PEOPLE[i]}`);
    }
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const states = orders.map((order, i) => {
      const [target, ...rest] = order.map((at) => repos[at]).filter((repo) => repo !== undefined);
      assert.ok(target);
      const merged = target.copyTo(`${target.dir} merged ${i}`, 'Dee');
      for (const repo of rest) merged.merge(repo);
      return stateOf(merged);
    });
    assert.deepEqual(states[0]?.open, ['a.NEF rating: 3 Ada, 4 Bob, 3 Cy', 'b.NEF verdict: pick Ada, pick Bob, reject Cy']);
    assert.equal(states[0]?.entries.length, 7);
    for (const state of states) assert.deepEqual(state, states[0]);
  });

  it('disagree until somebody who has both sides decides, and that travels', async () => {
    const [ada, bob] = await crew();
    assert.ok(ada && bob);
    await decide(ada, 'Ada', 0, { verdict: 'pick' });
    await decide(bob, 'Bob', 0, { verdict: 'reject' });
    ada.commit('Ada picks');
    bob.commit('Bob rejects');
    ada.merge(bob);
    assert.deepEqual(openIn(ada), ['a.NEF verdict: pick Ada, reject Bob']);
    assert.deepEqual(openIn(bob), []);
    await decide(ada, 'Ada', 0, { verdict: 'pick' });
    ada.commit('settled');
    bob.merge(ada);
    assert.deepEqual([openIn(ada), openIn(bob)], [[], []]);
    assert.deepEqual(stateOf(bob), stateOf(ada));
  });

  it('agree after criss-cross merges', async () => {
    const [ada, bob] = await crew();
    assert.ok(ada && bob);
    for (let round = 0; round < 4; round += 1) {
      await decide(ada, 'Ada', round % 3, { rating: round });
      await decide(bob, 'Bob', (round + 1) % 3, { rating: 5 - round });
      ada.commit(`Ada ${round}`);
      bob.commit(`Bob ${round}`);
      // Each takes the other's commit of before the merge: two merges with two bases each.
      const before = ada.copyTo(`${ada.dir} ${round}`, 'Ada');
      ada.merge(bob);
      bob.merge(before);
      assert.deepEqual(stateOf(ada), stateOf(bob));
    }
    assert.equal(read(ada).entries.length, 9);
  });

  it('keep every line in a rebase of several commits', async () => {
    const [ada, bob] = await crew();
    assert.ok(ada && bob);
    for (const photo of [0, 1, 2]) {
      await decide(ada, 'Ada', photo, { rating: 4 });
      ada.commit(`Ada ${photo}`);
      await decide(bob, 'Bob', photo, { rating: photo });
      bob.commit(`Bob ${photo}`);
    }
    const merged = ada.copyTo(`${ada.dir} merged`, 'Ada');
    merged.merge(bob);
    ada.git('fetch', '-q', bob.dir, 'HEAD');
    ada.git('rebase', '-q', 'FETCH_HEAD');
    assert.deepEqual(stateOf(ada), stateOf(merged));
    assert.equal(openIn(ada).length, 3);
  });

  it('keep what a cherry-pick brings, and disagree on nothing that was seen', async () => {
    const [ada, bob] = await crew();
    assert.ok(ada && bob);
    await decide(ada, 'Ada', 0, { rating: 2 });
    ada.commit('first thought');
    await decide(ada, 'Ada', 0, { rating: 3 });
    const second = ada.commit('second thought');
    await decide(bob, 'Bob', 1, { rating: 5 });
    bob.commit('Bob');
    bob.git('fetch', '-q', ada.dir, 'HEAD');
    bob.git('cherry-pick', second);
    assert.equal(stateOf(bob).decisions.find(([photo]) => photo === 'a.NEF')?.[1].rating, 3);
    assert.deepEqual(openIn(bob), []);
    bob.merge(ada);
    ada.merge(bob);
    assert.deepEqual(stateOf(bob), stateOf(ada));
  });

  it('merge where both began a log of their own', async () => {
    const base = path.join(temp.path, `apart ${++number}`);
    mkdirSync(path.join(base, 'Ada'), { recursive: true });
    const ada = GitRepo.init(path.join(base, 'Ada'), 'Ada');
    writeFileSync(path.join(ada.dir, 'README'), 'photos\n');
    ada.commit('no decisions yet');
    const bob = ada.copyTo(path.join(base, 'Bob'), 'Bob');
    await decide(ada, 'Ada', 0, { rating: 1 });
    await decide(bob, 'Bob', 0, { rating: 2 });
    ada.commit('Ada');
    bob.commit('Bob');
    ada.merge(bob);
    bob.merge(ada);
    assert.deepEqual(stateOf(ada), stateOf(bob));
    assert.deepEqual(openIn(ada), ['a.NEF rating: 1 Ada, 2 Bob']);
  });

  it('are the same lines to git where one machine checks out with CRLF', async () => {
    const [ada, bob] = await crew();
    assert.ok(ada && bob);
    bob.git('config', 'core.autocrlf', 'true');
    bob.git('rm', '-q', '--cached', '-r', '.');
    bob.git('reset', '-q', '--hard');
    assert.doesNotMatch(text(bob), /\r/);
    // An editor that saves with CRLF must not make other lines of them.
    writeFileSync(logFile(bob), text(bob).replaceAll('\n', '\r\n'));
    await decide(bob, 'Bob', 1, { rating: 2 });
    await decide(ada, 'Ada', 1, { rating: 3 });
    ada.commit('Ada');
    bob.commit('Bob');
    ada.merge(bob);
    assert.doesNotMatch(text(ada), /\r/);
    assert.equal(stateOf(ada).entries.length, 3);
  });

  it('stay whole where one side ends in a line that a kill cut off', async () => {
    const [ada, bob] = await crew();
    assert.ok(ada && bob);
    await decide(ada, 'Ada', 1, { rating: 3 });
    ada.commit('Ada');
    await decide(bob, 'Bob', 2, { rating: 3 });
    appendFileSync(logFile(bob), '{"v":1,"kind":"decision","id":"torn');
    bob.commit('Bob');
    for (const [one, other] of [
      [ada.copyTo(`${ada.dir} 1`, 'Ada'), bob],
      [bob.copyTo(`${bob.dir} 1`, 'Bob'), ada],
    ] as const) {
      one.merge(other);
      const { entries, unreadable } = read(one);
      assert.deepEqual([entries.length, unreadable.length], [3, 1]);
    }
  });

  it('commit only what is the person’s own work', async () => {
    const [ada] = await crew();
    assert.ok(ada);
    for (const name of ['index.sqlite', 'lock', 'presets.json', 'taste.json']) writeFileSync(path.join(ada.dir, '.qrate', name), '{}');
    ada.commit('all there is');
    const files = ada.git('ls-files').trim().split('\n');
    const precious = ['.gitattributes', '.gitignore', 'decisions.jsonl', 'presets.json', 'taste.json'];
    assert.deepEqual(
      files,
      precious.map((name) => `.qrate/${name}`),
    );
    assert.match(ada.git('check-attr', 'merge', '.qrate/decisions.jsonl'), /merge: union/);
  });
});
