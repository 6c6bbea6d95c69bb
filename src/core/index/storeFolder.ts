import { mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { adoptDecisions } from './decisions';
import { errnoOf, isTempOf, replaceFile, storageError } from './durable';
import { SHOOT_FILE, type StoreLocation } from './location';

/** Everything is computed except what is precious: decisions, presets, the learned model, and these two files of git. */
const GITIGNORE = `# Written by qrate. All but the person's own work can be computed again.
*
!.gitignore
!.gitattributes
!decisions.jsonl
!presets.json
!taste.json
`;

/**
 * Decisions of two branches are all kept: lines carry ids and times, so their order in the file does not matter. Line ends are the
 * same on every machine, so that a line is the same line to git wherever it was written.
 */
const GITATTRIBUTES = 'decisions.jsonl text eol=lf merge=union\n';

const ADOPTED_FILES = ['presets.json', 'taste.json'];

/** Files that are replaced as a whole; a killed writer may leave a temp file of them behind. */
const REPLACED_FILES = ['.gitignore', '.gitattributes', 'presets.json', 'taste.json', 'sidecars.jsonl', SHOOT_FILE];
/** What a process that was killed while it looked at a lock leaves behind. */
const LOCK_TEMP = /^(?:\w+\.json\.)?lock\.\w+\.(now|dead)$/;
const STALE_TEMP_MS = 3_600_000;

/**
 * Makes the store's folder ready: git files (never overwritten once there), the name of the shoot for a store in the user's
 * data folder, decisions of the other place, no left-over temp files. Throws QrateError('storage').
 */
export async function ensureStore(location: StoreLocation): Promise<void> {
  try {
    await mkdir(location.dir, { recursive: true });
    await writeOnce(path.join(location.dir, '.gitignore'), GITIGNORE);
    await writeOnce(path.join(location.dir, '.gitattributes'), GITATTRIBUTES);
    if (!location.inShoot) await nameShoot(location);
    await sweepTemps(location.dir);
    for (const name of ADOPTED_FILES) await adoptFile(location, name);
  } catch (error) {
    throw storageError(location.dir, error);
  }
  await adoptDecisions(location);
}

/** A file that is there stays as it is, whatever the person made of it. */
async function writeOnce(file: string, content: string | Uint8Array): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) await replaceFile(file, content);
}

async function nameShoot(location: StoreLocation): Promise<void> {
  const shoot = { v: 1, path: await realpath(location.root) };
  await writeOnce(path.join(location.dir, SHOOT_FILE), `${JSON.stringify(shoot)}\n`);
}

/** The person's presets and taste follow when the store moves between the shoot and the user's data folder. */
async function adoptFile(location: StoreLocation, name: string): Promise<void> {
  const theirs = await readFile(path.join(location.otherDir, name)).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null;
    throw error;
  });
  if (theirs !== null) await writeOnce(path.join(location.dir, name), theirs);
}

/** Temp files of the index belong to the owner of the lock and are swept by it; these have no owner, so age decides. */
async function sweepTemps(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!REPLACED_FILES.some((base) => isTempOf(name, base)) && !LOCK_TEMP.test(name)) continue;
    const file = path.join(dir, name);
    const found = await stat(file).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > STALE_TEMP_MS) await rm(file, { force: true });
  }
}
