import { mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../../errors';
import { GALLERY_MARKER } from '../../exportMarkers';
import { hashBytes, hashFile } from '../content';
import { copyVerified } from '../copy/copyFile';
import { publishNew, publishOver, writeTemp } from '../publish';
import { Refusal, systemCode } from '../refusal';
import { CLUTTER, isTempName } from '../tempFiles';

export const MARKER = GALLERY_MARKER;

const FORMAT = 'qrate-gallery';

/** Names relative to the gallery and the hashes under which qrate wrote them (two while one is being replaced). */
export type Owned = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What qrate owns in a folder: nothing yet in a new or empty one.
 * Throws QrateError('bad-destination') for a folder with other content and no marker.
 */
export async function readOwned(folder: string): Promise<Owned> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  if (names.includes(MARKER)) return parseMarker(folder, await readFile(path.join(folder, MARKER), 'utf8'));
  if (names.every((name) => CLUTTER.has(name) || isTempName(name))) return new Map();
  throw new QrateError('bad-destination', `“${folder}” is not empty and no gallery of qrate. Choose a new or empty folder.`);
}

function parseMarker(folder: string, text: string): Owned {
  const damaged = new QrateError('bad-destination', `“${path.join(folder, MARKER)}” is damaged. Choose a new or empty folder.`);
  let files: unknown;
  try {
    const marker = JSON.parse(text) as { format?: unknown; files?: unknown };
    files = marker.format === FORMAT ? marker.files : null;
  } catch {
    throw damaged;
  }
  if (!Array.isArray(files) || !files.every(isOwnedFile)) throw damaged;
  const owned = new Map<string, Set<string>>();
  for (const { name, blake3 } of files) owned.set(name, (owned.get(name) ?? new Set()).add(blake3));
  return owned;
}

/** Names that could lead out of the gallery are no names of ours. */
function isOwnedFile(file: unknown): file is { readonly name: string; readonly blake3: string } {
  if (typeof file !== 'object' || file === null || !('name' in file) || !('blake3' in file)) return false;
  return (
    typeof file.name === 'string' && /^(?:(?:thumbs|raw|jpeg)\/)?(?!\.\.?$)[^/\\\0]+$/.test(file.name) && typeof file.blake3 === 'string'
  );
}

/** The marker's text; sorted, so that the same gallery has the same marker. */
export function markerText(owned: Owned): string {
  const files = [...owned]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, hashes]) => [...hashes].sort().map((blake3) => ({ name, blake3 })));
  return `${JSON.stringify({ format: FORMAT, version: 1, files }, null, 1)}\n`;
}

/** Both owners' claims together. */
export function unite(a: Owned, b: Owned): Owned {
  const names = new Set([...a.keys(), ...b.keys()]);
  return new Map([...names].map((name) => [name, new Set([...(a.get(name) ?? []), ...(b.get(name) ?? [])])]));
}

/** How a file of the gallery stands to what should be in it. */
export type FileState = 'absent' | 'same' | 'ours' | 'foreign';

export async function fileState(folder: string, name: string, { hash, owned }: { hash: string; owned: Owned }): Promise<FileState> {
  const file = path.join(folder, name);
  const there = await hashFile(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (there === null) return 'absent';
  // A link may have taken the place of a folder of ours: what lies behind it is not the gallery's, whatever its bytes.
  if (path.dirname(await realpath(file)) !== path.join(await realpath(folder), path.dirname(name))) return 'foreign';
  if (there === hash) return 'same';
  return owned.get(name)?.has(there) ? 'ours' : 'foreign';
}

export const foreignSentence = (file: string): string => `“${file}” was not written by qrate, or was changed since. It is left as it is.`;

/** Writes a file of the gallery: a new one, or over one that is unchanged since qrate wrote it. Anything else is a Refusal. */
export async function writeOwned(
  file: { folder: string; name: string; bytes: Uint8Array },
  owned: Owned,
): Promise<'written' | 'unchanged'> {
  const target = path.join(file.folder, file.name);
  const state = await fileState(file.folder, file.name, { hash: await hashBytes(file.bytes), owned });
  if (state === 'same') return 'unchanged';
  if (state === 'foreign') throw new Refusal(foreignSentence(target));
  await mkdir(path.dirname(target), { recursive: true });
  const temp = await writeTemp(path.dirname(target), file.bytes);
  await (state === 'absent' ? publishNew(temp, target) : publishOver(temp, target));
  return 'written';
}

/** The same for a copy of an original, which may be large. */
export async function copyOwned(
  file: { folder: string; name: string; hash: string; source: string; signal?: AbortSignal | undefined },
  owned: Owned,
) {
  const target = path.join(file.folder, file.name);
  const state = await fileState(file.folder, file.name, { hash: file.hash, owned });
  if (state === 'same') return 'unchanged';
  if (state === 'foreign') throw new Refusal(foreignSentence(target));
  if (state === 'ours') await rm(target);
  await copyVerified({ source: file.source, target, signal: file.signal });
  return 'written';
}

/** The marker itself is replaced at any time: its presence made the folder ours. */
export async function writeMarker(folder: string, owned: Owned): Promise<'written' | 'unchanged'> {
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, MARKER);
  const text = markerText(owned);
  const there = await readFile(target, 'utf8').catch(() => null);
  if (there === text) return 'unchanged';
  await publishOver(await writeTemp(folder, Buffer.from(text)), target);
  return 'written';
}

/** Removes a file of an earlier gallery, if it is still as qrate wrote it. */
export async function removeOwned(folder: string, name: string, owned: Owned): Promise<void> {
  if ((await fileState(folder, name, { hash: '', owned })) === 'ours') await rm(path.join(folder, name));
}
