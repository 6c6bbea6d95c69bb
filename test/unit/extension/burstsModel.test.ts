import assert from 'node:assert/strict';
import { inCaptureOrder } from '../../../src/core/group/order';
import type { BurstNode } from '../../../src/extension/views/burstsModel';
import { findFrame, shootNode, shootTree } from '../../../src/extension/views/burstsModel';
import { type BurstsSort, DEFAULT_OPTIONS } from '../../../src/extension/views/burstsOptions';
import { NO_FILTER } from '../../../src/extension/views/photoFilter';
import type { TreeNode } from '../../../src/extension/views/treeNodes';
import { burst, photoView, shootView } from '../../support/photoViews';
import { processorTime } from '../../support/processorTime';

/** The tree as indented lines, to be compared at a glance. */
function lines(nodes: readonly BurstNode[], indent = ''): readonly string[] {
  return nodes.flatMap((node) => [`${indent}${label(node)}`, ...lines('children' in node ? node.children : [], `${indent}  `)]);
}

function label(node: BurstNode): string {
  if (node.kind === 'day') return node.day ?? 'no date';
  if (node.kind === 'group') return node.group.id;
  return node.kind === 'frame' ? node.photo.path : node.kind;
}

describe('the tree of bursts', () => {
  it('puts days in order, groups and single photos by capture time, and photos without a date last', () => {
    const group = burst('b-1', 'b.jpg', 'c.jpg');
    const view = shootView(
      photoView('a.jpg', '2024-05-02T08:00:00'),
      photoView('b.jpg', '2024-05-01T10:00:00.54', { group }),
      photoView('c.jpg', '2024-05-01T10:00:00.7', { group }),
      photoView('d.jpg', '2024-05-01T09:00:00'),
      photoView('e.jpg', null),
    );
    assert.deepEqual(lines(shootTree(view, null)), [
      '2024-05-01',
      '  d.jpg',
      '  b-1',
      '    b.jpg',
      '    c.jpg',
      '2024-05-02',
      '  a.jpg',
      'no date',
      '  e.jpg',
    ]);
  });

  it('keeps a burst across midnight whole, on the day it began', () => {
    const group = burst('b-1', 'a.jpg', 'b.jpg');
    const view = shootView(photoView('a.jpg', '2023-12-31T23:59:59.9', { group }), photoView('b.jpg', '2024-01-01T00:00:00.1', { group }));
    assert.deepEqual(lines(shootTree(view, null)), ['2023-12-31', '  b-1', '    a.jpg', '    b.jpg']);
  });

  it('reads sub-seconds as decimal fractions of any length', () => {
    const view = shootView(photoView('a-late.jpg', '2024-05-01T10:00:00.6'), photoView('b-early.jpg', '2024-05-01T10:00:00.54+02:00'));
    assert.deepEqual(lines(shootTree(view, null)), ['2024-05-01', '  b-early.jpg', '  a-late.jpg']);
  });

  it('shows a photo whose siblings are decided by other groups without a group of one', () => {
    const view = shootView(photoView('a.jpg', '2024-05-01T10:00:00', { group: burst('b-1', 'a.jpg', 'b.jpg') }));
    assert.deepEqual(lines(shootTree(view, null)), ['2024-05-01', '  a.jpg']);
  });

  it('lists unreadable photos apart, even where their date is known', () => {
    const failure = { stage: 'analyze', code: 'truncated', detail: '' } as const;
    const view = shootView(photoView('a.jpg', '2024-05-01T10:00:00', { failure }), photoView('b.jpg', '2024-05-01T11:00:00'));
    assert.deepEqual(lines(shootTree(view, null)), ['2024-05-01', '  b.jpg', 'failures', '  a.jpg']);
  });

  it('gives the same ids again, so that expansion and selection survive a refresh', () => {
    const group = burst('b-1', 'a.jpg', 'b.jpg');
    const ids = (verdict: 'pick' | 'reject') => {
      const decision = { verdict, rating: null, label: null };
      const view = shootView(
        photoView('a.jpg', '2024-05-01T10:00:00', { group, decision }),
        photoView('b.jpg', '2024-05-01T10:00:01', { group }),
      );
      const flat = (nodes: readonly BurstNode[]): string[] => nodes.flatMap((it) => [it.id, ...flat('children' in it ? it.children : [])]);
      return flat(shootTree(view, null));
    };
    assert.deepEqual(ids('pick'), ids('reject'));
    assert.equal(new Set(ids('pick')).size, 4);
  });

  it('knows the way up from every frame, for reveal', () => {
    const group = burst('b-1', 'a.jpg', 'b.jpg');
    const view = shootView(photoView('a.jpg', '2024-05-01T10:00:00', { group }), photoView('b.jpg', '2024-05-01T10:00:01', { group }));
    const frame = findFrame(shootTree(view, shootNode('/shoot')), 'b.jpg');
    assert.ok(frame);
    const up = (node: TreeNode): readonly string[] => [node.kind, ...(node.parent === null ? [] : up(node.parent))];
    assert.deepEqual(up(frame), ['frame', 'group', 'day', 'shoot']);
  });

  it('sorts 20,000 photos of 30 days quickly', async () => {
    const photos = Array.from({ length: 20_000 }, (_, i) => {
      const day = String(1 + (i % 30)).padStart(2, '0');
      const second = String(Math.floor(i / 30) % 60).padStart(2, '0');
      return photoView(`IMG_${i}.jpg`, `2024-05-${day}T10:00:${second}`, { group: burst(`b-${i % 30}-${Math.floor(i / 300)}`) });
    });
    const view = shootView(...photos);
    const inOrder = inCaptureOrder(photos);
    let tree = shootTree(shootView(), null);
    const elapsed = await processorTime(() => {
      tree = shootTree(view, null, { inOrder });
    });
    assert.equal(
      tree.reduce((sum, node) => sum + (node.kind === 'day' ? node.photos : 0), 0),
      20_000,
    );
    assert.equal(tree.length, 30);
    assert.ok(elapsed < 250, `took ${Math.round(elapsed)} ms`);
  });

  it('goes by folders where it is asked to, in natural order', () => {
    const view = shootView(
      photoView('cam 10/a.jpg', '2024-05-01T10:00:00'),
      photoView('cam 9/b.jpg', '2024-05-02T10:00:00'),
      photoView('top.jpg', '2024-05-03T10:00:00'),
    );
    const tree = shootTree(view, null, { options: { ...DEFAULT_OPTIONS, by: 'folder' } });
    assert.deepEqual(
      tree.map((node) => node.kind === 'folder' && node.folder),
      ['', 'cam 9', 'cam 10'],
    );
  });

  it('sorts by time backwards, by name, and by the sharpest frame', () => {
    const group = burst('b-1', 'b2.jpg', 'b10.jpg');
    const sharp = (sharpness: number) => ({
      scores: { sharpness, exposure: 1, clippedShadows: 0, clippedHighlights: 0, noise: 0, phash: '' },
    });
    const view = shootView(
      photoView('c.jpg', '2024-05-01T09:00:00', sharp(300)),
      photoView('b10.jpg', '2024-05-01T10:00:00', { group, ...sharp(100) }),
      photoView('b2.jpg', '2024-05-01T10:00:01', { group, ...sharp(400) }),
      photoView('a.jpg', '2024-05-02T09:00:00', sharp(200)),
    );
    const sorted = (sort: BurstsSort) => lines(shootTree(view, null, { options: { ...DEFAULT_OPTIONS, sort } })).map((it) => it.trim());
    assert.deepEqual(sorted('newest'), ['2024-05-02', 'a.jpg', '2024-05-01', 'b-1', 'b10.jpg', 'b2.jpg', 'c.jpg']);
    assert.deepEqual(sorted('name'), ['2024-05-01', 'b-1', 'b10.jpg', 'b2.jpg', 'c.jpg', '2024-05-02', 'a.jpg']);
    assert.deepEqual(sorted('sharpness'), ['2024-05-01', 'b-1', 'b2.jpg', 'b10.jpg', 'c.jpg', '2024-05-02', 'a.jpg']);
  });

  it('shows what the filter lets through, and a frame that is left of its group alone', () => {
    const group = burst('b-1', 'a.jpg', 'b.jpg');
    const decision = { verdict: 'pick', rating: null, label: null } as const;
    const view = shootView(
      photoView('a.jpg', '2024-05-01T10:00:00', { group }),
      photoView('b.jpg', '2024-05-01T10:00:01', { group, decision }),
      photoView('c.jpg', '2024-05-02T10:00:01'),
    );
    const options = { ...DEFAULT_OPTIONS, filter: { ...NO_FILTER, decisions: ['picked'] as const } };
    assert.deepEqual(lines(shootTree(view, null, { options })), ['2024-05-01', '  b.jpg']);
  });

  it('shows what a tethered camera delivered last on top, whatever the filter says', () => {
    const view = shootView(photoView('a.jpg', '2024-05-01T10:00:00'), photoView('b.jpg', '2020-01-01T10:00:00'));
    const options = { ...DEFAULT_OPTIONS, filter: { ...NO_FILTER, text: 'a.' } };
    assert.deepEqual(lines(shootTree(view, null, { options, latest: ['b.jpg', 'gone.jpg'] })), [
      'latest',
      '  b.jpg',
      '2024-05-01',
      '  a.jpg',
    ]);
  });
});
