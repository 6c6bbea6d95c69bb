import assert from 'node:assert/strict';
import { heldBack } from '../../../src/core/ingest/incoming';
import { differences } from '../../../src/extension/watch/differences';

const file = (path: string, size = 1, mtimeMs = 1) => ({ path, size, mtimeMs });
const photo = (path: string, ...companions: readonly ReturnType<typeof file>[]) => ({ ...file(path), companions });

describe('what changed since an index', () => {
  it('is nothing for the same files', () => {
    assert.deepEqual(differences([file('a.jpg'), file('a.nef')], [photo('a.nef', file('a.jpg'))]), []);
  });

  it('names what came, went and changed, companions too', () => {
    const found = [file('a.nef'), file('a.xmp', 2), file('new.jpg'), file('touched.jpg', 1, 2)];
    const indexed = [photo('a.nef', file('a.xmp', 1)), photo('gone.jpg'), photo('touched.jpg')];
    assert.deepEqual(differences(found, indexed), ['a.xmp', 'gone.jpg', 'new.jpg', 'touched.jpg']);
  });

  it('does not wait for the photo of a sidecar that has none', () => {
    assert.deepEqual(differences([file('alone.xmp')], []), []);
  });
});

describe('what an index takes of a folder that files are written into', () => {
  const all = { isComplete: () => true };
  const none = { isComplete: () => false };

  it('is what is complete, and what it knows already', () => {
    const files = [file('known.jpg'), file('new.jpg')];
    assert.deepEqual(heldBack(files, [photo('known.jpg')], all), files);
    assert.deepEqual(heldBack(files, [photo('known.jpg')], none), [file('known.jpg')]);
  });

  it('leaves a photo that is being written anew as it was', () => {
    assert.deepEqual(heldBack([file('a.jpg', 5, 9)], [photo('a.jpg')], none), [file('a.jpg')]);
    assert.deepEqual(heldBack([file('a.jpg', 5, 9)], [photo('a.jpg')], all), [file('a.jpg', 5, 9)]);
  });

  it('leaves a companion as it was, too', () => {
    assert.deepEqual(heldBack([file('a.nef'), file('a.jpg', 7)], [photo('a.nef', file('a.jpg'))], none), [file('a.nef'), file('a.jpg')]);
  });
});
