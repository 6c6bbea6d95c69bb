import { randomBytes } from 'node:crypto';
import { copyFile, type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';

/** Writing files so that a kill, a power cut or a full disk leaves either the old content or the new, never half of it. */

/** `errno` of a file-system error, else `null`. */
export function errnoOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and try again',
  EDQUOT: 'the disk quota is used up. Free some space and try again',
  EFBIG: 'the file system does not allow a larger file. Move the shoot to another disk',
  EROFS: 'the disk is read-only. Make it writable, or let qrate keep its data in your user folder (storage: global)',
  EACCES: 'there is no permission. Check the rights of the folder, or let qrate keep its data in your user folder (storage: global)',
  EPERM: 'there is no permission. Check the rights of the folder, or let qrate keep its data in your user folder (storage: global)',
  EIO: 'the disk reported an error. Check the disk',
  EEXIST: 'something else of that name is in the way. Move it away and try again',
  ENOTDIR: 'something else of that name is in the way. Move it away and try again',
  ENOENT: 'the folder is gone. Try again when it is back',
};

/** A file-system error while writing `file`, as the sentence that the person reads. */
export function storageError(file: string, cause: unknown): QrateError {
  if (cause instanceof QrateError) return cause;
  const remedy = REMEDIES[errnoOf(cause) ?? ''] ?? (cause instanceof Error ? cause.message : String(cause));
  return new QrateError('storage', `Cannot write ${file}: ${remedy}.`, { cause });
}

/** Makes created and renamed names in `folder` survive a power cut. Windows cannot sync a folder, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network and FUSE file systems refuse to sync a folder; there is nothing better to do there.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR'].includes(errnoOf(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Name of a temp file beside `file`. `token` tells the writer; left-overs of dead writers are recognised by the pattern. */
export const tempName = (file: string, token: string): string => `${file}.${token}.tmp`;

/** Whether `name` is a temp file that `tempName` made for a file called `base`. */
export const isTempOf = (name: string, base: string): boolean =>
  name.startsWith(`${base}.`) && /^[0-9a-f]{8,32}\.tmp$/.test(name.slice(base.length + 1));

/** Removes a temp file after a failure. What failed first is the error to tell; a temp file that stays is swept later. */
export const discard = (temp: string): Promise<void> => rm(temp, { force: true }).catch(() => undefined);

/** Writes all of `bytes` and waits until the disk has them. */
export async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await writeAll(handle, bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

/** On Windows a reader that has the target open makes a rename fail for a moment. */
export async function renameOver(source: string, target: string, attempts = process.platform === 'win32' ? 20 : 1): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (attempts <= 1 || !['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await renameOver(source, target, attempts - 1);
  }
}

/**
 * A second name for the content of `source`; a copy where the file system knows no hard links (cards, some network drives).
 * `target` appears as a whole or not at all, and replaces what was there.
 */
export async function linkOrCopy(source: string, target: string): Promise<void> {
  const temp = tempName(target, randomBytes(8).toString('hex'));
  try {
    await link(source, temp).catch(() => copyFile(source, temp));
    await renameOver(temp, target);
  } finally {
    // Renaming one of two names of the same file over the other does nothing (rename(2)), so the temp name may remain.
    await rm(temp, { force: true });
  }
}

/** Replaces `file` by `content` as a whole: temp file, fsync, rename, fsync of the folder. Throws QrateError('storage'). */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const temp = tempName(file, randomBytes(8).toString('hex'));
  try {
    await writeSynced(temp, typeof content === 'string' ? Buffer.from(content) : content);
    await renameOver(temp, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await discard(temp);
    throw storageError(file, error);
  }
}
