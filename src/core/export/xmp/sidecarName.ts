import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PhotoView } from '../../model';
import type { FolderListing } from '../listing';
import { Refusal } from '../refusal';
import { MAX_SIDECAR_BYTES } from './encoding';
import { readXmp } from './read';

export interface SidecarChoice {
  /** Absolute path of the sidecar in the shoot. */
  readonly file: string;
  readonly exists: boolean;
  /** A warning for the person. */
  readonly note: string | null;
}

export interface SidecarPlaces {
  readonly root: string;
  readonly listing: FolderListing;
  /** Owners of a base name that several photos share. */
  readonly owners: ReadonlyMap<string, string>;
  /** How a new sidecar is named: `IMG.xmp` or `IMG.NEF.xmp`. */
  readonly naming: 'stem' | 'full';
}

export const extensionOf = (file: string): string => path.extname(file).slice(1);
export const stemOf = (file: string): string => file.slice(0, file.length - path.extname(file).length);

/** A RAW format of a camera maker: the kind of file whose metadata Adobe's programs keep in a sidecar. */
export const hasAdobeSidecar = (photo: PhotoView): boolean => photo.format === 'raw' && extensionOf(photo.path).toLowerCase() !== 'dng';

/** `IMG.CR2` and `IMG.DNG` both want `IMG.xmp`: it goes to the maker's RAW, else to the first by path. */
export function ownersOfStems(photos: readonly PhotoView[]): ReadonlyMap<string, string> {
  const owners = new Map<string, PhotoView>();
  for (const photo of photos) {
    const stem = stemOf(photo.path);
    const owner = owners.get(stem);
    if (!owner || comesFirst(photo, owner)) owners.set(stem, photo);
  }
  return new Map([...owners].map(([stem, { path: owner }]) => [stem, owner]));
}

function comesFirst(photo: PhotoView, owner: PhotoView): boolean {
  const [mine, theirs] = [hasAdobeSidecar(photo), hasAdobeSidecar(owner)];
  return mine === theirs ? photo.path < owner.path : mine;
}

/**
 * The sidecar of a photo: `IMG.xmp` or `IMG.NEF.xmp`, whichever is there; of both that of the naming; else a new one. One that names another extension in photoshop:SidecarForExtension belongs to that file. Throws a Refusal for a photo
 * that is left without a name of its own, and for an `IMG.xmp` that cannot be read.
 */
export async function chooseSidecar(photo: PhotoView, { root, listing, owners, naming }: SidecarPlaces): Promise<SidecarChoice> {
  const { dir, base, name } = path.parse(path.join(root, photo.path));
  const names = await listing(dir);
  const [short, full] = [sidecarNamed(names, name), sidecarNamed(names, base)];
  const owner = owners.get(stemOf(photo.path)) ?? photo.path;
  const rival = await rivalFor(photo, { owner, file: short === null ? null : path.join(dir, short) });
  if (full === null && naming === 'full' && (rival !== null || short === null)) {
    return { file: path.join(dir, `${base}.xmp`), exists: false, note: null };
  }
  if (rival !== null && full === null) throw new Refusal(rival);
  if (full !== null && (rival !== null || short === null)) return { file: path.join(dir, full), exists: true, note: null };
  const [used, other] = naming === 'full' && full !== null ? [full, short] : [short, full];
  const note = full === null ? null : `“${photo.path}” has two sidecars; “${used}” is the one that is written, “${other}” is left alone.`;
  return { file: path.join(dir, used ?? `${name}.xmp`), exists: used !== null, note };
}

const sidecarNamed = (names: readonly string[], stem: string): string | null =>
  names.includes(`${stem}.xmp`)
    ? `${stem}.xmp`
    : (names.find((it) => stemOf(it) === stem && extensionOf(it).toLowerCase() === 'xmp') ?? null);

/** A sentence where `IMG.xmp` belongs to another photo. */
async function rivalFor(photo: PhotoView, { owner, file }: { owner: string; file: string | null }): Promise<string | null> {
  const extension = file === null ? null : await declaredExtension(file);
  if (extension === null) {
    return owner === photo.path ? null : `“${stemOf(photo.path)}.xmp” is the sidecar of “${owner}”; two photos cannot share one.`;
  }
  const ours = [photo, ...photo.companions].map((it) => extensionOf(it.path).toLowerCase());
  if (ours.includes(extension.toLowerCase())) return null;
  return `“${path.basename(file ?? '')}” says that it belongs to a ${extension} file, not to “${photo.path}”.`;
}

async function declaredExtension(file: string): Promise<string | null> {
  return readXmp(await readSidecar(file)).extension;
}

/** The bytes of a sidecar; one byte more than the limit is enough to refuse it. */
export async function readSidecar(file: string): Promise<Buffer> {
  const status = await stat(file);
  if (!status.isFile()) throw new Refusal(`“${file}” is not a regular file.`);
  return status.size > MAX_SIDECAR_BYTES ? Buffer.alloc(MAX_SIDECAR_BYTES + 1) : readFile(file);
}
