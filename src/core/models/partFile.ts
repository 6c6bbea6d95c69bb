import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '../index/durable';

/** A download that nobody wrote to for so long was left behind, whatever became of its process's number. */
const ABANDONED_MS = 3_600_000;
const NAME = /^\.([0-9a-f]{8})-(\d+)\.part$/;

/** Files that this process writes to now. */
const inUse = new Set<string>();

/**
 * The file that a download of `target` is written to, beside it: what an ended process left of the same download where there is
 * anything, else a new name. Each process has its own, so that two at once do each other no harm. Give it back by `releasePart`.
 */
export async function claimPart(target: string): Promise<string> {
  const own = `${target}.${randomBytes(4).toString('hex')}-${process.pid}.part`;
  inUse.add(own);
  for (const left of await leftParts(target)) {
    // Renaming is atomic: of two that want it, one gets it.
    if (
      await rename(left, own).then(
        () => true,
        () => false,
      )
    )
      return own;
  }
  return own;
}

/** What was written stays for the next one who wants to go on. */
export function releasePart(part: string): void {
  inUse.delete(part);
}

/** Removes what ended downloads of `target` left. */
export async function sweepParts(target: string): Promise<void> {
  for (const left of await leftParts(target)) await rm(left, { force: true });
}

/** The largest first. */
async function leftParts(target: string): Promise<readonly string[]> {
  const folder = path.dirname(target);
  const names = await readdir(folder);
  const found: { readonly file: string; readonly size: number }[] = [];
  for (const name of names.filter((it) => it.startsWith(path.basename(target)))) {
    const file = path.join(folder, name);
    const [, , pid] = NAME.exec(name.slice(path.basename(target).length)) ?? [];
    if (pid === undefined || inUse.has(file)) continue;
    const status = await stat(file).catch(() => null);
    if (status === null || (isAlive(Number(pid)) && Date.now() - status.mtimeMs < ABANDONED_MS)) continue;
    found.push({ file, size: status.size });
  }
  return found.sort((a, b) => b.size - a.size).map(({ file }) => file);
}

function isAlive(pid: number): boolean {
  // What this process holds is in `inUse`; anything else under its number is of an earlier one.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH';
  }
}
