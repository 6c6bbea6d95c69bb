import { type Dirent, promises as fs } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { QrateError } from '../errors';
import { isExportFolder } from '../exportMarkers';
import { PhotoError, toFailure } from '../failures';
import type { Failure, ScannedFile } from '../model';
import type { RunOptions } from '../progress';
import { kindOfName } from './extensions';
import { byPath } from './order';
import { statAll } from './statAll';

export interface ScanFailure {
  readonly path: string;
  readonly failure: Failure;
}

export interface ScanResult {
  /** Photos and companions, sorted by path (code units). */
  readonly files: readonly ScannedFile[];
  /** Folders and files that could not be looked at, sorted by path; the folder itself is `.`. */
  readonly failures: readonly ScanFailure[];
}

export interface ScanOptions extends RunOptions {
  /** Globs (picomatch) of `/` paths relative to the root. */
  readonly ignore: readonly string[];
  /** Files by path that are taken to be as they were: a look for what came and went need not ask the disk about each of them. */
  readonly known?: ReadonlyMap<string, ScannedFile>;
}

/**
 * Finds every file under `root` whose name promises a photo or a companion. Dot files, dot folders (`.qrate` is one) and
 * `node_modules` are left out, and so are folders below the root that hold an export. Symlinks are followed; a real folder is listed once, under its own name where it lies inside
 * the shoot, else under the first link to it, so loops end.
 *
 * Throws QrateError('not-a-folder') for the root alone; anything else that cannot be read is a failure in the result.
 * Rejects with `signal.reason` when cancelled.
 */
export async function scanShoot(root: string, options: ScanOptions): Promise<ScanResult> {
  const realRoot = await realFolder(root);
  const scan = new Scan(root, options);
  await scan.walk({ at: '', real: realRoot });
  return scan.result();
}

async function realFolder(root: string): Promise<string> {
  try {
    const real = await fs.realpath(root);
    if ((await fs.stat(real)).isDirectory()) return real;
  } catch (error) {
    throw new QrateError('not-a-folder', `${root} cannot be opened as a folder. Check the path and its rights.`, { cause: error });
  }
  throw new QrateError('not-a-folder', `${root} is not a folder. Name the folder that holds the photos.`);
}

interface Folder {
  /** Relative to the root, empty or with the trailing `/`. */
  readonly at: string;
  readonly real: string;
}

class Scan {
  readonly #files: ScannedFile[] = [];
  readonly #failures: ScanFailure[] = [];
  readonly #seen = new Set<string>();
  /** Links to folders wait until all real folders are listed, so that a folder keeps its own name. */
  readonly #links: Folder[] = [];
  readonly #ignored: (path: string) => boolean;

  constructor(
    private readonly root: string,
    private readonly options: ScanOptions,
  ) {
    this.#ignored = options.ignore.length === 0 ? () => false : picomatch([...options.ignore], { dot: true });
  }

  async walk(start: Folder): Promise<void> {
    await this.#tree(start);
    for (let link = this.#nextLink(); link; link = this.#nextLink()) await this.#tree(link);
  }

  result(): ScanResult {
    return { files: this.#files.sort(byPath), failures: this.#failures.sort(byPath) };
  }

  /** In order of names, so that of two links to one folder the same one wins on every run. */
  #nextLink(): Folder | undefined {
    return this.#links.sort((a, b) => byPath({ path: b.at }, { path: a.at })).pop();
  }

  async #tree(start: Folder): Promise<void> {
    const open = [start];
    for (let folder = open.pop(); folder; folder = open.pop()) {
      if (this.#seen.has(folder.real)) continue;
      this.#seen.add(folder.real);
      open.push(...(await this.#folder(folder)));
    }
  }

  /** Lists one folder; answers the real folders in it. */
  async #folder(folder: Folder): Promise<Folder[]> {
    this.options.signal?.throwIfAborted();
    const entries = await this.#list(folder);
    // Copies and galleries that qrate put inside the shoot are no photos of it.
    if (folder.at !== '' && isExportFolder(entries.map(({ name }) => name))) return [];
    const visible = entries.filter((entry) => this.#wanted(folder.at + entry.name, entry));
    const links = await this.#sortLinks(
      folder,
      visible.filter((entry) => entry.isSymbolicLink()),
    );
    const files = visible.filter((entry) => entry.isFile() && kindOfName(entry.name) !== null).map((entry) => folder.at + entry.name);
    await this.#stat([...files, ...links]);
    this.options.onProgress?.({ stage: 'scan', done: this.#files.length, total: 0 });
    return visible
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ at: `${folder.at}${name}/`, real: path.join(folder.real, name) }));
  }

  async #list(folder: Folder): Promise<Dirent[]> {
    const dir = path.join(this.root, folder.at);
    try {
      const entries = await fs.readdir(dir, { withFileTypes: true });
      if (!entries.some((entry) => entry.name.includes('\uFFFD'))) return entries;
      const undecodable = await undecodableNames(dir);
      for (const name of undecodable) {
        this.#fail(folder.at + name, new PhotoError('read-error', 'the name is not valid UTF-8; rename the file'));
      }
      return entries.filter((entry) => !undecodable.has(entry.name));
    } catch (error) {
      this.#fail(folder.at.slice(0, -1) || '.', error);
      return [];
    }
  }

  #wanted(at: string, entry: Dirent): boolean {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return false;
    return !this.#ignored(at) && !(entry.isDirectory() && this.#ignored(`${at}/`));
  }

  /** Puts links to folders aside and answers the links that may be files. */
  async #sortLinks(folder: Folder, links: readonly Dirent[]): Promise<string[]> {
    const files: string[] = [];
    for (const { name } of links) {
      this.options.signal?.throwIfAborted();
      const at = folder.at + name;
      const real = await realFolderOrNull(path.join(this.root, at));
      if (real !== null) this.#links.push({ at: `${at}/`, real });
      else if (kindOfName(name) !== null) files.push(at);
    }
    return files;
  }

  async #stat(names: readonly string[]): Promise<void> {
    const known = names.flatMap((name) => this.options.known?.get(name) ?? []);
    this.#files.push(...known);
    const unknown = known.length === 0 ? names : names.filter((name) => this.options.known?.has(name) !== true);
    for (const { name, stats, error } of await statAll(this.root, unknown, this.options.signal)) {
      if (stats === null) this.#fail(name, error);
      else if (stats.isFile()) this.#files.push({ path: name, size: stats.size, mtimeMs: stats.mtimeMs });
    }
  }

  #fail(at: string, error: unknown): void {
    this.#failures.push({ path: at, failure: toFailure('scan', error) });
  }
}

async function realFolderOrNull(link: string): Promise<string | null> {
  try {
    return (await fs.stat(link)).isDirectory() ? await fs.realpath(link) : null;
  } catch {
    // A broken link: if its name promises a photo, its stat reports the failure.
    return null;
  }
}

/** Names whose bytes are not UTF-8, as Node shows them (with U+FFFD). A name may also hold that character by right. */
async function undecodableNames(dir: string): Promise<Set<string>> {
  const names = await fs.readdir(dir, { encoding: 'buffer' });
  return new Set(names.filter((name) => !Buffer.from(name.toString('utf8')).equals(name)).map((name) => name.toString('utf8')));
}
