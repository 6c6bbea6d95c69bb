import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { destinationIn } from '../../../src/core/intent/tools/allowed';
import type { ToolShoots } from '../../../src/core/intent/tools/tool';
import { mentionedPhoto } from '../../../src/extension/intent/mentioned';
import { useTempDir } from '../../support/tempDir';

describe('Where tools may write', () => {
  const temp = useTempDir();
  const shoots: ToolShoots = {
    roots: async () => [],
    open: () => Promise.reject(new Error('not here')),
    exclusive: (_, work) => work(),
    folders: () => [],
  };

  it('is inside of the shoot alone, also by links that lead to nothing yet', () => {
    const root = path.join(realpathSync(temp.path), 'shoot');
    mkdirSync(root);
    symlinkSync('../outside', path.join(root, 'away'));
    symlinkSync('inside', path.join(root, 'near'));
    symlinkSync('round', path.join(root, 'round'));
    const resolve = destinationIn(shoots, root);
    assert.equal(resolve('out/deep'), path.join(root, 'out', 'deep'));
    assert.equal(resolve('near/x'), path.join(root, 'near', 'x'));
    for (const wrong of ['away', 'away/x', 'round', '../x', '/x', '.git/x', 'a/../../x'])
      assert.throws(() => resolve(wrong), { code: 'bad-destination' }, wrong);
  });
});

describe('The photo that a text names', () => {
  const photos = ['data/xa.jpg', 'a.jpg', 'IMG_1.CR2', 'IMG_1.jpg', 'IMG_10.jpg'].map((it) => ({ path: it }));
  const named = (text: string) => mentionedPhoto(text, photos)?.path ?? null;

  it('is never found by a part of another name', () => {
    assert.equal(named('why is a.jpg a pick?'), 'a.jpg');
    assert.equal(named('explain IMG_1.jpg'), 'IMG_1.jpg');
    assert.equal(named('explain img_1'), 'IMG_1.CR2');
    assert.equal(named('and IMG_10?'), 'IMG_10.jpg');
    assert.equal(named('about IMG_100'), null);
  });
});
