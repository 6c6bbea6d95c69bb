import { createHash } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemCode } from './refusal';

const HOST = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
const NAME = /^\.qrate-([0-9a-f]{8})-(\d+)-(\d+)\.tmp$/;
/** Files that desktops leave in every folder. */
export const CLUTTER: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/** Those of this process that are being written. */
const inUse = new Set<string>();
let counter = 0;

/** True for a file that an export writes until it is complete. */
export const isTempName = (name: string): boolean => NAME.test(name);

/** A free name for a file beside its later place; the name tells who is writing it. */
export async function tempName(folder: string): Promise<string> {
  counter += 1;
  const file = path.join(folder, `.qrate-${HOST}-${process.pid}-${counter}.tmp`);
  const taken = await lstat(file).catch(() => null);
  if (taken !== null) return tempName(folder);
  inUse.add(file);
  return file;
}

/** Removes the file, if it is still there. One that the disk does not let go of is left to the next sweep. */
export async function dropTemp(file: string): Promise<void> {
  inUse.delete(file);
  await rm(file, { force: true });
}

/**
 * Removes the temporary files that a killed export left in `folder`. One that a living process of this machine may still
 * be writing stays, and so does one of another machine (a shared disk) for a day. Age is that of the last change of
 * status (ctime), which no program can set.
 */
export async function sweepTemps(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '')) return [];
    throw error;
  });
  for (const name of names.filter(isTempName)) {
    const file = path.join(folder, name);
    if (await isStale(file, name)) await dropTemp(file).catch(ignoreProtected);
  }
}

/** What may not be removed stays; if the folder cannot be written at all, the export itself says so. */
function ignoreProtected(error: unknown): void {
  if (!['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(systemCode(error) ?? '')) throw error;
}

async function isStale(file: string, name: string): Promise<boolean> {
  const [, host, pid] = NAME.exec(name) ?? [];
  if (inUse.has(file)) return false;
  if (host === HOST && (Number(pid) === process.pid || !isAlive(Number(pid)))) return true;
  const status = await lstat(file).catch(() => null);
  return status !== null && Date.now() - status.ctimeMs > STALE_AFTER_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
