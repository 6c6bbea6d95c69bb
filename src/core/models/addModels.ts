import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { errnoOf, storageError, writeAll } from '../index/durable';
import type { ModelStore } from './modelStore';
import { OWN_MODEL_FILE } from './ownModel';
import { claimPart, releasePart } from './partFile';
import type { ModelFileSpec } from './registry';

/** A file of a model that was found in a folder, whatever it is called there. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  /** Absolute path of what was taken. */
  readonly from: string;
}

export interface AddReport {
  /** Files that were taken over now. */
  readonly added: readonly AddedFile[];
  /** Ids of the models that can be used now. */
  readonly installed: readonly string[];
  /** Files that models still lack. */
  readonly wanting: readonly { readonly id: string; readonly name: string }[];
  /** Files that have the size of a wanted one, but another content; absolute paths. */
  readonly unlike: readonly string[];
}

/** Folders in folders that are looked into: what a browser or `git clone` leaves. */
const MAX_DEPTH = 4;

type Wanted = ModelFileSpec & { readonly id: string };

/**
 * Copies from a folder (or one file) all that models want, told by size and SHA-256, not by name. Nothing in the folder is changed. A
 * description of a network of the person's own counts where it lies in the folder itself, not further down.
 * Throws QrateError('models') where there is no such folder or a description is wrong, QrateError('storage'), or the signal's reason.
 */
export async function addModels(store: ModelStore, from: string, signal?: AbortSignal): Promise<AddReport> {
  const files = await filesIn(from, MAX_DEPTH);
  for (const own of files.filter(({ path: at }) => isDescription(at, from))) await store.describe(own.path);
  const wanted = await wantedFiles(store);
  const added: AddedFile[] = [];
  const unlike: string[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const open = wanted.filter((it) => it.bytes === file.size && !added.some(({ id, name }) => id === it.id && name === it.name));
    if (open.length === 0) continue;
    const taken = await take(store, file.path, open, signal);
    if (taken.length === 0) unlike.push(file.path);
    added.push(...taken.map(({ id, name }) => ({ id, name, from: file.path })));
  }
  const states = await store.list();
  const installed = states.filter(({ state }) => state === 'installed').map(({ id }) => id);
  return { added, installed, wanting: states.flatMap(({ id, wanting }) => wanting.map((name) => ({ id, name }))), unlike };
}

const isDescription = (file: string, from: string): boolean =>
  path.basename(file) === OWN_MODEL_FILE && (file === from || path.dirname(file) === from);

async function wantedFiles(store: ModelStore): Promise<readonly Wanted[]> {
  const states = await store.list();
  return states.flatMap(({ id, spec, wanting }) =>
    spec.files.filter(({ name }) => wanting.includes(name)).map((file) => ({ ...file, id })),
  );
}

interface FoundFile {
  readonly path: string;
  readonly size: number;
}

/** Regular files, in a fixed order; links are followed to files alone. */
async function filesIn(folder: string, depth: number): Promise<readonly FoundFile[]> {
  const status = await stat(folder).catch((cause: unknown) => {
    throw new QrateError('models', `${folder} cannot be read (${errnoOf(cause) ?? String(cause)}).`, { cause });
  });
  if (status.isFile()) return [{ path: folder, size: status.size }];
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: FoundFile[] = [];
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) found.push(...(await filesIn(file, depth - 1).catch(() => [])));
    if (!entry.isFile() && !entry.isSymbolicLink()) continue;
    const known = await stat(file).catch(() => null);
    if (known?.isFile()) found.push({ path: file, size: known.size });
  }
  return found;
}

/** Takes a file over for each that it is; usually one. */
async function take(
  store: ModelStore,
  from: string,
  candidates: readonly Wanted[],
  signal: AbortSignal | undefined,
): Promise<readonly Wanted[]> {
  const taken: Wanted[] = [];
  for (const wanted of candidates) {
    await store.prepare(wanted.id);
    const part = await claimPart(store.pathOf(wanted.id, wanted.name));
    try {
      const sha256 = await copyHashed(from, part, signal);
      if (sha256 !== wanted.sha256) continue;
      await store.adopt(wanted.id, wanted, part);
      taken.push(wanted);
    } finally {
      await rm(part, { force: true });
      releasePart(part);
    }
  }
  return taken;
}

/** Copies and answers the SHA-256 of what was written. */
async function copyHashed(from: string, to: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  let handle: FileHandle | null = null;
  try {
    handle = await open(to, 'w');
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 })) {
      signal?.throwIfAborted();
      hash.update(chunk as Buffer);
      await writeAll(handle, chunk as Buffer);
    }
    await handle.sync();
    return hash.digest('hex');
  } catch (error) {
    signal?.throwIfAborted();
    throw storageError(to, error);
  } finally {
    await handle?.close();
  }
}
