import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Bounds of the search below a workspace folder: a shoot lies near the top, and a window must open quickly on any tree. */
const MAX_DEPTH = 4;
const MAX_FOLDERS = 5000;

const SKIPPED = new Set(['node_modules', '.git', '.qrate']);

/** Folders that cannot be listed hold no shoot that could be opened: they count as empty. */
const list = (dir: string): Promise<readonly Dirent[]> => readdir(dir, { withFileTypes: true }).catch(() => []);

/** Absolute folders at or below `start` (at most four levels) that hold a `.qrate` folder, sorted by path. Links are not followed. */
export async function findShoots(start: string): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly string[] = [start];
  let seen = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0 && seen < MAX_FOLDERS; depth += 1) {
    const next: string[] = [];
    for (const dir of level.slice(0, MAX_FOLDERS - seen)) {
      const folders = (await list(dir)).filter((entry) => entry.isDirectory());
      if (folders.some((entry) => entry.name === '.qrate')) found.push(dir);
      next.push(...folders.filter((entry) => !SKIPPED.has(entry.name)).map((entry) => path.join(dir, entry.name)));
    }
    seen += level.length;
    level = next;
  }
  return found.sort();
}

/** True where `file` is `root` or lies below it. */
export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}
