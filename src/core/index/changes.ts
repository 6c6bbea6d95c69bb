import type { FailureCode, PreviewSource, ScannedFile, ScannedPhoto } from '../model';
import type { AnalyzeJob } from '../ports';
import type { IndexedPhoto, StageVersions } from './rows';

/** A photo that must be opened, and what for. */
export interface PhotoWork {
  readonly photo: ScannedPhoto;
  readonly want: AnalyzeJob['want'];
}

/** Same size, other mtime: hash it first. The same hash keeps all results (`keepResults`), another one means all work anew. */
export interface TouchedPhoto {
  readonly photo: ScannedPhoto;
  readonly before: IndexedPhoto;
}

/** What a scan means for the index. Every list is sorted by path (code units). */
export interface Changes {
  /** Not to be opened. With the companions of the scan. */
  readonly unchanged: readonly IndexedPhoto[];
  /** Those of `unchanged` whose companions changed without a bearing on the results: their rows must be written. */
  readonly relinked: readonly IndexedPhoto[];
  readonly touched: readonly TouchedPhoto[];
  readonly work: readonly PhotoWork[];
  /** Paths that are in the index and not in the shoot any more. */
  readonly removed: readonly string[];
}

/** What another run may well do better, without any change of the file. */
export const RETRIED: ReadonlySet<string> = new Set([
  'timeout',
  'out-of-memory',
  'worker-crashed',
  'vanished',
  'no-permission',
  'read-error',
] satisfies FailureCode[]);

/** Previews that the file itself gave in full: no companion could give a better one. */
const OWN_PREVIEW: ReadonlySet<PreviewSource> = new Set(['embedded', 'file', 'heif-decode'] satisfies PreviewSource[]);

/**
 * Compares a scan with the index: size and mtime stand for the content. Pure.
 *
 * - A photo with the same size and mtime whose stages have the current versions is not opened. A version of 0 means that the
 *   stage was not run; a stage that failed carries its version too, so that it is tried again only by a better one, or every
 *   time where the cause was outside the file (`RETRIED`).
 * - A JPEG or THM companion that came, went or changed matters where the preview may come from it: a RAW without a full
 *   embedded preview. An `.xmp` matters always: rating and label are read from it. Other companions only travel along.
 */
export function findChanges(scanned: readonly ScannedPhoto[], indexed: readonly IndexedPhoto[], versions: StageVersions): Changes {
  const known = new Map(indexed.map((photo) => [photo.path, photo]));
  const changes: Lists = { unchanged: [], relinked: [], touched: [], work: [] };
  for (const photo of [...scanned].sort(byPath)) {
    const before = known.get(photo.path);
    known.delete(photo.path);
    sortOut(photo, before, versions, changes);
  }
  return { ...changes, removed: [...known.keys()].sort() };
}

/** The results of `before` for the file as it is now: after a touch that left the content the same. */
export const keepResults = ({ photo, before }: TouchedPhoto): IndexedPhoto => ({
  ...before,
  size: photo.size,
  mtimeMs: photo.mtimeMs,
  companions: photo.companions,
});

interface Lists {
  readonly unchanged: IndexedPhoto[];
  readonly relinked: IndexedPhoto[];
  readonly touched: TouchedPhoto[];
  readonly work: PhotoWork[];
}

function sortOut(photo: ScannedPhoto, before: IndexedPhoto | undefined, versions: StageVersions, lists: Lists): void {
  if (before === undefined || photo.size !== before.size) {
    lists.work.push({ photo, want: 'preview+hash' });
    return;
  }
  const want = missingWork(photo, before, versions);
  if (photo.mtimeMs !== before.mtimeMs) {
    // Without a hash to compare, or with work to do in any case, looking at the content first would gain nothing.
    if (want === null && before.hash !== null) lists.touched.push({ photo, before });
    else lists.work.push({ photo, want: 'preview+hash' });
  } else if (want !== null) {
    lists.work.push({ photo, want });
  } else {
    const kept = keepResults({ photo, before });
    lists.unchanged.push(kept);
    if (!sameFiles(photo.companions, before.companions)) lists.relinked.push(kept);
  }
}

/** What is to be done for a photo whose own file is as before. */
function missingWork(photo: ScannedPhoto, before: IndexedPhoto, versions: StageVersions): AnalyzeJob['want'] | null {
  const preview = needsPreview(before, versions) || changedCompanions(photo, before).some((file) => matters(file, before));
  const hash = needsHash(before, versions);
  if (preview) return hash ? 'preview+hash' : 'preview';
  return hash ? 'hash' : null;
}

function needsPreview({ failure, versions: done }: IndexedPhoto, versions: StageVersions): boolean {
  if (done.ingest !== versions.ingest) return true;
  if (failure === null || failure.stage === 'hash') return done.analyze !== versions.analyze;
  if (RETRIED.has(failure.code)) return true;
  // A photo that ingest could not open was never analysed: a better analysis changes nothing about it.
  return failure.stage === 'analyze' && done.analyze !== versions.analyze;
}

function needsHash({ hash, failure, versions: done }: IndexedPhoto, versions: StageVersions): boolean {
  if (done.hash !== versions.hash) return true;
  return hash === null && (failure === null || RETRIED.has(failure.code));
}

function matters(companion: string, { preview }: IndexedPhoto): boolean {
  if (/\.xmp$/i.test(companion)) return true;
  return /\.(jpe?g|thm)$/i.test(companion) && (preview === null || !OWN_PREVIEW.has(preview.source));
}

/** Paths of companions that came, went or changed. */
function changedCompanions(photo: ScannedPhoto, before: ScannedPhoto): string[] {
  if (sameFiles(photo.companions, before.companions)) return [];
  const then = new Map(before.companions.map((file) => [file.path, file]));
  const now = new Set(photo.companions.map(({ path }) => path));
  const cameOrChanged = photo.companions.filter((file) => !isSame(file, then.get(file.path)));
  const gone = before.companions.filter(({ path }) => !now.has(path));
  return [...cameOrChanged, ...gone].map(({ path }) => path);
}

/** The scan lists companions in the same order each time. */
const sameFiles = (a: readonly ScannedFile[], b: readonly ScannedFile[]): boolean =>
  a.length === b.length && a.every((file, index) => file.path === b[index]?.path && isSame(file, b[index]));

const isSame = (a: ScannedFile, b: ScannedFile | undefined): boolean => b !== undefined && a.size === b.size && a.mtimeMs === b.mtimeMs;

const byPath = (a: ScannedPhoto, b: ScannedPhoto): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
