import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './refusal';

/** Names of the files in a folder (absolute path), sorted by code units. Read once per export. */
export type FolderListing = (folder: string) => Promise<readonly string[]>;

/** A listing that remembers. A folder that cannot be read counts as empty: what needs it will say so itself. */
export function createListing(): FolderListing {
  const known = new Map<string, Promise<readonly string[]>>();
  return (folder) => {
    const names = known.get(folder) ?? fileNames(folder);
    known.set(folder, names);
    return names;
  };
}

async function fileNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === null) throw error;
    return [];
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const TRAVELLING = new Set(['.xmp', '.acr', '.wav', '.thm']);

/** Sidecars of `file` that lie beside it now, perhaps newer than the index: `IMG.xmp`, `IMG.NEF.xmp`, `.acr`, `.wav`, `.THM`. */
export async function sidecarsBeside(file: string, listing: FolderListing): Promise<readonly string[]> {
  const { dir, name: stem, base } = path.parse(file);
  const belongs = (candidate: string) => {
    const parsed = path.parse(candidate);
    const extension = parsed.ext.toLowerCase();
    return (parsed.name === stem && TRAVELLING.has(extension)) || (parsed.name === base && extension === '.xmp');
  };
  return (await listing(dir)).filter((name) => name !== base && belongs(name)).map((name) => path.join(dir, name));
}

/** Equal for paths that some disk cannot keep apart: letter case ignored (Windows, macOS), composed characters (macOS). */
export const nameKey = (file: string): string => file.normalize('NFC').toLowerCase().normalize('NFC');
