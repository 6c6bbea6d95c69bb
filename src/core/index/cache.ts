import type { Dirent } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, storageError } from './durable';

/**
 * The preview cache: `cache/ab/<content id>.jpg` and `<content id>.thumb.jpg`, `ab` being the id's first two digits, and
 * `cache/full/<content id>.jpg`, the full-size pictures that somebody looked at.
 */

export interface CacheSize {
  readonly bytes: number;
  readonly files: number;
}

export interface EvictOptions {
  /** Bound of the cache in bytes. */
  readonly maxBytes: number;
  /** Content ids that photos refer to now; the others go first. */
  readonly keep: ReadonlySet<string>;
}

export interface Eviction extends CacheSize {
  /** What was removed; `bytes` and `files` are what is left. */
  readonly removedBytes: number;
  readonly removedFiles: number;
}

interface CachedFile {
  readonly file: string;
  readonly contentId: string;
  readonly kind: 'preview' | 'thumb' | 'full';
  readonly size: number;
  readonly mtimeMs: number;
}

/** A writer that was killed leaves its temp file; one that is at work is younger. */
const STALE_TEMP_MS = 3_600_000;
const FULL = 'full';
const FOLDER = /^([0-9a-f]{2}|full)$/;
const PICTURE = /^([0-9a-f]{32})(\.thumb)?\.jpg$/;

/** Bytes and number of pictures; zero for a cache that does not exist yet. */
export async function cacheSize(cacheDir: string): Promise<CacheSize> {
  return sizeOf(await listCache(cacheDir));
}

/**
 * Removes pictures until the cache fits: first those that no photo refers to, then full sizes, then previews, then thumbs (many
 * thumbs cost what one preview does, and the grid needs them all); within each the oldest first. Nothing is removed from a cache that fits,
 * and nothing but pictures of the cache and temp files of killed writers ever.
 */
export async function evict(cacheDir: string, { maxBytes, keep }: EvictOptions): Promise<Eviction> {
  await sweepTemps(cacheDir);
  const files = await listCache(cacheDir);
  const before = sizeOf(files);
  const left = { ...before };
  for (const it of inEvictionOrder(files, keep)) {
    if (left.bytes <= maxBytes) break;
    await rm(it.file, { force: true }).catch((error: unknown) => Promise.reject(storageError(it.file, error)));
    left.bytes -= it.size;
    left.files -= 1;
  }
  return { ...left, removedBytes: before.bytes - left.bytes, removedFiles: before.files - left.files };
}

/** Removes full-size pictures, those first that nobody looked at for the longest time, until they fit; never the one of now. */
export async function boundFullSizes(
  cacheDir: string,
  { maxBytes, keep }: { readonly maxBytes: number; readonly keep: string },
): Promise<void> {
  const files = await listFolder(path.join(cacheDir, FULL));
  let { bytes } = sizeOf(files);
  for (const it of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (bytes <= maxBytes) return;
    if (it.file === keep) continue;
    await rm(it.file, { force: true }).catch((error: unknown) => Promise.reject(storageError(it.file, error)));
    bytes -= it.size;
  }
}

const TURNS: Readonly<Record<CachedFile['kind'], number>> = { full: 1, preview: 2, thumb: 3 };

function inEvictionOrder(files: readonly CachedFile[], keep: ReadonlySet<string>): CachedFile[] {
  const turn = (it: CachedFile) => (keep.has(it.contentId) ? TURNS[it.kind] : 0);
  return [...files].sort((a, b) => turn(a) - turn(b) || a.mtimeMs - b.mtimeMs || (a.file < b.file ? -1 : 1));
}

function sizeOf(files: readonly CachedFile[]): { bytes: number; files: number } {
  return { bytes: files.reduce((sum, { size }) => sum + size, 0), files: files.length };
}

/** Links are not followed, neither to folders nor to files: what they lead to is not the cache's. */
async function listCache(cacheDir: string): Promise<CachedFile[]> {
  const found: CachedFile[] = [];
  for (const dir of await listFolders(cacheDir)) found.push(...(await listFolder(dir)));
  return found;
}

async function listFolder(dir: string): Promise<CachedFile[]> {
  const found: CachedFile[] = [];
  for (const name of await listNames(dir, (entry) => entry.isFile() && PICTURE.test(entry.name))) {
    const picture = await describe(path.join(dir, name));
    if (picture !== null) found.push(picture);
  }
  return found;
}

async function listFolders(cacheDir: string): Promise<string[]> {
  const names = await listNames(cacheDir, (entry) => entry.isDirectory() && FOLDER.test(entry.name));
  return names.map((name) => path.join(cacheDir, name));
}

async function sweepTemps(cacheDir: string): Promise<void> {
  for (const dir of await listFolders(cacheDir)) {
    for (const name of await listNames(dir, (entry) => entry.isFile() && entry.name.endsWith('.tmp'))) {
      const file = path.join(dir, name);
      const stat = await lstat(file).catch(() => null);
      if (stat !== null && Date.now() - stat.mtimeMs > STALE_TEMP_MS) await rm(file, { force: true });
    }
  }
}

async function listNames(dir: string, keep: (entry: Dirent) => boolean): Promise<string[]> {
  try {
    return (await readdir(dir, { withFileTypes: true })).filter(keep).map((entry) => entry.name);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw storageError(dir, error);
  }
}

/** `null` when another process removed it meanwhile. */
async function describe(file: string): Promise<CachedFile | null> {
  const [, contentId, thumb] = PICTURE.exec(path.basename(file)) ?? [];
  const stat = await lstat(file).catch(() => null);
  if (contentId === undefined || stat === null || !stat.isFile()) return null;
  const isFull = path.basename(path.dirname(file)) === FULL;
  return { file, contentId, kind: isFull ? 'full' : thumb !== undefined ? 'thumb' : 'preview', size: stat.size, mtimeMs: stat.mtimeMs };
}
