import assert from 'node:assert/strict';
import path from 'node:path';
import { CLASSIC } from '../../../src/core/analyze/vectors/classic/classic';
import { bestFeatures, vectorIds } from '../../../src/core/learn/vectorFeatures';
import { appendVectors } from '../../../src/core/vectors/vectorWriter';
import { photoView } from '../../support/photoViews';
import { useTempDir } from '../../support/tempDir';

const ID = '00112233445566778899aabbccddeeff';

describe('what a taste looks at', () => {
  const temp = useTempDir();

  it('is CLIP before networks of one’s own, and these before statistics', async () => {
    const location = { dir: path.join(temp.path, 'store') };
    const preview = { source: 'file', width: 100, height: 100, contentId: ID } as const;
    const photos = [photoView('a.jpg', null, { preview })];
    assert.deepEqual(await vectorIds(location), ['clip-vit-b32-int8', CLASSIC.id]);
    await appendVectors(location, CLASSIC, [[ID, new Float32Array(CLASSIC.length)]]);
    assert.equal((await bestFeatures(location, photos)).id, CLASSIC.id);
    await appendVectors(location, { id: 'mine-1234abcd', length: 2, encoding: 'int8' }, [[ID, Float32Array.of(0.6, 0.8)]]);
    assert.deepEqual(await vectorIds(location), ['clip-vit-b32-int8', 'mine-1234abcd', CLASSIC.id]);
    assert.equal((await bestFeatures(location, photos)).id, 'mine-1234abcd');
  });
});
