import { realpath, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { isDiskFull, refusalSentence, systemCode } from './refusal';

export interface Destination {
  /** Absolute; links resolved as far as the folders exist. */
  readonly folder: string;
  readonly relation: 'outside' | 'is-shoot' | 'inside-shoot';
}

interface Place {
  /** Absolute path of the shoot. */
  readonly root: string;
  /** Absolute folder of the preview cache; its parent is qrate's own. */
  readonly cacheDir: string;
}

/**
 * Where an export would land, links and letter case resolved by the file system itself.
 * Throws QrateError('bad-destination') for a path inside qrate's own folder or one that is no folder.
 */
export async function resolveDestination(out: string, place: Place): Promise<Destination> {
  if (!path.isAbsolute(out)) throw new QrateError('bad-destination', `“${out}” is not an absolute path.`);
  const folder = await realFolder(out);
  const own = folder.split(path.sep).some((segment) => segment.toLowerCase() === '.qrate');
  if (own || (await contains(path.dirname(place.cacheDir), folder))) {
    throw new QrateError('bad-destination', `“${out}” lies in qrate’s own folder. Choose a folder of its own for the export.`);
  }
  if (await isSame(place.root, folder)) return { folder, relation: 'is-shoot' };
  return { folder, relation: (await contains(place.root, folder)) ? 'inside-shoot' : 'outside' };
}

/** The nearest existing ancestor, resolved, plus what does not exist yet. */
async function realFolder(folder: string): Promise<string> {
  try {
    const real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) throw new QrateError('bad-destination', `“${folder}” is a file. Choose a folder.`);
    return real;
  } catch (error) {
    const parent = path.dirname(folder);
    if (systemCode(error) !== 'ENOENT' || parent === folder) throw asQrateError(error, folder);
    return path.join(await realFolder(parent), path.basename(folder));
  }
}

function asQrateError(error: unknown, folder: string): unknown {
  if (error instanceof QrateError || systemCode(error) === null) return error;
  return new QrateError('bad-destination', refusalSentence(error, folder), { cause: error });
}

async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((it) => stat(it).catch(() => null)));
  return one != null && other != null && one.dev === other.dev && one.ino === other.ino;
}

/** Whether `folder` is `ancestor` or lies below it. */
async function contains(ancestor: string, folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await isSame(ancestor, at)) return true;
    if (path.dirname(at) === at) return false;
  }
}

/** Says that the disk of `folder` lacks room for `bytes`, or `null` where it fits (or the system does not tell). */
export async function lackOfSpace(folder: string, bytes: number): Promise<string | null> {
  const space = await statfs(await nearestExisting(folder)).catch((error: unknown) => {
    if (isDiskFull(error) || systemCode(error) === null) throw error;
    return null;
  });
  const free = space ? space.bavail * space.bsize : Number.POSITIVE_INFINITY;
  if (bytes <= free) return null;
  return `The export needs ${inUnits(bytes)}, but the disk of “${folder}” has only ${inUnits(free)} left.`;
}

/** The folder itself, or the nearest above it that exists. */
export async function nearestExisting(folder: string): Promise<string> {
  const exists = (await stat(folder).catch(() => null)) !== null;
  return exists || path.dirname(folder) === folder ? folder : nearestExisting(path.dirname(folder));
}

function inUnits(bytes: number): string {
  const unit = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(unit.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${unit[power]}`;
}
