import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './refusal';
import { dropTemp, tempName } from './tempFiles';

/** How file systems without hard links (FAT, exFAT, some network shares) answer `link`. */
const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'UNKNOWN', 'EISDIR'];
/** How systems answer that cannot flush a folder. */
const NO_FOLDER_SYNC = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EISDIR', 'EBADF'];

export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Writes bytes to a new temporary file in `folder` and flushes them to the disk. Owner and mode are those of `like`, if given. */
export async function writeTemp(folder: string, bytes: Uint8Array, like?: Ownership): Promise<string> {
  const temp = await tempName(folder);
  try {
    const handle = await open(temp, 'wx');
    await fill(handle, bytes, like).finally(() => handle.close());
    return temp;
  } catch (error) {
    await dropTemp(temp);
    throw error;
  }
}

async function fill(handle: FileHandle, bytes: Uint8Array, like?: Ownership): Promise<void> {
  await handle.writeFile(bytes);
  if (like) await ifPermitted(handle.chown(like.uid, like.gid));
  if (like) await ifPermitted(handle.chmod(like.mode & 0o7777));
  await handle.sync();
}

/** For owner, mode and times: only root may give files away, and FAT knows no modes. The bytes are what counts. */
export async function ifPermitted(change: Promise<void>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!['EPERM', 'ENOSYS', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(systemCode(error) ?? '')) throw error;
  });
}

/**
 * Gives a finished temporary file its name without ever replacing a file: rejects with EEXIST if one appeared meanwhile.
 * The temporary file is gone afterwards in every case.
 */
export async function publishNew(temp: string, target: string): Promise<void> {
  try {
    await link(temp, target).catch((error: unknown) => {
      if (NO_HARD_LINKS.includes(systemCode(error) ?? '')) return renameToReserved(temp, target);
      throw error;
    });
  } finally {
    await dropTemp(temp);
  }
  await syncFolder(path.dirname(target));
}

/** Without hard links: reserve the name by an empty file (fails where one exists), then rename over that one alone. */
async function renameToReserved(temp: string, target: string): Promise<void> {
  await (await open(target, 'wx')).close();
  try {
    const { size } = await stat(target);
    if (size > 0) throw Object.assign(new Error('another program wrote the file'), { code: 'EEXIST', path: target });
    await rename(temp, target);
  } catch (error) {
    if ((await stat(target)).size === 0) await rm(target);
    throw error;
  }
}

/** Puts a finished temporary file in the place of `target`, at once and for good. */
export async function publishOver(temp: string, target: string): Promise<void> {
  try {
    await rename(temp, target);
  } finally {
    await dropTemp(temp);
  }
  await syncFolder(path.dirname(target));
}

/** Flushes a folder, so that a new name in it survives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!NO_FOLDER_SYNC.includes(systemCode(error) ?? '')) throw error;
  }
}
