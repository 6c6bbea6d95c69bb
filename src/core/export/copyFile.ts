import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { createBLAKE3 } from 'hash-wasm';
import { chunksOf, hashFile } from './content';
import { ifPermitted, publishNew } from './publish';
import { isDiskFull, Refusal } from './refusal';
import { dropTemp, tempName } from './tempFiles';

export interface CopyJob {
  readonly source: string;
  readonly target: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies one file so that the target appears complete and verified, or not at all. The source is only ever opened for
 * reading. Its BLAKE3 while reading must be that of the copy read back; mode and modification time are kept.
 * A target that appears meanwhile is never replaced (EEXIST). Rejects with the signal's reason.
 */
export async function copyVerified({ source, target, signal }: CopyJob): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  const original = await open(source, 'r');
  try {
    const temp = await tempName(folder);
    try {
      await fillTemp({ original, source, temp, signal });
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

async function fillTemp({ original, source, temp, signal }: FillJob): Promise<void> {
  const before = await original.stat();
  const cloned = await clone(source, temp);
  const copy = await open(temp, cloned ? 'r+' : 'wx');
  try {
    const expected = await pour(original, cloned ? null : copy, signal);
    refuseChanged(source, before, await original.stat());
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
  if (after.size === before.size && after.mtimeMs === before.mtimeMs) return;
  throw new Refusal(`“${source}” changed while it was being copied. Export again when it is at rest.`);
}

/** Hashes the original while reading it; writes what was read to `copy`, if given. Answers the BLAKE3 of the original. */
async function pour(original: FileHandle, copy: FileHandle | null, signal?: AbortSignal): Promise<string> {
  const hasher = (await createBLAKE3()).init();
  for await (const chunk of chunksOf(original, signal)) {
    hasher.update(chunk);
    if (copy) await copy.writeFile(chunk);
  }
  return hasher.digest('hex');
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
