import assert from 'node:assert/strict';
import type { ColorLabel, DecisionVerdict, PhotoView, Suggestion, Verdict } from '../../../src/core/model';
import { badgeOf, badgesOf, changedBadges } from '../../../src/extension/decorations/badges';
import { photoView, shootView } from '../../support/photoViews';

const decided = (verdict: DecisionVerdict | null, rating: number | null = null, label: ColorLabel | null = null) => ({
  decision: { verdict, rating, label },
});
const suggested = (verdict: Verdict): { readonly suggestion: Suggestion } => ({
  suggestion: { verdict, rank: 1, reason: { code: 'unique', numbers: {}, other: null } },
});
const text = (rest: Parameters<typeof photoView>[2], suggestions = true) => badgeOf(photoView('a.jpg', null, rest), suggestions)?.text;

describe('badges of files', () => {
  it('are the person’s word in capitals, with the stars', () => {
    assert.deepEqual(
      [
        decided('pick'),
        decided('reject'),
        decided('pick', 4),
        decided(null, 3),
        decided('pick', 0),
        decided(null, 0),
        decided(null, null, 'red'),
      ].map((it) => text(it)),
      ['P', 'X', 'P4', '3★', 'P', undefined, undefined],
    );
  });

  it('are suggestions in small signs where they are wanted, and a decision beats them', () => {
    assert.deepEqual(
      (['pick', 'alternate', 'review', 'reject'] as const).map((it) => text(suggested(it))),
      ['p', 'a', '?', 'x'],
    );
    assert.equal(text(suggested('pick'), false), undefined);
    assert.equal(text({ ...suggested('pick'), ...decided('reject') }), 'X');
  });

  it('never take more than two characters', () => {
    for (const verdict of ['pick', 'reject', null] as const) {
      for (const rating of [null, 0, 1, 2, 3, 4, 5]) assert.ok([...(text(decided(verdict, rating)) ?? '')].length <= 2);
    }
  });

  it('are those of the photo on its companions', () => {
    const companions = [{ path: 'x/a.jpg', size: 1, mtimeMs: 1 }];
    const badges = badgesOf(shootView(photoView('x/a.nef', null, { companions, ...decided('pick') })), false);
    assert.deepEqual(
      [...badges].map(([file, badge]) => [file, badge.text]),
      [
        ['/shoot/x/a.nef', 'P'],
        ['/shoot/x/a.jpg', 'P'],
      ],
    );
  });

  it('are compared file by file', () => {
    const of = (...photos: readonly PhotoView[]) => badgesOf(shootView(...photos), false);
    const before = of(photoView('a.jpg', null, decided('pick')), photoView('b.jpg', null, decided('pick')), photoView('c.jpg', null));
    const after = of(photoView('a.jpg', null, decided('pick')), photoView('b.jpg', null), photoView('c.jpg', null, decided('reject')));
    assert.deepEqual(changedBadges(before, after).toSorted(), ['/shoot/b.jpg', '/shoot/c.jpg']);
  });

  it('of 20,000 files are made in well under a tenth of a second', () => {
    const view = shootView(...Array.from({ length: 20_000 }, (_, i) => photoView(`f/IMG_${i}.jpg`, null, decided('pick'))));
    const start = process.cpuUsage().user;
    assert.equal(badgesOf(view, true).size, 20_000);
    const ms = (process.cpuUsage().user - start) / 1000;
    assert.ok(ms < 200, `took ${ms} ms of the processor`);
  });
});
