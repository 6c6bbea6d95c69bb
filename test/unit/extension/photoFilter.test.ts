import assert from 'node:assert/strict';
import type { PhotoView } from '../../../src/core/model';
import { NO_METADATA } from '../../../src/core/model';
import { DEFAULT_OPTIONS, parseOptions } from '../../../src/extension/views/burstsOptions';
import { isFiltering, NO_FILTER, type PhotoFilter, photoTest } from '../../../src/extension/views/photoFilter';
import { selectionTree } from '../../../src/extension/views/selectionModel';
import { burst, photoView, shootView } from '../../support/photoViews';

const says = (code: 'unique' | 'alternate', verdict: 'pick' | 'alternate') => ({
  suggestion: { verdict, rank: 1, reason: { code, numbers: {}, other: null } },
});
const photos: readonly PhotoView[] = [
  photoView('day/IMG_1.jpg', '2024-05-01T10:00:00', {
    ...says('unique', 'pick'),
    metadata: { ...NO_METADATA, make: 'Nikon', model: 'Z 8', rating: 2 },
  }),
  photoView('day/IMG_2.jpg', '2024-05-01T10:00:01', { ...says('alternate', 'alternate'), group: burst('b', 'day/IMG_2.jpg', 'x') }),
  photoView('day/IMG_3.jpg', '2024-05-01T10:00:02', { ...says('unique', 'pick'), decision: { verdict: 'reject', rating: 4, label: null } }),
];
const shown = (change: Partial<PhotoFilter>) => photos.filter(photoTest({ ...NO_FILTER, ...change })).map(({ path }) => path.slice(8, 9));

describe('the filter of a tree', () => {
  it('lets everything through where it says nothing', () => {
    assert.deepEqual(shown({}), ['1', '2', '3']);
    assert.equal(isFiltering(NO_FILTER), false);
  });

  const cases: readonly (readonly [Partial<PhotoFilter>, readonly string[]])[] = [
    [{ suggestions: ['pick'] }, ['1', '3']],
    [{ suggestions: ['pick', 'alternate'] }, ['1', '2', '3']],
    [{ decisions: ['undecided'] }, ['1', '2']],
    [{ decisions: ['rejected'], suggestions: ['pick'] }, ['3']],
    [{ kinds: ['burst'] }, ['2']],
    [{ kinds: ['single'] }, ['1', '3']],
    [{ cameras: ['Nikon Z 8'] }, ['1']],
    [{ cameras: [''] }, ['2', '3']],
    [{ minRating: 2 }, ['1', '3']],
    [{ minRating: 4 }, ['3']],
    [{ text: 'img_2' }, ['2']],
  ];
  for (const [change, expected] of cases) {
    it(`shows what ${JSON.stringify(change)} asks for`, () => {
      assert.deepEqual(shown(change), expected);
      assert.equal(isFiltering({ ...NO_FILTER, ...change }), true);
    });
  }

  it('is kept as it was, and forgotten where it cannot be understood', () => {
    const options = { by: 'folder', sort: 'name', filter: { ...NO_FILTER, minRating: 3 } } as const;
    assert.deepEqual(parseOptions(JSON.parse(JSON.stringify(options))), options);
    for (const kept of [undefined, 7, {}, { ...options, sort: 'size' }, { ...options, filter: { ...NO_FILTER, minRating: 9 } }]) {
      assert.deepEqual(parseOptions(kept), DEFAULT_OPTIONS);
    }
  });
});

describe('the tree of the selection', () => {
  it('goes by verdict, then reason, the person’s own first', () => {
    const tree = selectionTree(shootView(...photos), null);
    const flat = tree.map(({ verdict, photos: count, decided, children }) => [
      verdict,
      count,
      decided,
      children.map((it) => [it.reason, it.children.length]),
    ]);
    assert.deepEqual(flat, [
      ['pick', 1, 0, [['unique', 1]]],
      ['alternate', 1, 0, [['alternate', 1]]],
      ['reject', 1, 1, [['by-you', 1]]],
    ]);
  });

  it('is empty before the first cull', () => {
    assert.deepEqual(selectionTree(shootView(photoView('a.jpg', null)), null), []);
  });
});
