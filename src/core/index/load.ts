import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { Database } from './database';
import { errnoOf, isTempOf, linkOrCopy, storageError, syncFolder } from './durable';
import type { StoreLocation } from './location';
import { findSchemaProblem, migrate } from './schema';
import { type Unsealed, unseal } from './seal';

export interface LoadOptions {
  readonly sqlWasm: string;
  readonly log: (message: string) => void;
  /** Set a bad file aside and clear left-overs; only the owner of the lock may. */
  readonly repair: boolean;
}

export interface LoadedIndex {
  readonly database: Database;
  /** Generation of `index.sqlite` as it is on disk now; `null` where there is none. */
  readonly generation: number | null;
  /** Whether a migration changed it. */
  readonly migrated: boolean;
}

type Candidate = LoadedIndex | Exclude<Unsealed, { state: 'good' }> | 'missing';

/** Set-aside files are for a look at what happened, not an archive. */
const KEPT_ASIDE = 3;

export const backupOf = (location: StoreLocation): string => `${location.index}.bak`;

/**
 * The index from disk. A damaged or newer file is set aside and the copy of the save before it is used; without a good copy the
 * index starts empty, since everything in it can be computed again. Throws QrateError('storage') where it cannot be read.
 */
export async function loadIndex(location: StoreLocation, options: LoadOptions): Promise<LoadedIndex> {
  if (options.repair) await sweepTemps(location);
  const current = await judge(location.index, options.sqlWasm);
  if (current === 'missing') return emptyIndex(options.sqlWasm);
  if ('database' in current) return current;
  const backup = await judge(backupOf(location), options.sqlWasm);
  const usable = backup !== 'missing' && 'database' in backup ? backup : null;
  const remedy = usable === null ? 'It will be computed again.' : 'The copy of the save before is used.';
  options.log(`${location.index} cannot be used: ${current.why}. ${remedy}`);
  if (options.repair) await setAside(location, current.state, { restore: usable !== null, log: options.log });
  return usable ?? emptyIndex(options.sqlWasm);
}

async function emptyIndex(sqlWasm: string): Promise<LoadedIndex> {
  const database = await Database.open(sqlWasm, null);
  migrate(database);
  return { database, generation: null, migrated: true };
}

async function judge(file: string, sqlWasm: string): Promise<Candidate> {
  const bytes = await readWhole(file);
  if (bytes === null) return 'missing';
  const unsealed = unseal(bytes);
  if (unsealed.state !== 'good') return unsealed;
  // Outside of the try: a missing engine says nothing about the file.
  const database = await Database.open(sqlWasm, unsealed.database);
  try {
    const version = database.number('PRAGMA user_version');
    migrate(database);
    const problem = findSchemaProblem(database);
    if (problem !== null) throw new Error(problem);
    return { database, generation: unsealed.generation, migrated: database.number('PRAGMA user_version') !== version };
  } catch (error) {
    database.close();
    return { state: 'damaged', why: error instanceof Error ? error.message : String(error) };
  }
}

async function readWhole(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return null;
    throw new QrateError('storage', `Cannot read the index ${file} (${code ?? String(error)}). Check its rights and the disk.`, {
      cause: error,
    });
  }
}

/** Keeps the bad file under another name. The restored copy takes its place in one step: there is always an index. */
async function setAside(
  location: StoreLocation,
  state: 'damaged' | 'newer',
  { restore, log }: { readonly restore: boolean; readonly log: (message: string) => void },
): Promise<void> {
  try {
    const aside = await nextAside(location, state);
    if (restore) {
      await linkOrCopy(location.index, aside);
      await linkOrCopy(backupOf(location), location.index);
    } else {
      await rename(location.index, aside);
    }
    await syncFolder(location.dir);
    log(`The unusable index is kept as ${aside}.`);
  } catch (error) {
    throw storageError(location.index, error);
  }
}

/** `index.sqlite.damaged-<n>` with the next n; the oldest ones make room. */
async function nextAside(location: StoreLocation, state: 'damaged' | 'newer'): Promise<string> {
  const prefix = `${path.basename(location.index)}.${state}-`;
  const numbers = (await readdir(location.dir))
    .filter((name) => name.startsWith(prefix) && /^\d{1,9}$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
  for (const old of numbers.slice(0, Math.max(0, numbers.length - KEPT_ASIDE + 1))) {
    await rm(path.join(location.dir, `${prefix}${old}`), { force: true });
  }
  return path.join(location.dir, `${prefix}${(numbers.at(-1) ?? 0) + 1}`);
}

/** Left by writers that were killed; the lock says that none of them is at work. */
async function sweepTemps(location: StoreLocation): Promise<void> {
  const bases = [location.index, backupOf(location)].map((file) => path.basename(file));
  for (const name of await readdir(location.dir)) {
    if (bases.some((base) => isTempOf(name, base))) await rm(path.join(location.dir, name), { force: true });
  }
}
