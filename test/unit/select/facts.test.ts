import assert from 'node:assert/strict';
import { NO_METADATA, type PhotoView, type Verdict } from '../../../src/core/model';
import { filterPhotos, filterSteps, type PhotoFilter } from '../../../src/core/select/filter';
import { selectForExport } from '../../../src/core/select/top';
import { burst, photoView } from '../../support/photoViews';

const pick = (verdict: Verdict = 'pick'): Pick<PhotoView, 'suggestion'> => ({
  suggestion: { verdict, rank: 1, reason: { code: 'unique', numbers: {}, other: null } },
});
const scores = (sharpness: number) => ({ sharpness, exposure: 0.9, noise: 0.1, phash: '', clippedShadows: 0, clippedHighlights: 0 });

/** 2026-05-09 is a Saturday. */
const SHOOT: readonly PhotoView[] = [
  photoView('dusk', null, {
    ...pick(),
    metadata: {
      ...NO_METADATA,
      timestamp: '2026-05-09T21:30:00',
      iso: 3200,
      shutter: 2,
      aperture: 1.7782,
      focalLength: 56,
      focalLength35: 84,
      lens: 'XF56mmF1.2 R',
      width: 60,
      height: 40,
      orientation: 6,
    },
    scores: scores(120),
  }),
  photoView('noon', null, {
    ...pick(),
    metadata: {
      ...NO_METADATA,
      timestamp: '2026-05-10T12:00:00',
      iso: 100,
      shutter: 1 / 500,
      aperture: 8,
      focalLength: 200,
      lens: 'NIKKOR 70-200',
      width: 60,
      height: 40,
      rating: 4,
      gps: { latitude: 47.4, longitude: 179.5, altitude: null },
    },
    scores: scores(900),
    group: burst('b-1', 'noon', 'x'),
  }),
  photoView('twin', null, {
    ...pick('alternate'),
    metadata: { ...NO_METADATA, timestamp: '2026-05-10T01:00:00', width: 50, height: 50 },
    group: { id: 'n-1', kind: 'near-duplicate', members: ['other', 'twin'] },
    bestPath: 'other',
  }),
];

const names = (filter: PhotoFilter) =>
  filterPhotos(SHOOT, { verdicts: [], ...filter })
    .map(({ path }) => path)
    .join(' ');

describe('What a filter may ask besides', () => {
  const CASES: readonly (readonly [string, PhotoFilter, string])[] = [
    ['a time of day, its end not included', { timeOfDay: { from: '12:00', to: '21:30' } }, 'noon'],
    ['a time over midnight', { timeOfDay: { from: '21:00', to: '05:00' } }, 'dusk twin'],
    [
      'the days of a night, which are those on which it began',
      { timeOfDay: { from: '21:00', to: '05:00' }, weekdays: ['saturday'] },
      'dusk twin',
    ],
    ['no night before', { timeOfDay: { from: '21:00', to: '05:00' }, weekdays: ['sunday'] }, ''],
    ['a date with a night', { timeOfDay: { from: '21:00', to: '05:00' }, from: '2026-05-09', to: '2026-05-09' }, 'dusk twin'],
    [
      'moments, which are no days, as they are',
      { timeOfDay: { from: '21:00', to: '05:00' }, from: '2026-05-10T00:30', to: '2026-05-10' },
      'twin',
    ],
    ['the end of the day', { timeOfDay: { from: '21:00', to: '24:00' } }, 'dusk'],
    ['weekdays', { weekdays: ['saturday'] }, 'dusk'],
    ['a part of the lens', { lenses: ['70-200'] }, 'noon'],
    ['ISO from, included', { iso: { min: 3200 } }, 'dusk'],
    ['ISO above, not included', { iso: { above: 3200 } }, ''],
    ['an exact aperture as cameras round it', { aperture: { min: 1.8, max: 1.8 } }, 'dusk'],
    ['the next aperture', { aperture: { min: 2, max: 2 } }, ''],
    ['slower than', { shutter: { above: 1 / 30 } }, 'dusk'],
    ['the 35 mm equivalent, else the length on the lens', { focalLength35: { min: 80 } }, 'dusk noon'],
    ['the length on the lens', { focalLength: { min: 80 } }, 'noon'],
    ['orientation, turned by EXIF', { orientations: ['portrait'] }, 'dusk'],
    ['square', { orientations: ['square'] }, 'twin'],
    ['sharpness', { sharpness: { below: 500 } }, 'dusk'],
    ['quality', { quality: 'excellent' }, 'noon'],
    ['at most so many stars', { maxRating: 0 }, 'dusk twin'],
    ['what the machine says', { suggestions: ['alternate'] }, 'twin'],
    ['a box over the date line', { gps: { south: 40, west: 170, north: 50, east: -170 } }, 'noon'],
    ['a box elsewhere', { gps: { south: 40, west: -10, north: 50, east: 10 } }, ''],
    ['one of each double', { duplicates: 'without' }, 'dusk noon'],
    ['only doubles', { duplicates: 'only' }, 'twin'],
    ['kinds of groups', { groups: ['burst'] }, 'noon'],
    ['no group', { groups: ['single'] }, 'dusk'],
    ['what is left out', { except: [{ iso: { min: 3200 } }, { groups: ['near-duplicate'] }] }, 'noon'],
    ['what is left out must fit wholly', { except: [{ iso: { min: 3200 }, weekdays: ['monday'] }] }, 'dusk noon twin'],
  ];
  for (const [title, filter, expected] of CASES) it(title, () => assert.equal(names(filter), expected));

  it('is the same step by step as at once', () => {
    for (const [title, filter] of CASES) {
      const left = filterSteps({ verdicts: [], ...filter }).reduce<readonly PhotoView[]>((photos, { test }) => photos.filter(test), SHOOT);
      assert.deepEqual(left.map(({ path }) => path).join(' '), names(filter), title);
    }
  });

  it('leaves no pick of the person out for its quality', () => {
    const soft = (path: string, verdict: 'pick' | null) =>
      photoView(path, null, { ...pick(), scores: scores(20), decision: { verdict, rating: null, label: null } });
    const found = filterPhotos([soft('mine', 'pick'), soft('open', null)], { quality: 'good' });
    assert.deepEqual(
      found.map(({ path }) => path),
      ['mine'],
    );
  });

  it('refuses what is no time of day', () => {
    for (const from of ['5 pm', '25:00', '12:60', ''])
      assert.throws(() => names({ timeOfDay: { from, to: '24:00' } }), /is no time of day/);
  });

  it('takes so many of each day, and the best however alike', () => {
    const paths = (choice: Parameters<typeof selectForExport>[1]) => selectForExport(SHOOT, choice).map(({ path }) => path);
    assert.deepEqual(paths({ top: 1, topPer: 'day' }), ['dusk', 'noon']);
    assert.deepEqual(paths({ top: 1, spread: false }), ['noon']);
  });
});
