import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { anyFrame, hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

describe('finding photos by what they show', () => {
  before(() => report('qrate.index'));

  it('lists photos like one, the likest first, without any model and without holding up the host', async () => {
    const { photo } = await anyFrame(await qrate());
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const { model, matches } = await report('qrate.findLike', { file: photo.path, top: 10 });
    delay.disable();
    assert.equal(model, 'classic-1');
    assert.equal(matches.length, 10);
    assert.ok(matches.every(({ path, likeness }, at) => path !== photo.path && likeness <= (matches[at - 1]?.likeness ?? 1)));
    // The machine may be busy with others: the middle of the distribution is ours.
    assert.ok(delay.percentile(95) / 1e6 < 50, `${delay.percentile(95) / 1e6} ms`);
  });

  it('refuses a photo that is none', async () => {
    await assert.rejects(run('qrate.findLike', { file: 'nowhere.jpg' }), hasCode('no-such-photo'));
  });

  it('says what words would need, uses none of them in a sentence, and runs no plan that asks in words', async function () {
    const api = await (await qrate()).shoots.api(workspaceShoot());
    const { missing } = await api.looks([]);
    // Whoever has the models on this machine cannot see that.
    if (missing === null) this.skip();
    assert.match(missing, /Words need the model that reads them/);
    await assert.rejects(api.find({ text: 'a dog' }), /Words need the model that reads them/);
    assert.deepEqual((await report('qrate.ask', { sentence: 'best 3 photos of a dog' })).unused, ['dog']);
    await assert.rejects(run('qrate.runPlan', { plan: { version: 1, filter: { text: 'a dog' } } }), hasCode('usage'));
  });
});
