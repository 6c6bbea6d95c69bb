import { open } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { discard, linkOrCopy, renameOver, storageError, syncFolder, tempName, writeAll } from './durable';
import { backupOf } from './load';
import type { StoreLocation } from './location';
import type { StoreLock } from './lock';
import { readGeneration, sealOf } from './seal';

export interface SaveOptions {
  readonly location: StoreLocation;
  readonly lock: StoreLock;
  /** The generation that this writer loaded or saved last; `null` where there was no file. */
  readonly expected: number | null;
}

/**
 * Writes the database as the next generation and returns its number. The file is written beside the index, synced, and renamed
 * over it; the index before stays as `.bak`. At every moment a kill leaves a good `index.sqlite`.
 * Throws QrateError('locked') when somebody else has written meanwhile, QrateError('storage') when the disk does not take it.
 */
export async function saveIndex(database: Uint8Array, { location, lock, expected }: SaveOptions): Promise<number> {
  const temp = tempName(location.index, lock.token);
  const generation = (expected ?? 0) + 1;
  try {
    await writeParts(temp, [database, sealOf(database, generation)]);
    await lock.assertHeld();
    await assertUntouched(location, expected);
    if (expected !== null) await linkOrCopy(location.index, backupOf(location));
    await renameOver(temp, location.index);
    await syncFolder(path.dirname(location.index));
    return generation;
  } catch (error) {
    await discard(temp);
    throw storageError(location.index, error);
  }
}

async function writeParts(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const part of parts) await writeAll(handle, part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The last look before the rename: a writer that was asleep while another one took over must not undo its work. */
async function assertUntouched(location: StoreLocation, expected: number | null): Promise<void> {
  if ((await readGeneration(location.index)) === expected) return;
  throw new QrateError(
    'locked',
    `The index of ${location.root} was written by another qrate meanwhile. Nothing was overwritten; try again.`,
  );
}
