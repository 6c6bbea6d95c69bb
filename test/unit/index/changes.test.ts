import assert from 'node:assert/strict';
import { findChanges, keepResults } from '../../../src/core/index/changes';
import type { IndexedPhoto } from '../../../src/core/index/rows';
import type { Failure, FailureCode, ScannedPhoto } from '../../../src/core/model';
import { samplePhoto } from './fixtures';

const VERSIONS = { ingest: 1, analyze: 1, hash: 1 };

describe('findChanges', () => {
  it('opens nothing when nothing changed', () => {
    const photo = samplePhoto(1);
    assert.deepEqual(findChanges([scan(photo)], [photo], VERSIONS), {
      unchanged: [photo],
      relinked: [],
      touched: [],
      work: [],
      removed: [],
    });
  });

  it('wants all of a new photo and of one with another size, and names the removed ones, sorted', () => {
    const [a, b, c, d] = [samplePhoto(4), samplePhoto(3), samplePhoto(2), samplePhoto(1)];
    const changes = findChanges([scan(a), scan({ ...b, size: 1 })], [b, c, d], VERSIONS);
    assert.deepEqual(summary(changes), { [b.path]: 'preview+hash', [a.path]: 'preview+hash' });
    assert.deepEqual(changes.removed, [d.path, c.path]);
  });

  it('has a touched photo hashed first, and its results can be kept', () => {
    const before = samplePhoto(1);
    const photo = scan({ ...before, mtimeMs: before.mtimeMs + 0.001 });
    const { touched, work, unchanged } = findChanges([photo], [before], VERSIONS);
    assert.deepEqual({ touched, work, unchanged }, { touched: [{ photo, before }], work: [], unchanged: [] });
    assert.deepEqual(keepResults({ photo, before }), { ...before, mtimeMs: photo.mtimeMs });
  });

  it('wants all of a touched photo without a hash to compare, or with work to do in any case', () => {
    for (const before of [
      samplePhoto(1, { hash: null, versions: { ...VERSIONS, hash: 0 } }),
      samplePhoto(1, { versions: { ...VERSIONS, analyze: 0 } }),
      samplePhoto(1, { versions: { ...VERSIONS, hash: 0 } }),
    ]) {
      assert.deepEqual(summaryOf(before, { mtimeMs: 5 }), 'preview+hash');
    }
  });

  it('re-runs the stage whose version changed, and only that', () => {
    const before = samplePhoto(1);
    const want = (versions: object) => findChanges([scan(before)], [before], { ...VERSIONS, ...versions }).work[0]?.want;
    assert.equal(want({ ingest: 2 }), 'preview');
    assert.equal(want({ analyze: 2 }), 'preview');
    assert.equal(want({ hash: 2 }), 'hash');
    assert.equal(want({ analyze: 2, hash: 2 }), 'preview+hash');
  });

  it('hashes what only has its preview yet', () => {
    assert.equal(summaryOf(samplePhoto(1, { hash: null, versions: { ...VERSIONS, hash: 0 } })), 'hash');
    assert.equal(summaryOf(samplePhoto(1, { hash: null })), 'hash');
  });

  it('does not retry a damaged photo until the file or the version changed', () => {
    for (const code of ['corrupt', 'truncated', 'empty-file', 'no-preview', 'unsupported-format', 'internal'] satisfies FailureCode[]) {
      assert.equal(summaryOf(failed(code)), 'unchanged', code);
      assert.equal(summaryOf(failed(code), { size: 7 }), 'preview+hash', code);
      const before = failed(code);
      assert.equal(findChanges([scan(before)], [before], { ...VERSIONS, ingest: 2 }).work[0]?.want, 'preview', code);
      assert.equal(findChanges([scan(before)], [before], { ...VERSIONS, analyze: 2 }).work.length, 0, code);
    }
  });

  it('retries every time what may have failed for another reason than the file', () => {
    for (const code of ['timeout', 'out-of-memory', 'worker-crashed', 'vanished', 'no-permission', 'read-error'] satisfies FailureCode[]) {
      assert.equal(summaryOf(failed(code)), 'preview+hash', code);
      assert.equal(summaryOf(failed(code, 'analyze', { hash: 'a'.repeat(64) })), 'preview', code);
      assert.equal(summaryOf(samplePhoto(1, { hash: null, failure: failure(code, 'hash') })), 'hash', code);
    }
  });

  it('retries a failed analysis with a newer analysis', () => {
    const before = failed('corrupt', 'analyze');
    assert.equal(findChanges([scan(before)], [before], { ...VERSIONS, analyze: 2 }).work[0]?.want, 'preview');
  });

  describe('when companions changed', () => {
    const jpeg = { path: 'a.JPG', size: 1, mtimeMs: 1 };
    const xmp = { path: 'a.xmp', size: 1, mtimeMs: 1 };
    const wav = { path: 'a.WAV', size: 1, mtimeMs: 1 };

    it('only writes their row where they only travel along', () => {
      const before = samplePhoto(1, { companions: [jpeg] });
      const { work, unchanged, relinked } = findChanges([scan({ ...before, companions: [{ ...jpeg, size: 2 }, wav] })], [before], VERSIONS);
      assert.deepEqual(work, []);
      assert.deepEqual(unchanged, [{ ...before, companions: [{ ...jpeg, size: 2 }, wav] }]);
      assert.deepEqual(relinked, unchanged);
    });

    it('reads rating and label again when an .xmp came, went or changed', () => {
      assert.equal(summaryOf(samplePhoto(1, { companions: [] }), { companions: [xmp] }), 'preview');
      assert.equal(summaryOf(samplePhoto(1, { companions: [xmp] }), { companions: [] }), 'preview');
      assert.equal(summaryOf(samplePhoto(1, { companions: [xmp] }), { companions: [{ ...xmp, mtimeMs: 2 }] }), 'preview');
    });

    it('makes the preview again where it may come from a JPEG or THM', () => {
      const thm = { path: 'a.THM', size: 1, mtimeMs: 1 };
      const preview = { source: 'companion-jpeg', width: 1, height: 1, contentId: 'x' } as const;
      assert.equal(summaryOf(samplePhoto(1, { preview, companions: [jpeg] }), { companions: [{ ...jpeg, size: 2 }] }), 'preview');
      assert.equal(summaryOf(samplePhoto(1, { preview, companions: [jpeg] }), { companions: [] }), 'preview');
      assert.equal(summaryOf({ ...failed('no-preview'), companions: [] }, { companions: [thm] }), 'preview');
      assert.equal(summaryOf({ ...failed('no-preview'), companions: [] }, { companions: [wav] }), 'unchanged');
    });
  });
});

const scan = ({ path, size, mtimeMs, companions }: ScannedPhoto): ScannedPhoto => ({ path, size, mtimeMs, companions });

const failure = (code: FailureCode, stage: Failure['stage'] = 'ingest'): Failure => ({ stage, code, detail: '' });

/** As the pipeline records it: the versions of the stages that were tried. */
const failed = (code: FailureCode, stage: Failure['stage'] = 'ingest', changes: Partial<IndexedPhoto> = {}): IndexedPhoto =>
  samplePhoto(1, {
    preview: null,
    scores: null,
    hash: null,
    failure: failure(code, stage),
    versions: { ingest: 1, analyze: stage === 'ingest' ? 0 : 1, hash: 1 },
    ...changes,
  });

const summary = ({ work }: ReturnType<typeof findChanges>) => Object.fromEntries(work.map(({ photo, want }) => [photo.path, want]));

/** What is to be done for one photo that changed like that. */
function summaryOf(before: IndexedPhoto, changed: Partial<ScannedPhoto> = {}): string {
  const { work, unchanged } = findChanges([scan({ ...before, ...changed })], [before], VERSIONS);
  return unchanged.length === 1 ? 'unchanged' : (work[0]?.want ?? 'touched');
}
