import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { fnv1a64, nameGroups } from '../../../src/core/group/groupId';
import { DEFAULT_RECIPE, type GroupKind, type Photo } from '../../../src/core/model';
import { photo, seeded, shuffled } from './photoBuilder';
import { randomShoot } from './randomShoot';

const group = (photos: readonly Photo[]) => groupPhotos(photos, DEFAULT_RECIPE);

describe('group ids', () => {
  it('are FNV-1a as its authors publish it', () => {
    const hex = (text: string) => {
      const { hi, lo } = fnv1a64(text);
      return hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0');
    };
    assert.equal(hex(''), 'cbf29ce484222325');
    assert.equal(hex('a'), 'af63dc4c8601ec8c');
    assert.equal(hex('foobar'), '85944171f73967e8');
  });

  it('are a letter and 12 hex digits, and differ even where the content does not', () => {
    const twins = [photo('a/1.jpg'), photo('a/1.jpg')];
    const ids = nameGroups(twins.map((it) => ({ kind: 'burst', members: [it] as const }))).map(({ id }) => id);
    for (const id of ids) assert.match(id, /^b-[0-9a-f]{12}$/);
    assert.equal(new Set(ids).size, 2);
  });

  it('have a letter or two for each kind', () => {
    const letters = {
      'exact-duplicate': 'd',
      'near-duplicate': 'n',
      burst: 'b',
      bracket: 'e',
      'focus-stack': 'f',
      panorama: 'p',
      interval: 'i',
      'pixel-shift': 'px',
      'multiple-exposure': 'm',
      series: 's',
    } as const satisfies Record<GroupKind, string>;
    for (const [kind, letter] of Object.entries(letters) as [GroupKind, string][]) {
      assert.match(nameGroups([{ kind, members: [photo('1.jpg')] }])[0]?.id ?? '', new RegExp(`^${letter}-[0-9a-f]{12}$`));
    }
  });

  it('stay when unrelated photos come', () => {
    const photos = randomShoot(5, 300);
    const before = group(photos);
    const others = randomShoot(6, 50).map((it) => ({
      ...it,
      path: `other/${it.path}`,
      hash: null,
      metadata: it.metadata && { ...it.metadata, serial: 'other', timestamp: null, burstId: null },
      scores: null,
    }));
    assert.deepEqual(
      group([...others, ...photos]).filter(({ members }) => !members[0]?.startsWith('other/')),
      before,
    );
  });
});

describe('groups of random shoots', () => {
  for (const seed of [1, 2, 3, 4]) {
    const photos = randomShoot(seed, 400);
    const groups = group(photos);

    it(`hold every kind, with two members at least and no member twice (seed ${seed})`, () => {
      assert.equal(new Set(groups.map(({ kind }) => kind)).size, 5);
      assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
      for (const { members } of groups) assert.ok(members.length >= 2 && new Set(members).size === members.length);
    });

    it(`do not overlap, but for the representatives of exact duplicates (seed ${seed})`, () => {
      const members = groups.filter(({ kind }) => kind !== 'exact-duplicate').flatMap((it) => it.members);
      assert.equal(new Set(members).size, members.length);
    });

    it(`do not depend on the order of the photos (seed ${seed})`, () => {
      const random = seeded(seed);
      for (let run = 0; run < 5; run++) assert.deepEqual(group(shuffled(photos, random)), groups);
    });
  }

  it('are none for an empty shoot or a single photo', () => {
    assert.deepEqual(group([]), []);
    assert.deepEqual(group([photo('only.jpg')]), []);
  });
});
