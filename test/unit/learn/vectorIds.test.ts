import assert from 'node:assert/strict';
import path from 'node:path';
import { CLASSIC } from '../../../src/core/analyze/vectors/classic/classic';
import { scoreFeatures } from '../../../src/core/learn/features';
import { bestFeatures, featuresOf, vectorIds } from '../../../src/core/learn/vectorFeatures';
import { appendVectors } from '../../../src/core/vectors/vectorWriter';
import { photoView } from '../../support/photoViews';
import { useTempDir } from '../../support/tempDir';
import { photo } from '../group/photoBuilder';

const ID = '00112233445566778899aabbccddeeff';

describe('what a taste looks at', () => {
  const temp = useTempDir();

  it('is CLIP before networks of one’s own, and these before statistics', async () => {
    const location = { dir: path.join(temp.path, 'store') };
    const preview = { source: 'file', width: 100, height: 100, contentId: ID } as const;
    const photos = [photoView('a.jpg', null, { preview })];
    assert.deepEqual(await vectorIds(location), ['clip-vit-b32-int8', CLASSIC.id]);
    await appendVectors(location, CLASSIC, [[ID, new Float32Array(CLASSIC.length)]]);
    assert.equal((await bestFeatures(location, photos)).id, 'classic-1.scores-1');
    await appendVectors(location, { id: 'mine-1234abcd', length: 2, encoding: 'int8' }, [[ID, Float32Array.of(0.6, 0.8)]]);
    assert.deepEqual(await vectorIds(location), ['clip-vit-b32-int8', 'mine-1234abcd', CLASSIC.id]);
    assert.equal((await bestFeatures(location, photos)).id, 'mine-1234abcd');
  });

  it('is statistics and scores side by side where there is no network; what was learned from statistics alone goes on', async () => {
    const location = { dir: path.join(temp.path, 'both') };
    const statistics = Float32Array.from({ length: CLASSIC.length }, (_, at) => at / 100);
    await appendVectors(location, CLASSIC, [[ID, statistics]]);
    const preview = { source: 'file', width: 100, height: 50, contentId: ID } as const;
    const scored = photo('a.jpg', { sharpness: 255, iso: 800 });
    const best = await bestFeatures(location, [{ ...photoView('a.jpg', null), ...scored, preview }]);
    assert.deepEqual([best.id, best.length], ['classic-1.scores-1', CLASSIC.length + scoreFeatures.length]);
    const vector = best.of({ ...scored, preview });
    assert.deepEqual(vector?.subarray(0, CLASSIC.length), statistics);
    assert.deepEqual(vector?.subarray(CLASSIC.length), scoreFeatures.of({ ...scored, preview }));
    assert.equal(vector?.[CLASSIC.length], 8, 'log2 of 1 + sharpness');
    assert.equal(best.of({ ...scored, preview, scores: null }), null);
    assert.equal(best.of({ ...scored, preview: { ...preview, contentId: 'f'.repeat(32) } }), null);
    assert.deepEqual((await featuresOf(location, best))?.of({ ...scored, preview }), vector);
    assert.deepEqual((await featuresOf(location, CLASSIC))?.of({ ...scored, preview }), statistics);
    assert.equal(await featuresOf(location, { ...best, length: 12 }), null);
  });
});
