import type { ScannedFile, ScannedPhoto } from '../model';
import { kindOfName, type NameKind, type SplitName, splitName } from './extensions';
import { byPath } from './order';

/**
 * Which files are one photo. Within one folder, names compared without case:
 *
 * - A RAW and the JPEG or HEIF of its stem are one photo; so are its `.xmp`, `.acr`, `.thm` and `.wav`.
 * - `IMG.CR2.xmp` (darktable, digiKam) names its file whole and goes to that file alone, or, where that file is itself a
 *   companion, to its photo.
 * - Several photos of one stem stay several. What names the stem alone goes to the first of: RAW other than DNG (the DNG beside
 *   it is mostly a conversion, and Lightroom keeps metadata in the DNG itself), DNG, HEIF, JPEG, others; ties by path.
 * - A JPEG without a RAW is a photo. A sidecar without a photo belongs to nothing and is left out.
 */
export function pairCompanions(files: readonly ScannedFile[]): ScannedPhoto[] {
  const named = files.flatMap(nameFile);
  const stems = groupByStem(named);
  const owners = new Map<string, string>();
  const companions = new Map<string, ScannedFile[]>();
  for (const group of stems.values()) claimPictures(group, owners);
  for (const owner of owners.values()) companions.set(owner, []);
  const claim = (owner: string | undefined, file: ScannedFile) => {
    if (owner !== undefined && owner !== file.path) companions.get(owner)?.push(file);
  };
  for (const it of named) claim(it.kind === 'sidecar' ? ownerOfSidecar(it, stems, owners) : owners.get(it.file.path), it.file);
  return named
    .filter(({ file }) => companions.has(file.path))
    .map(({ file }) => ({ ...file, companions: (companions.get(file.path) ?? []).sort(byPath) }))
    .sort(byPath);
}

interface NamedFile extends SplitName {
  readonly file: ScannedFile;
  readonly kind: NameKind;
}

function nameFile(file: ScannedFile): NamedFile[] {
  const kind = kindOfName(file.path);
  return kind === null ? [] : [{ ...splitName(file.path), file, kind }];
}

const stemKey = (it: SplitName): string => it.folder + it.stem.toLowerCase();

function groupByStem(files: readonly NamedFile[]): Map<string, NamedFile[]> {
  const groups = new Map<string, NamedFile[]>();
  for (const it of files) {
    const key = stemKey(it);
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  return groups;
}

function rank({ kind, extension }: NamedFile): number {
  if (kind === 'raw') return extension === 'dng' ? 1 : 0;
  return ['heif', 'jpeg', 'other'].indexOf(kind) + 2;
}

const byRank = (a: NamedFile, b: NamedFile): number => rank(a) - rank(b) || byPath(a.file, b.file);

/** The picture of a stem that takes what names the stem alone. */
const leader = (group: readonly NamedFile[]): NamedFile | undefined => group.filter((it) => it.kind !== 'sidecar').sort(byRank)[0];

/** Every picture's owner: itself, or the RAW it belongs to. */
function claimPictures(group: readonly NamedFile[], owners: Map<string, string>): void {
  const first = leader(group);
  for (const it of group) {
    if (first === undefined || it.kind === 'sidecar') continue;
    const travels = first.kind === 'raw' && (it.kind === 'jpeg' || it.kind === 'heif');
    owners.set(it.file.path, travels ? first.file.path : it.file.path);
  }
}

function ownerOfSidecar(
  sidecar: NamedFile,
  stems: ReadonlyMap<string, readonly NamedFile[]>,
  owners: ReadonlyMap<string, string>,
): string | undefined {
  const whole = stems
    .get(stemKey(splitName(sidecar.folder + sidecar.stem)))
    ?.filter((it) => it.kind !== 'sidecar' && it.name.toLowerCase() === sidecar.stem.toLowerCase())
    .sort(byRank)[0];
  const target = whole ?? leader(stems.get(stemKey(sidecar)) ?? []);
  return target && owners.get(target.file.path);
}
