/** What a file's name promises. Only the scan and the pairing go by names; the content is sniffed later. */

const list = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const RAW = list('nef nrw cr2 cr3 crw arw sr2 srf dng raf orf rw2 rwl pef srw 3fr fff iiq x3f mrw gpr kdc dcr mef mos erf raw');
const JPEG = list('jpg jpeg jpe');
const HEIF = list('heic heif hif');
const OTHER = list('avif tif tiff png webp');
const SIDECAR = list('xmp acr thm wav');

/** `raw`, `jpeg`, `heif` and `other` can be photos; a `sidecar` only travels with one. */
export type NameKind = 'raw' | 'jpeg' | 'heif' | 'other' | 'sidecar';

const KINDS: readonly (readonly [NameKind, ReadonlySet<string>])[] = [
  ['raw', RAW],
  ['jpeg', JPEG],
  ['heif', HEIF],
  ['other', OTHER],
  ['sidecar', SIDECAR],
];

export interface SplitName {
  /** With the trailing `/`, or empty at the top. */
  readonly folder: string;
  readonly name: string;
  readonly stem: string;
  /** Lower case, without the dot. */
  readonly extension: string;
}

/** Takes a path with `/` apart. A name without a dot, or with its only dot in front, has no extension. */
export function splitName(path: string): SplitName {
  const slash = path.lastIndexOf('/') + 1;
  const name = path.slice(slash);
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? dot : name.length;
  return { folder: path.slice(0, slash), name, stem: name.slice(0, end), extension: name.slice(end + 1).toLowerCase() };
}

/** `null` = nothing the scan looks at. */
export function kindOfName(path: string): NameKind | null {
  const { extension } = splitName(path);
  return KINDS.find(([, extensions]) => extensions.has(extension))?.[0] ?? null;
}
