import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { applyManual, NO_REGROUPINGS, type Regroupings } from '../../../src/core/group/manual';
import { DEFAULT_RECIPE, type Group, type GroupKind, type Photo } from '../../../src/core/model';
import { at, photo, seeded, shuffled } from './photoBuilder';

const PHOTOS = ['a', 'b', 'c', 'd', 'e', 'f'].map((path, i) => photo(path, { timestamp: at(i) }));

/** `burst:abc` as a group; its id tells where it came from. */
const group = (text: string): Group => {
  const [kind = '', members = ''] = text.split(':');
  return { id: `rules-${text}`, kind: kind as GroupKind, members: [...members] };
};

const apply = (groups: string, said: Partial<Regroupings>, photos: readonly Photo[] = PHOTOS) =>
  applyManual(groups === '' ? [] : groups.split(' ').map(group), photos, { ...NO_REGROUPINGS, ...said });

const shown = (groups: readonly Group[]): string => groups.map(({ kind, members }) => `${kind}:${members.join('')}`).join(' ');

const cut = (before: string, ...joinedSince: readonly string[]) => ({ before, joinedSince: joinedSince.map((set) => [...set]) });

describe('the person’s word on groups', () => {
  const TABLE: readonly (readonly [title: string, groups: string, said: Partial<Regroupings>, result: string])[] = [
    ['puts single photos together as a burst', '', { together: [['a', 'c']] }, 'burst:ac'],
    [
      'takes exactly those, and leaves the rest of their groups',
      'burst:abc near-duplicate:de',
      { together: [['c', 'd']] },
      'burst:ab burst:cd',
    ],
    ['joins two bursts that the rules held apart', 'burst:ab burst:cd', { together: [['a', 'b', 'c', 'd']] }, 'burst:abcd'],
    ['joins two parts of a bracket into a bracket', 'bracket:abc bracket:de', { together: [['a', 'b', 'c', 'd', 'e']] }, 'bracket:abcde'],
    ['makes a burst of different kinds', 'bracket:abc series:de', { together: [['a', 'b', 'c', 'd', 'e']] }, 'burst:abcde'],
    ['makes a burst of a bracket and a single photo', 'bracket:abc', { together: [['a', 'b', 'c', 'd']] }, 'burst:abcd'],
    ['makes a burst of near duplicates', 'near-duplicate:ab', { together: [['a', 'b']] }, 'burst:ab'],
    ['leaves a photo alone, and the rest together', 'burst:abc', { alone: ['b'] }, 'burst:ac'],
    ['ends a group of two when one is to stand alone', 'burst:ab', { alone: ['b'] }, ''],
    ['cuts a group before a frame, in capture order', 'burst:abcdef', { cuts: [cut('c')] }, 'burst:ab burst:cdef'],
    ['cuts it in three', 'burst:abcdef', { cuts: [cut('c'), cut('e')] }, 'burst:ab burst:cd burst:ef'],
    ['keeps the kind of the pieces; a single frame is no group', 'bracket:abc', { cuts: [cut('b')] }, 'bracket:bc'],
    ['cuts nothing before the first frame, nor where a photo has no group', 'burst:ab', { cuts: [cut('a'), cut('f')] }, 'burst:ab'],
    ['cuts what was put together before', '', { together: [['a', 'b', 'c', 'd']], cuts: [cut('c')] }, 'burst:ab burst:cd'],
    [
      'closes a cut when photos of both sides are put together',
      '',
      { together: [['a', 'b', 'c', 'd']], cuts: [cut('c', 'ad')] },
      'burst:abcd',
    ],
    ['holds a cut that a later word does not reach over', '', { together: [['a', 'b', 'c']], cuts: [cut('b', 'bc')] }, 'burst:bc'],
    ['leaves identical files alone', 'exact-duplicate:ab burst:ac', { alone: ['a'] }, 'exact-duplicate:ab'],
    ['passes over photos that are gone', 'burst:ab', { together: [['a', 'z']], alone: ['y'], cuts: [cut('x')] }, ''],
  ];
  for (const [title, groups, said, result] of TABLE) it(title, () => assert.equal(shown(apply(groups, said)), result));

  it('gives back the very groups of the rules where nothing was said', () => {
    const groups = [group('burst:ab')];
    assert.equal(applyManual(groups, PHOTOS, NO_REGROUPINGS), groups);
  });

  it('cuts and orders by corrected clocks', () => {
    const late = PHOTOS.map((it) => (it.path === 'a' ? { ...it, clockOffset: 100 } : it));
    assert.equal(shown(apply('burst:abcd', { cuts: [cut('d')] }, late)), 'burst:bc burst:da');
  });

  it('names groups by their first member, so that ids of other groups and of what stays first do not change', () => {
    const photos = [0, 0.1, 0.2, 0.3, 60, 60.1].map((seconds, i) => photo(`DSC_${i}.NEF`, { timestamp: at(seconds + 0.05) }));
    const before = groupPhotos(photos, DEFAULT_RECIPE);
    const after = applyManual(before, photos, { ...NO_REGROUPINGS, cuts: [cut('DSC_2.NEF')] });
    assert.deepEqual([before.length, after.length], [2, 3]);
    assert.equal(after[0]?.id, before[0]?.id);
    assert.equal(after[2]?.id, before[1]?.id);
    const joined = applyManual(before, photos, { ...NO_REGROUPINGS, together: [photos.map(({ path }) => path)] });
    assert.deepEqual(
      joined.map(({ id }) => id),
      [before[0]?.id],
    );
  });

  it('does not depend on the order of photos or groups', () => {
    const random = seeded(2);
    const groups = ['burst:abc', 'near-duplicate:de'].map(group);
    const said: Regroupings = { together: [['c', 'd']], alone: ['e'], cuts: [cut('b')] };
    const expected = applyManual(groups, PHOTOS, said);
    for (let i = 0; i < 10; i++) assert.deepEqual(applyManual(shuffled(groups, random), shuffled(PHOTOS, random), said), expected);
  });
});
