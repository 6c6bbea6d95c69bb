import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, realpath, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import type { StorageMode } from '../shootApi';
import { errnoOf } from './durable';

/** Where everything that qrate keeps about one shoot lives. All paths are absolute. */
export interface StoreLocation {
  /** The shoot. */
  readonly root: string;
  /** The `.qrate` folder, or its stand-in in the user's data folder. */
  readonly dir: string;
  readonly index: string;
  readonly decisions: string;
  readonly presets: string;
  /** The person's own presets, for every shoot. */
  readonly ownPresets: string;
  /** Presets that stand in an editor's settings, as the person wrote them: not looked at yet. */
  readonly givenPresets?: unknown;
  readonly cacheDir: string;
  /** Whether `dir` is inside the shoot. */
  readonly inShoot: boolean;
  /** The other place where this shoot may have been kept before (the storage setting or the rights changed). */
  readonly otherDir: string;
}

export const STORE_FOLDER = '.qrate';
/** Inside a store in the user's data folder: names the shoot that it belongs to. */
export const SHOOT_FILE = 'shoot.json';

export interface StorageOptions {
  readonly mode: StorageMode;
  /** The user's data folder of qrate, absolute. It need not exist yet. */
  readonly userDataDir: string;
}

/**
 * Decides where the store of the shoot at `root` lives; writes nothing.
 * Throws QrateError('not-a-folder'), or QrateError('storage') where the place that the setting asks for cannot be written.
 */
export async function resolveStore(root: string, options: StorageOptions): Promise<StoreLocation> {
  const shoot = path.resolve(root);
  await requireFolder(shoot);
  const inside = path.join(shoot, STORE_FOLDER);
  const outside = globalStore(await realpath(shoot), options.userDataDir);
  const inShoot = options.mode === 'shoot' || (options.mode === 'auto' && (await canKeepInside(shoot)));
  if (options.mode === 'shoot' && !(await canKeepInside(shoot))) throw notWritable(shoot, 'allow writing, or set the storage to global');
  if (!inShoot) await requireWritableParent(outside);
  const ownPresets = path.join(path.resolve(options.userDataDir), 'presets.json');
  const [dir, otherDir] = inShoot ? [inside, outside] : [outside, inside];
  return { ...locate(shoot, dir, otherDir), ownPresets };
}

function locate(root: string, dir: string, otherDir: string): Omit<StoreLocation, 'ownPresets'> {
  return {
    root,
    dir,
    index: path.join(dir, 'index.sqlite'),
    decisions: path.join(dir, 'decisions.jsonl'),
    presets: path.join(dir, 'presets.json'),
    cacheDir: path.join(dir, 'cache'),
    inShoot: path.dirname(dir) === root,
    otherDir,
  };
}

/** The nearest folder, from `start` upwards, that is a shoot: it holds `.qrate/`, or the user's data folder keeps one for it. */
export async function findShoot(start: string, options: { readonly userDataDir?: string } = {}): Promise<string | null> {
  const from = await nearestExisting(path.resolve(start));
  // Real paths: a link inside one shoot may lead into another.
  for (const folder of ancestors(await realpath(from))) {
    if ((await isFolder(path.join(folder, STORE_FOLDER))) || (await isKeptGlobally(folder, options.userDataDir))) {
      return asTyped(from, folder);
    }
  }
  return null;
}

/** Sixteen hex digits of the real path's SHA-256, and the folder's name for people who look inside. */
export function globalStore(realRoot: string, userDataDir: string): string {
  const digest = createHash('sha256').update(realRoot).digest('hex').slice(0, 16);
  const name = path.basename(realRoot).replace(/[\p{Cc}<>:"/\\|?*]/gu, '_');
  return path.join(path.resolve(userDataDir), 'shoots', `${digest}-${shorten(name) || 'root'}`);
}

/** File names are bounded at 255 bytes; never cut inside a character, and Windows drops trailing dots and spaces. */
function shorten(name: string): string {
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > 100) break;
    kept += character;
  }
  return kept.replace(/[. ]+$/, '');
}

async function canKeepInside(shoot: string): Promise<boolean> {
  const store = path.join(shoot, STORE_FOLDER);
  if (await isFolder(store)) return isWritable(store);
  return isWritable(shoot);
}

/**
 * Whether new files can be made in `folder`. A folder without any write bit is meant as read-only, even for root, whom
 * `access` lets do anything. On Windows neither bits nor `access` say anything about folders, so one is made and removed.
 */
async function isWritable(folder: string): Promise<boolean> {
  try {
    if (process.platform === 'win32') {
      await rmdir(await mkdtemp(path.join(folder, '.qrate-')));
      return true;
    }
    await access(folder, constants.W_OK | constants.X_OK);
    return ((await stat(folder)).mode & 0o222) !== 0;
  } catch (error) {
    const code = errnoOf(error) ?? '';
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return false;
    // Full is not read-only: whoever writes will say so, and the store stays where it is.
    if (['ENOSPC', 'EDQUOT'].includes(code)) return true;
    throw error;
  }
}

async function requireFolder(folder: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    const code = errnoOf(error);
    const why = code === 'EACCES' || code === 'EPERM' ? 'cannot be entered: check its rights' : 'does not exist';
    throw new QrateError('not-a-folder', `The folder ${folder} ${why}.`, { cause: error });
  }
  throw new QrateError('not-a-folder', `${folder} is not a folder. Name the folder that holds the photos.`);
}

async function requireWritableParent(dir: string): Promise<void> {
  const existing = await nearestExisting(dir);
  if ((await isFolder(existing)) && (await isWritable(existing))) return;
  throw notWritable(existing, 'allow writing, or choose another data folder');
}

const notWritable = (folder: string, remedy: string): QrateError =>
  new QrateError('storage', `Cannot write in ${folder}, where qrate should keep its data: ${remedy}.`);

async function nearestExisting(start: string): Promise<string> {
  for (const candidate of ancestors(start)) {
    if (await exists(candidate)) return candidate;
  }
  return path.parse(start).root;
}

function* ancestors(start: string): Generator<string> {
  for (let current = start; ; current = path.dirname(current)) {
    yield current;
    if (path.dirname(current) === current) return;
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const isFolder = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function isKeptGlobally(realFolder: string, userDataDir: string | undefined): Promise<boolean> {
  if (userDataDir === undefined) return false;
  try {
    const text = await readFile(path.join(globalStore(realFolder, userDataDir), SHOOT_FILE), 'utf8');
    return (JSON.parse(text) as { path?: unknown } | null)?.path === realFolder;
  } catch {
    // Missing or unreadable: not a shoot that qrate knows. `ensureStore` writes the file again.
    return false;
  }
}

/** The ancestor of `start` that is `realFolder`, spelled as the person spelled it. */
async function asTyped(start: string, realFolder: string): Promise<string> {
  for (const candidate of ancestors(start)) {
    if ((await realpath(candidate)) === realFolder) return candidate;
  }
  return realFolder;
}
