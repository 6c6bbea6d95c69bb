import assert from 'node:assert/strict';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hash32 } from '../../../src/core/learn/deterministic';
import type { LearnStep, PairQuestion, TasteModelReport } from '../../../src/core/learn/tasteApi';
import { readTaste, writeTaste } from '../../../src/core/learn/tasteFile';
import { DEFAULT_RECIPE, type Photo } from '../../../src/core/model';
import { sentenceFor } from '../../../src/core/select/explain';
import type { Shoot } from '../../../src/core/shoot';
import { appendVectors } from '../../../src/core/vectors/vectorWriter';
import { at, flip, photo, randomPhash, seeded } from '../group/photoBuilder';
import { useTempDir } from '../index/fixtures';
import { openShoot, storedShoot } from '../session/storedShoot';

const BURSTS = 40;
const contentId = (name: string): string => hash32(name).toString(16).padStart(8, '0').repeat(4);

/** Bursts of three frames; what the person likes has nothing to do with how sharp they are. */
function shootOf(random = seeded(21)): readonly Photo[] {
  return Array.from({ length: BURSTS }, (_, burst) => {
    const phash = randomPhash(random);
    return Array.from({ length: 3 }, (_, frame) => {
      const name = `b${String(burst).padStart(2, '0')}_${frame}.jpg`;
      const scores = { sharpness: 200 + random() * 100, phash: flip(phash, frame) };
      const hash = contentId(name).repeat(2);
      const made = photo(name, { timestamp: at(burst * 600 + frame * 0.2), hash, ...scores });
      return { ...made, preview: { source: 'embedded' as const, width: 300, height: 200, contentId: contentId(name) } };
    });
  }).flat();
}

/** How much a photo is liked, −1 to 1: the first of its eight numbers. */
const liking = (name: string): number => (hash32(`liked ${name}`) / 2 ** 32) * 2 - 1;
const vectorOf = (name: string): Float32Array =>
  Float32Array.from({ length: 8 }, (_, j) => (j === 0 ? liking(name) : hash32(`${j} ${name}`) / 2 ** 32));

describe('taste, learned and applied', () => {
  const temp = useTempDir();
  let root = '';
  const open = () => openShoot(root);
  const file = (name: string) => path.join(root, '.qrate', name);

  beforeEach(async () => {
    root = path.join(temp(), 'shoot');
    const photos = shootOf();
    const location = await storedShoot(root, photos);
    const vectors = photos.map(({ path: name }) => [contentId(name), vectorOf(name)] as const);
    await appendVectors(location, { id: 'classic-1', length: 8, encoding: 'float32' }, vectors);
  });

  const better = ({ a, b }: PairQuestion) => (liking(a) > liking(b) ? ('a' as const) : ('b' as const));

  async function teach(shoot: Shoot, count: number, answer = better, model = 'default'): Promise<LearnStep> {
    let step = await shoot.taste.question(model, { bursts: 30 });
    for (let i = 0; i < count; i++) {
      assert.ok(step.question !== null);
      step = await shoot.taste.answer(model, step.question, answer(step.question), { bursts: 30 });
    }
    return step;
  }

  it('asks, hears, foretells the question after, and takes answers back one by one', async () => {
    const shoot = await open();
    const first = await shoot.taste.question('default');
    assert.deepEqual([first.progress.answered, first.question?.source, first.progress.report], [0, 'burst', null]);
    assert.deepEqual(await (await open()).taste.question('default'), first, 'the same log, the same question');
    const second = await shoot.taste.answer('default', first.question as PairQuestion, 'a');
    assert.deepEqual(second.question, first.next, 'what comes next was known before the answer');
    const third = await shoot.taste.answer('default', second.question as PairQuestion, 'skip');
    assert.deepEqual([third.question, third.progress.answered], [second.next, 1]);
    const back = await shoot.taste.undoAnswer('default');
    assert.deepEqual([back.question, back.progress.answered], [second.question, 1]);
    assert.deepEqual((await shoot.taste.undoAnswer('default')).question, first.question);
    await assert.rejects(shoot.taste.undoAnswer('default'), { code: 'usage', message: /no answer of yours/ });
    assert.equal(readFileSync(file('decisions.jsonl'), 'utf8').trim().split('\n').length, 4, 'lines are only added');
    assert.deepEqual((await (await open()).taste.question('default')).question, first.question);
  });

  it('looks at vectors as soon as they are there, while the shoot stays open', async () => {
    const vectors = file('vectors');
    renameSync(vectors, `${vectors} later`);
    const shoot = await open();
    await teach(shoot, 10);
    assert.equal((await shoot.taste.train('default')).features, 'scores-1');
    renameSync(`${vectors} later`, vectors);
    assert.equal((await shoot.taste.train('default')).features, 'classic-1.scores-1');
  });

  it('refuses what is no question, and says so', async () => {
    const { taste } = await open();
    await assert.rejects(taste.answer('default', { a: 'b00_0.jpg', b: 'b00_0.jpg', source: 'burst' }, 'a'), { code: 'usage' });
    await assert.rejects(taste.answer('default', { a: 'b00_0.jpg', b: 'gone.jpg', source: 'burst' }, 'a'), { code: 'no-such-photo' });
    await assert.rejects(taste.question('two\nlines'), { code: 'usage' });
    await assert.rejects(taste.train('default'), { code: 'usage', message: /needs 10 choices to learn from, and has 0/ });
  });

  it('learns what is liked, tells how well, weighs it into a cull, and says so with reasons', async () => {
    const shoot = await open();
    await teach(shoot, 36);
    const report = await shoot.taste.train('default');
    assert.ok(report.applies && (report.heldOut?.value ?? 0) > 0.75, report.verdict);
    assert.deepEqual([report.features, report.choices], ['classic-1.scores-1', 36]);
    const stored = readFileSync(file('taste.json'), 'utf8');
    assert.deepEqual(await (await open()).taste.train('default'), report);
    assert.equal(readFileSync(file('taste.json'), 'utf8'), stored, 'the same answers, the same model, bit for bit');
    const recipe = { ...DEFAULT_RECIPE, taste: { model: 'default', weight: 1 } };
    const preview = await shoot.previewCull(recipe);
    const cull = await shoot.cull(recipe);
    assert.deepEqual([cull.taste?.applied, cull.taste?.photos, preview.taste], [true, BURSTS * 3, cull.taste]);
    const { photos } = await shoot.view();
    const isBest = photos.filter(({ suggestion, group }) => suggestion?.rank === 1 && group !== null);
    const right = isBest.filter(({ path: name, group }) => group?.members.every((other) => liking(other) <= liking(name)));
    assert.ok(right.length > 0.7 * BURSTS, `${right.length} of ${BURSTS} bursts have the liked frame first`);
    assert.ok(
      isBest.some((it) => /you tend to prefer it \(\d\d %\)/.test(sentenceFor(it))),
      isBest.map(sentenceFor).join('\n'),
    );
    assert.deepEqual((await (await open()).view()).photos, photos, 'every reader finds the same');
    await shoot.cull({ ...DEFAULT_RECIPE, taste: { model: 'default', weight: 0 } });
    const without = (await shoot.view()).photos.map(({ suggestion }) => suggestion);
    await shoot.cull(DEFAULT_RECIPE);
    assert.deepEqual(
      (await shoot.view()).photos.map(({ suggestion }) => suggestion),
      without,
      'a weight of 0 is no taste',
    );
  }).timeout(60_000);

  it('goes on where it was learned from statistics alone, by an earlier qrate', async () => {
    const shoot = await open();
    await teach(shoot, 36);
    await shoot.taste.train('default');
    const [learned] = await readTaste({ dir: file('') });
    assert.ok(learned);
    const [mean, deviation, weights] = [learned.mean, learned.deviation, learned.weights].map((it) => it.slice(0, 8));
    assert.ok(mean && deviation && weights);
    await writeTaste({ dir: file('') }, [{ ...learned, features: { id: 'classic-1', length: 8 }, mean, deviation, weights }]);
    const cull = await shoot.cull({ ...DEFAULT_RECIPE, taste: { model: 'default', weight: 1 } });
    assert.deepEqual([cull.taste?.applied, cull.taste?.photos], [true, BURSTS * 3]);
    const { photos } = await (await open()).view();
    const best = photos.filter(({ suggestion, group }) => suggestion?.rank === 1 && group !== null);
    const right = best.filter(({ path: name, group }) => group?.members.every((it) => liking(it) <= liking(name))).length;
    assert.ok(right > 0.7 * best.length, `${right} of ${best.length}`);
  }).timeout(60_000);

  it('lets the person win over any taste, and sees at once what is decided', async () => {
    const shoot = await open();
    await teach(shoot, 36);
    await shoot.taste.train('default');
    await shoot.cull({ ...DEFAULT_RECIPE, taste: { model: 'default', weight: 1 } });
    const worst = ['b03_0.jpg', 'b03_1.jpg', 'b03_2.jpg'].sort((a, b) => liking(a) - liking(b))[0] ?? '';
    await shoot.decide([worst], { verdict: 'pick' });
    const live = (await shoot.view()).photos;
    assert.equal(live.find(({ path: name }) => name === worst)?.suggestion?.rank, 1);
    assert.deepEqual((await (await open()).view()).photos, live);
  }).timeout(60_000);

  it('is left out, with the reason, where answers are a coin’s, where nobody taught it, and where its file is broken', async () => {
    const shoot = await open();
    const coin = seeded(5);
    await teach(shoot, 24, () => (coin() < 0.5 ? 'a' : 'b'), 'coin');
    const report: TasteModelReport = await shoot.taste.train('coin');
    assert.equal(report.applies, false, report.verdict);
    assert.match(report.verdict, /no better than technical ranking/);
    const plain = (await shoot.viewAs(DEFAULT_RECIPE)).photos.map(({ suggestion }) => suggestion);
    for (const [model, why] of [
      ['coin', /no better than/],
      ['nobody', /There is no taste “nobody” here yet/],
    ] as const) {
      const cull = await shoot.cull({ ...DEFAULT_RECIPE, taste: { model, weight: 0.7 } });
      assert.equal(cull.taste?.applied, false);
      assert.match(cull.taste?.sentence ?? '', why);
      assert.deepEqual(
        (await shoot.view()).photos.map(({ suggestion }) => suggestion),
        plain,
      );
    }
    writeFileSync(file('taste.json'), '{');
    assert.match((await shoot.view()).taste?.sentence ?? '', /cannot be used: it is not JSON/);
    await assert.rejects(shoot.taste.models(), { code: 'taste' });
    await assert.rejects(shoot.taste.train('coin'), { code: 'taste' });
    assert.equal(readFileSync(file('taste.json'), 'utf8'), '{', 'what cannot be read is left as it is');
  }).timeout(60_000);

  it('is forgotten by a line: old answers count no more, and other tastes stay', async () => {
    const shoot = await open();
    await teach(shoot, 12);
    await teach(shoot, 12, better, 'Weddings');
    await shoot.taste.train('default');
    await shoot.taste.train('weddings');
    await shoot.taste.reset('default');
    assert.deepEqual(
      (await shoot.taste.models()).map(({ name }) => name),
      ['weddings'],
    );
    assert.equal((await shoot.taste.question('default')).progress.answered, 0);
    assert.equal((await shoot.taste.question('Weddings')).progress.answered, 12);
    await assert.rejects(shoot.taste.train('default'), { code: 'usage' });
  }).timeout(60_000);

  it('stays forgotten where it was being learned meanwhile', async () => {
    const shoot = await open();
    await teach(shoot, 12);
    let reset: Promise<void> | null = null;
    const signal = Object.assign(new AbortController().signal, {
      throwIfAborted: () => {
        reset ??= shoot.taste.reset('default');
      },
    });
    await assert.rejects(shoot.taste.train('default', { signal }), { code: 'usage', message: /was reset while it was learned/ });
    await reset;
    assert.deepEqual(await shoot.taste.models(), []);
    assert.equal((await shoot.taste.question('default')).progress.answered, 0);
  }).timeout(60_000);

  it('is not looked at anew for each answer: what is shown stays the same list', async () => {
    const shoot = await open();
    const { photos } = await shoot.view();
    await teach(shoot, 1);
    assert.equal((await shoot.view()).photos, photos);
    await shoot.decide(['b03_0.jpg'], { verdict: 'pick' });
    assert.notEqual((await shoot.view()).photos, photos);
  });

  it('goes from shoot to shoot as a file, and a cull may name the file', async () => {
    const shoot = await open();
    await teach(shoot, 20);
    await shoot.taste.train('default');
    const out = path.join(temp(), 'mine.json');
    await shoot.taste.exportModel('default', out);
    await assert.rejects(shoot.taste.exportModel('other', out), { code: 'usage', message: /There are: “default”/ });
    const imported = await shoot.taste.importModel(out, 'From home');
    assert.equal(imported.name, 'From home');
    await assert.rejects(shoot.taste.importModel(out, 'from home'), { code: 'usage', message: /already/ });
    assert.equal(await shoot.taste.named(out), 'mine');
    assert.equal(await shoot.taste.named(out), 'mine', 'once');
    assert.equal(await shoot.taste.named('FROM HOME'), 'From home');
    assert.equal((await shoot.taste.models()).length, 3);
  }).timeout(60_000);

  it('stands in the history of the log in words', async () => {
    const shoot = await open();
    await teach(shoot, 2, ({ a }) => (a === '' ? 'b' : 'a'));
    await shoot.taste.undoAnswer('default');
    await shoot.taste.reset('default');
    const { steps } = await shoot.git.log([]);
    assert.match(steps[0]?.what ?? '', /2 compared in pairs, 1 comparison taken back, 1 taste forgotten/);
    const [line] = readFileSync(file('decisions.jsonl'), 'utf8').split('\n');
    const { a } = JSON.parse(line ?? '') as { a: { path: string } };
    assert.match(
      (await shoot.git.log([a.path])).photos[0]?.lines.map(({ what }) => what).join('\n') ?? '',
      /preferred to b\d\d_\d\.jpg, taste "default"/,
    );
  });
});
