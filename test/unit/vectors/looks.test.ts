import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Plan } from '../../../src/core/intent/plan';
import { previewPlan } from '../../../src/core/intent/preview';
import { previewSentences } from '../../../src/core/intent/previewWords';
import { runPlan } from '../../../src/core/intent/run';
import { TOOLS } from '../../../src/core/intent/tools/tools';
import { understand } from '../../../src/core/intent/understand';
import { DEFAULT_RECIPE } from '../../../src/core/model';
import type { Shoot } from '../../../src/core/shoot';
import { fitting } from '../../../src/core/vectors/search';
import { ThreadClient } from '../../../src/workers/thread/threadClient';
import { repoRoot } from '../../support/samples';
import { useTempDir } from '../../support/tempDir';
import { installTiny, TINY_IMAGE, TINY_TEXT } from '../../support/tinyClip';
import { openTinyShoot, paintColours } from '../../support/tinyShoot';

const COLOURS = {
  crimson: '#d01018',
  fir: '#106018',
  ink: '#101880',
  lime: '#60d060',
  navy: '#2030a0',
  rose: '#c05060',
  scarlet: '#e02010',
  sky: '#80a0e0',
} as const;
const NOW = '2026-05-12T10:00';
const dist = (name: string): string => path.join(repoRoot, 'dist', name);
const resolve = (destination: string): string => destination;
const planOf = (filter: Plan['filter'], recipe?: Plan['recipe']): Plan => ({
  version: 1,
  filter: { verdicts: [], ...filter },
  ...(recipe === undefined ? {} : { recipe }),
});

describe('the photos that words fit', () => {
  const ranking = (likeness: readonly number[]) =>
    likeness.toSorted((a, b) => b - a).map((it, at) => ({ path: String(at).padStart(3, '0'), likeness: it }));

  it('are those at least half as far above the ordinary one as the likest', () => {
    const at = (likeness: readonly number[]) => fitting(ranking(likeness)).map((it) => it.likeness);
    assert.deepEqual(at([0.3, 0.28, 0.26, 0.2, 0.2, 0.2, 0.19]), [0.3, 0.28, 0.26]);
    assert.deepEqual(at([0.3, 0.24, 0.2, 0.2, 0.2]), [0.3]);
    assert.deepEqual(at([0.2, 0.2, 0.2]), [0.2, 0.2, 0.2]);
    assert.deepEqual([at([0.1]), at([])], [[0.1], []]);
  });

  it('are the first of the ranking, at least one, and never the lower half unless all are alike', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 }), (numbers) => {
        const all = ranking(numbers.map((it) => it / 1000));
        const fit = fitting(all);
        assert.deepEqual(fit, all.slice(0, fit.length));
        assert.ok(fit.length >= 1);
        const isFlat = all[0]?.likeness === all[Math.ceil((all.length - 1) / 2)]?.likeness;
        if (!isFlat) assert.ok(fit.length <= all.length / 2 + 0.5, `${fit.length} of ${all.length}`);
      }),
    );
  });
});

describe('plans that ask in words', () => {
  const temp = useTempDir();
  const started: number[] = [];
  let shoot: Shoot;
  const folder = () => path.join(temp.path, 'shoot');
  const models = () => path.join(temp.path, 'models');
  const open = (options: Partial<Parameters<typeof openTinyShoot>[1]> = {}) =>
    openTinyShoot(folder(), { models: models(), data: path.join(temp.path, 'data'), ...options });
  const preview = (plan: Plan, it: Shoot = shoot) => previewPlan(it, plan, { resolve });

  before(async () => {
    await paintColours(folder(), COLOURS);
    installTiny(models(), TINY_IMAGE);
    installTiny(models(), TINY_TEXT);
    const wrap: Parameters<typeof openTinyShoot>[1]['wrap'] = (workers) => {
      started.push(1);
      return workers;
    };
    shoot = await open({ wrap });
    await shoot.index({ workers: 1 });
    await shoot.cull(DEFAULT_RECIPE);
  });

  it('get the likest photos, likest first, as a step with its count and its words', async () => {
    const { steps, selected, missing, partly } = await preview(planOf({ text: 'red' }));
    assert.deepEqual(selected, ['scarlet.jpg', 'rose.jpg', 'crimson.jpg']);
    assert.deepEqual(
      steps.filter(({ at }) => at === 'filter.text').map(({ what, photos }) => [what, photos]),
      [['pictures most like “red”', 3]],
    );
    assert.deepEqual([missing, partly], [[], null]);
    assert.match(
      previewSentences(planOf({ text: 'red' }), await preview(planOf({ text: 'red' })), resolve).join(),
      /3 \(pictures most like “red”\)/,
    );
  });

  it('leave out what fits, close in with other steps, and let a number choose the best of what fits', async () => {
    const without = await preview(planOf({ except: [{ text: 'red' }, { text: 'blue' }] }));
    assert.ok(!without.selected.some((it) => ['scarlet.jpg', 'crimson.jpg', 'rose.jpg', 'ink.jpg', 'navy.jpg'].includes(it)));
    assert.ok(without.selected.includes('lime.jpg'));
    const both = await preview(planOf({ text: 'red', except: [{ text: 'red' }] }));
    assert.deepEqual(both.selected, []);
    const two = await preview(planOf({ text: 'red' }, { top: 2 }));
    assert.equal(two.selected.length, 2);
    assert.ok(two.selected.every((it) => ['scarlet.jpg', 'rose.jpg', 'crimson.jpg'].includes(it)));
    assert.ok(two.next !== null && !two.selected.includes(two.next));
  });

  it('come from sentences, where words can be searched', async () => {
    const { plan, unused, understood } = await understand(shoot, 'all photos of a red thing', { now: NOW });
    assert.deepEqual([plan.filter, unused], [{ verdicts: [], text: 'a red thing' }, []]);
    assert.match(understood.map(({ meaning }) => meaning).join(), /pictures most like “a red thing”/);
  });

  it('run, export what fits, and give the same on every run', async () => {
    const out = path.join(temp.path, 'red.txt');
    const plan: Plan = { ...planOf({ text: 'red' }), export: { format: 'list', destination: out } };
    const report = await runPlan(shoot, plan, { resolve });
    assert.deepEqual(report.selected, ['scarlet.jpg', 'rose.jpg', 'crimson.jpg']);
    assert.deepEqual(
      readFileSync(out, 'utf8')
        .trim()
        .split('\n')
        .map((it) => path.basename(it))
        .sort(),
      report.selected.toSorted(),
    );
    assert.deepEqual((await preview(planOf({ text: 'red' }), await open())).selected, report.selected);
  });

  it('read the same words once, however often they are asked', async () => {
    await shoot.looks(['green']);
    const before = started.length;
    await shoot.looks(['green', 'red']);
    await preview(planOf({ text: 'green' }));
    assert.equal(started.length, before);
  });

  it('are found by the tool that assistants call', async () => {
    const tool = TOOLS.find(({ name }) => name === 'qrate_find');
    const shoots = {
      roots: async () => [shoot.root],
      open: async () => shoot,
      exclusive: <T>(_: string, work: () => Promise<T>) => work(),
      folders: () => [],
    };
    const answer = await tool?.run(shoots, { plan: planOf({ text: 'red' }) }, { now: NOW });
    assert.deepEqual((answer as { selected: unknown }).selected, { count: 3, first: ['scarlet.jpg', 'rose.jpg', 'crimson.jpg'] });
  });

  it('are compared in the thread of a shoot as they are here', async () => {
    const thread = new ThreadClient({
      root: folder(),
      settings: { ignore: [], storage: 'shoot', cacheMaxBytes: 1e9 },
      sqlWasm: dist('sql-wasm.wasm'),
      workerPath: dist('worker.js'),
      userDataDir: path.join(temp.path, 'data'),
      script: dist('shootThread.js'),
      log: () => undefined,
    });
    const there = await open({ compare: thread.compare.bind(thread) });
    for (const query of [{ text: 'blue' }, { like: 'rose.jpg' }]) assert.deepEqual(await there.find(query), await shoot.find(query));
  });

  it('stop when they are told to', async () => {
    const reason = new Error('enough');
    await assert.rejects(shoot.looks(['a blue photo'], { signal: AbortSignal.abort(reason) }), reason);
  });

  it('say for which photos nobody knows', async () => {
    await paintColours(folder(), { later: '#d01020' });
    await shoot.index({ workers: 1, models: false });
    const { partly, selected } = await preview(planOf({ text: 'red' }));
    assert.match(partly ?? '', /^1 of 9 photos are not described yet/);
    assert.ok(!selected.includes('later.jpg'));
    await shoot.index({ workers: 1 });
    const caughtUp = await preview(planOf({ text: 'red' }));
    assert.deepEqual([caughtUp.partly, caughtUp.selected.includes('later.jpg')], [null, true]);
  });

  it('say what is missing and run nothing, without vectors, with a changed model and without one', async () => {
    const asks = async (pattern: RegExp) => {
      const it = await open();
      const { missing, steps } = await preview(planOf({ text: 'red', except: [{ text: 'blue' }] }), it);
      assert.match(missing.join(), pattern);
      assert.ok(!steps.some(({ at }) => at !== 'filter.verdicts'), JSON.stringify(steps));
      await assert.rejects(runPlan(it, planOf({ text: 'red' }), { resolve }), { code: 'usage', message: pattern });
      await assert.rejects(it.planExport({ format: 'list', out: null, top: null, filter: { text: 'red' } }), {
        code: 'usage',
        message: pattern,
      });
      assert.deepEqual((await understand(it, 'all photos of a red car', { now: NOW })).unused, ['red', 'car']);
    };
    rmSync(path.join(folder(), '.qrate', 'vectors'), { recursive: true });
    await asks(/cannot be searched in words yet\. No photo has been described yet|No photo has been described yet/);
    appendFileSync(path.join(models(), TINY_TEXT.id, 'text.onnx'), 'x');
    await asks(/damaged or was changed/);
    rmSync(models(), { recursive: true });
    await asks(/Words need the model that reads them/);
  });
});
