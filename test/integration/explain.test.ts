import assert from 'node:assert/strict';
import { panelsOf } from './support/panels';
import { allNodes, anyFrame, qrate, report, run } from './support/qrate';

const panels = panelsOf('qrate.explain');

async function closePanels(): Promise<void> {
  const { explain } = await qrate();
  if (explain.current === null) return;
  await panels.count(1);
  await panels.close();
}

describe('the Explain panel', () => {
  before(async () => {
    await report('qrate.index');
    await report('qrate.cull');
  });
  afterEach(closePanels);

  it('opens on a photo and answers the explanation', async () => {
    const exports = await qrate();
    const { root, photo } = await anyFrame(exports);
    const explanation = await report('qrate.explain', { file: photo.path });
    assert.equal(explanation.path, photo.path);
    assert.notEqual(explanation.sentence, '');
    assert.deepEqual(exports.explain.current, { root, path: photo.path });
    await panels.count(1);
  });

  it('is one panel that moves along the group and stops at its ends', async () => {
    const exports = await qrate();
    const group = (await allNodes(exports)).find((node) => node.kind === 'group' && node.children.length > 1);
    assert.ok(group?.kind === 'group', 'the shoot has no group');
    const frames = group.children.map((node) => node.photo.path);
    const [first] = frames;
    await report('qrate.explain', { file: first });
    const seen = new Set<string>();
    for (let i = 0; i < frames.length; i += 1) seen.add(await report('qrate.previousFrame'));
    for (let i = 0; i < frames.length; i += 1) seen.add(await report('qrate.nextFrame'));
    assert.equal(await report('qrate.nextFrame'), await report('qrate.nextFrame'));
    for (const frame of frames) assert.ok(seen.has(frame), frame);
    await panels.count(1);
  });

  it('has nothing to step to when it is closed', async () => {
    const { photo } = await anyFrame(await qrate());
    await report('qrate.explain', { file: photo.path });
    await closePanels();
    assert.equal(await run('qrate.nextFrame'), undefined);
  });
});
