import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { sameContent } from '../content';
import { type FolderListing, nameKey } from '../listing';
import type { ExportAction } from '../plan';
import { systemCode } from '../refusal';
import type { CopyMode } from './options';

export interface Pair {
  readonly source: string;
  readonly target: string;
  readonly mode: CopyMode;
  readonly signal?: AbortSignal | undefined;
}

export type Verdict = Pick<ExportAction, 'kind' | 'bytes' | 'reason'>;

/** What is to be done so that the target is the source, by what is there now. Never more than reading; rejects like `stat`. */
export async function compare(pair: Pair): Promise<Verdict> {
  const { source, target, mode } = pair;
  const original = await stat(source);
  const bytes = mode === 'copy' ? original.size : 0;
  const there = await lstatOrNull(target);
  if (there === null) return { kind: 'copy', bytes, reason: null };
  const link = await linkBetween(source, target, { original, there });
  if (link !== null) return { ...linked(pair, link), bytes };
  const found = await stat(target).catch(() => null);
  const same = found?.isFile() && found.size === original.size && (await sameContent(source, target, pair.signal));
  if (same) return { kind: 'unchanged', bytes, reason: `“${target}” is there already, with the same content.` };
  return { kind: 'refuse', bytes, reason: `“${target}” exists with other content than “${source}”. Neither is touched.` };
}

/** How a target is the original itself, or `null`. */
async function linkBetween(
  source: string,
  target: string,
  { original, there }: { original: Stats; there: Stats },
): Promise<CopyMode | null> {
  if (there.isSymbolicLink()) {
    const [one, other] = await Promise.all([source, target].map((file) => realpath(file).catch(() => null)));
    return one !== null && one === other ? 'symlink' : null;
  }
  return there.ino !== 0 && there.ino === original.ino && there.dev === original.dev ? 'hardlink' : null;
}

/** A link is not what somebody wants who asks for a copy: it would be lost with the original. */
function linked({ target, mode }: Pair, link: CopyMode): Omit<Verdict, 'bytes'> {
  if (mode !== 'copy') return { kind: 'unchanged', reason: `“${target}” is a link to the original already.` };
  const kind = link === 'hardlink' ? 'a hard link' : 'a link';
  return { kind: 'refuse', reason: `“${target}” is ${kind} to the original, not a copy of it. Remove it, then export again.` };
}

async function lstatOrNull(file: string): Promise<Stats | null> {
  return lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}

/** The name in the target's folder that a disk without letter case or with composed accents takes for the target, or `null`. */
export async function twinOf(target: string, listing: FolderListing): Promise<string | null> {
  const name = path.basename(target);
  const names = await listing(path.dirname(target));
  if (names.includes(name)) return null;
  return names.find((other) => nameKey(other) === nameKey(name)) ?? null;
}
