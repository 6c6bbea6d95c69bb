import assert from 'node:assert/strict';
import { QrateError } from '../../../src/core/errors';
import { type Decision, NO_METADATA, type PhotoView, type Verdict } from '../../../src/core/model';
import { filterPhotos, type PhotoFilter } from '../../../src/core/select/filter';
import { selectForExport, selectTop } from '../../../src/core/select/top';
import { photoView } from '../../support/photoViews';

const suggested = (verdict: Verdict): Pick<PhotoView, 'suggestion'> => ({
  suggestion: { verdict, rank: 1, reason: { code: 'unique', numbers: {}, other: null } },
});
const said = (patch: Partial<Decision>): Pick<PhotoView, 'decision'> => ({
  decision: { verdict: null, rating: null, label: null, ...patch },
});
const facts = (patch: Partial<PhotoView['metadata'] & object>): Pick<PhotoView, 'metadata'> => ({ metadata: { ...NO_METADATA, ...patch } });

const NIKON = { make: 'NIKON CORPORATION', model: 'NIKON D7100', timestamp: '2024-05-01T23:59:59.9' };
const LEICA = { make: 'Leica', model: 'LEICA Q3', timestamp: '2024-05-02T00:00:00' };

const SHOOT: readonly PhotoView[] = [
  photoView('a/best.NEF', null, { ...suggested('pick'), ...facts(NIKON) }),
  photoView('a/b/loser.NEF', null, { ...suggested('alternate'), ...said({ rating: 4, label: 'green' }), ...facts(NIKON) }),
  photoView('a/b/thrown.NEF', null, { ...suggested('pick'), ...said({ verdict: 'reject', rating: 5 }), ...facts(LEICA) }),
  photoView('ab/saved.NEF', null, { ...suggested('reject'), ...said({ verdict: 'pick' }), ...facts(LEICA) }),
  photoView('camera.NEF', null, { ...suggested('review'), ...facts({ rating: 3, label: 'Zweite' }) }),
];

const names = (filter?: PhotoFilter): string =>
  filterPhotos(SHOOT, filter)
    .map(({ path }) => /(\w+)\.NEF$/.exec(path)?.[1])
    .join(' ');

describe('Which photos an export takes', () => {
  const CASES: readonly (readonly [string, PhotoFilter | undefined, string])[] = [
    ['nothing said: the picks, and a person’s verdict beats the machine’s', undefined, 'best saved'],
    ['by verdict', { verdicts: ['alternate', 'reject'] }, 'loser thrown'],
    ['every verdict', { verdicts: [] }, 'best loser thrown saved camera'],
    ['only what the person decided', { decided: true }, 'saved'],
    ['what the person threw away', { decided: true, verdicts: ['reject'] }, 'thrown'],
    ['only what is left to the machine', { decided: false, verdicts: [] }, 'best loser camera'],
    ['by stars: alternates too, but nothing the person rejected', { minRating: 3 }, 'loser camera'],
    ['by stars and verdict', { minRating: 4, verdicts: ['reject'] }, 'thrown'],
    ['by label, whoever wrote it, in any case', { labels: ['GREEN', 'zweite'] }, 'loser camera'],
    ['without a label', { labels: ['none'] }, 'best saved'],
    ['by day, the end included', { verdicts: [], to: '2024-05-01' }, 'best loser'],
    ['from a moment on', { verdicts: [], from: '2024-05-02T00:00:00' }, 'thrown saved'],
    ['by month', { verdicts: [], from: '2024-05', to: '2024-05' }, 'best loser thrown saved'],
    ['by year', { verdicts: [], from: '2025' }, ''],
    ['by minute', { verdicts: [], from: '2024-05-01T23:59', to: '2024-05-01T23:59' }, 'best loser'],
    ['by a part of the camera', { verdicts: [], cameras: ['d71'] }, 'best loser'],
    ['by several cameras', { verdicts: [], cameras: ['q3', 'D7100'] }, 'best loser thrown saved'],
    ['by folder, with what lies below and not what merely begins so', { verdicts: [], folders: ['./a/'] }, 'best loser thrown'],
    ['by folder written as on Windows', { verdicts: [], folders: ['a\\b'] }, 'loser thrown'],
    ['in the shoot itself', { folders: ['.'] }, 'best saved'],
  ];
  for (const [title, filter, expected] of CASES) it(title, () => assert.equal(names(filter), expected));

  it('hears a corrected clock', () => {
    const late = SHOOT.map((photo) => ({ ...photo, clockOffset: 86_400 }));
    const filter: PhotoFilter = { verdicts: [], to: '2024-05-02' };
    assert.deepEqual(
      filterPhotos(late, filter).map(({ path }) => path),
      ['a/best.NEF', 'a/b/loser.NEF'],
    );
  });

  it('refuses what is no date, no rating or no span, by name', () => {
    const refused = (filter: PhotoFilter, message: RegExp) =>
      assert.throws(
        () => filterPhotos(SHOOT, filter),
        (error) => error instanceof QrateError && error.code === 'usage' && message.test(error.message),
      );
    for (const text of ['', 'yesterday', '2024-13', '2024-02-30', '2024-5-1', '2024-05-01T25:00']) refused({ from: text }, /is no date/);
    for (const minRating of [0, 6, 2.5, Number.NaN]) refused({ minRating }, /from 1 to 5/);
    refused({ from: '2024-05-02', to: '2024-05-01' }, /No time lies between/);
  });
});

describe('The best of what a filter lets through', () => {
  it('takes doubts and rejects where they are asked for, in the order of trust', () => {
    const all = selectForExport(SHOOT, { top: 9, filter: { verdicts: [] } }).map(({ path }) => path);
    assert.deepEqual(all, ['ab/saved.NEF', 'a/best.NEF', 'a/b/loser.NEF', 'camera.NEF', 'a/b/thrown.NEF']);
    assert.equal(selectTop(SHOOT, 9).length, 3);
  });

  it('goes by the stars that the file came with', () => {
    const rated = photoView('rated.NEF', null, { ...suggested('pick'), ...facts({ rating: 2 }) });
    const [first] = selectForExport([...SHOOT.slice(0, 1), rated], { top: 1 });
    assert.equal(first?.path, 'rated.NEF');
  });

  it('finds scenes among all photos, not among the chosen ones', () => {
    const HOUR = 3600;
    const shot = (path: string, second: number, verdict: Verdict) =>
      photoView(path, new Date(Date.UTC(2024, 4, 1) + second * 1000).toISOString().slice(0, -5), {
        ...suggested(verdict),
        scores: { sharpness: 1000 - second / 10, exposure: 1, noise: 0, phash: '', clippedShadows: 0, clippedHighlights: 0 },
      });
    // Twenty minutes of shooting: its picks are further apart than a pause, but between them nobody paused.
    const session = [0, 300, 600, 900, 1200].map((second) => shot(`s${second}`, second, second % 600 === 0 ? 'pick' : 'alternate'));
    const later = shot('later', 2 * HOUR, 'pick');
    const two = selectForExport([...session, later], { top: 2 }).map(({ path }) => path);
    assert.deepEqual(two, ['s0', 'later']);
  });
});
