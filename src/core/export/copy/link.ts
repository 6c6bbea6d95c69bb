import { link, mkdir, realpath, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { nearestExisting } from '../destination';
import { syncFolder } from '../publish';
import { Refusal, systemCode } from '../refusal';

export interface LinkJob {
  readonly source: string;
  readonly target: string;
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'UNKNOWN'];

/** Gives the original a second name; it appears at once or not at all (EEXIST). Throws a Refusal that says what to do instead. */
export async function linkHard({ source, target }: LinkJob): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const original = await realpath(source);
  await link(original, target).catch((error: unknown) => {
    throw hardLinkRefusal(error, { source, target });
  });
  await syncFolder(path.dirname(target));
}

function hardLinkRefusal(error: unknown, { source, target }: LinkJob): unknown {
  const code = systemCode(error) ?? '';
  if (code === 'EXDEV') return new Refusal(otherDisk(source, target), { cause: error });
  if (code === 'EMLINK') return new Refusal(`“${source}” has as many hard links as its disk allows. Copy it instead.`, { cause: error });
  if (!NO_LINKS.includes(code)) return error;
  return new Refusal(`The disk or system does not allow a hard link to “${source}”. Copy it instead.`, { cause: error });
}

const otherDisk = (source: string, target: string): string =>
  `“${path.dirname(target)}” is on another disk than “${source}”, and a hard link cannot reach there. Copy instead, or choose a folder on the same disk.`;

/** Why a hard link cannot be made, known before it is tried; `null` = it may work. */
export async function hardLinkObstacle({ source, target }: LinkJob): Promise<string | null> {
  const [original, folder] = [await stat(source), await stat(await nearestExisting(path.dirname(target)))];
  return original.dev === folder.dev ? null : otherDisk(source, target);
}

/** Makes a symbolic link to the original's real place; it appears at once or not at all (EEXIST). */
export async function linkSymbolic({ source, target }: LinkJob): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await symlink(await realpath(source), target, 'file').catch((error: unknown) => {
    if (!NO_LINKS.includes(systemCode(error) ?? '')) throw error;
    throw new Refusal(`The disk or system does not allow a symbolic link at “${target}”. Copy instead, or use hard links.`, {
      cause: error,
    });
  });
  await syncFolder(path.dirname(target));
}
