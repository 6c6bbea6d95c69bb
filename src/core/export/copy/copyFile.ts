import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Photo } from '../../model';
import { chunksOf, hashFile, hashing } from '../content';
import { ifPermitted, publishNew } from '../publish';
import { isDiskFull, Refusal } from '../refusal';
import { dropTemp, tempName } from '../tempFiles';

export interface CopyJob {
  readonly source: string;
  readonly target: string;
  readonly signal?: AbortSignal | undefined;
  /** What the index knows of the source: bytes that changed while size and date did not are refused. */
  readonly indexed?: Indexed | undefined;
}

/** Size in bytes, modification time, and BLAKE3 where it is known. */
type Indexed = Pick<Photo, 'size' | 'mtimeMs' | 'hash'>;

/** A flush waits for the disk and cannot be cancelled: so many bytes at most wait for one. */
const FLUSH_BYTES = 16 << 20;

/**
 * Copies one file so that the target appears complete and verified, or not at all. The source is only ever opened for
 * reading, and must be the same file before and after. Its BLAKE3 while reading must be that of the copy read back, and that of the
 * index if size and date are those of the index; mode and modification time are kept.
 * A target that appears meanwhile is never replaced (EEXIST). Rejects with the signal's reason.
 */
export async function copyVerified({ source, target, signal, indexed }: CopyJob): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  const original = await open(source, 'r');
  try {
    const temp = await tempName(folder);
    try {
      await fillTemp({ original, source, temp, signal, indexed });
    } catch (error) {
      await dropTemp(temp);
      throw error;
    }
    await publishNew(temp, target);
  } finally {
    await original.close();
  }
}

interface FillJob extends Omit<CopyJob, 'target'> {
  readonly original: FileHandle;
  readonly temp: string;
}

async function fillTemp({ original, source, temp, signal, indexed }: FillJob): Promise<void> {
  const before = await original.stat();
  const cloned = await clone(source, temp);
  const copy = await open(temp, cloned ? 'r+' : 'wx');
  try {
    const expected = await pour(original, cloned ? null : copy, signal);
    refuseChanged(source, before, await stat(source));
    refuseRotten(source, { before, expected, indexed });
    await ifPermitted(copy.utimes(before.atimeMs / 1000, before.mtimeMs / 1000));
    await ifPermitted(copy.chmod(before.mode & 0o777));
    await copy.sync();
    if ((await hashFile(temp, signal)) !== expected) {
      throw new Refusal(`The copy of “${source}” did not read back as it was written. Check the destination’s disk.`);
    }
  } finally {
    await copy.close();
  }
}

function refuseChanged(source: string, before: Stats, after: Stats): void {
  if (after.size === before.size && after.mtimeMs === before.mtimeMs && after.ino === before.ino) return;
  throw new Refusal(`“${source}” changed while it was being copied. Export again when it is at rest.`);
}

function refuseRotten(
  source: string,
  { before, expected, indexed }: { before: Stats; expected: string; indexed: Indexed | undefined },
): void {
  if (indexed === undefined || indexed.hash === null || indexed.hash === expected) return;
  if (indexed.size !== before.size || indexed.mtimeMs !== before.mtimeMs) return;
  throw new Refusal(
    `“${source}” no longer holds the bytes that were indexed, though size and date are the same: its disk may be failing. Compare it with a backup. If you changed it yourself, give it a new date and index again.`,
  );
}

/** Hashes the original while reading it; writes what was read to `copy`, if given. Answers the BLAKE3 of the original. */
function pour(original: FileHandle, copy: FileHandle | null, signal?: AbortSignal): Promise<string> {
  return hashing(async (hasher) => {
    let waiting = 0;
    for await (const chunk of chunksOf(original, signal)) {
      hasher.update(chunk);
      await copy?.writeFile(chunk);
      waiting += chunk.length;
      if (copy === null || waiting < FLUSH_BYTES) continue;
      await copy.datasync();
      waiting = 0;
    }
    return hasher.digest('hex');
  });
}

/**
 * Shares the blocks where the file system can (APFS, Btrfs, XFS, ReFS): instant, and no space is used.
 * Answers `false`, and leaves nothing behind, where it cannot.
 */
async function clone(source: string, temp: string): Promise<boolean> {
  try {
    await copyFile(source, temp, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return false;
  }
  await chmod(temp, 0o600);
  return true;
}
