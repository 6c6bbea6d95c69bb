import path from 'node:path';
import type { PhotoView } from '../../model';
import { Refusal, systemCode } from '../refusal';
import { LABEL_LANGUAGES, LABEL_SETS, type LabelLanguage, type LabelNames, languagesOf } from './labels';
import { DEFAULT_MAPPING, type XmpMapping } from './mapping';
import { PROFILES, XMP_PROFILES, type XmpProfileId, type XmpStyle } from './profiles';
import { readXmp, type XmpValues } from './read';
import { extensionOf, readSidecar, stemOf } from './sidecarName';

/** What a person may say about sidecars; `auto` = as what lies beside the photos shows. */
export interface XmpSettings {
  readonly profile?: XmpProfileId | 'auto' | undefined;
  readonly labels?: LabelNames | 'auto' | undefined;
  readonly mapping?: XmpMapping | undefined;
}

export interface ResolvedStyle extends XmpStyle {
  /** Where the profile comes from: asked for, seen beside the photos, or for want of a sign. */
  readonly source: 'asked' | 'detected' | 'default';
  /** A sentence for the person where it was not asked for. */
  readonly notes: readonly string[];
}

/** Sidecars that are looked at: enough for a vote, few enough to be quick. */
const SAMPLE = 48;

/** The profile of each program that `programOf` names. */
const PROFILE_OF: Readonly<Record<string, XmpProfileId>> = {
  Lightroom: 'lightroom',
  Bridge: 'lightroom',
  'Camera Raw': 'lightroom',
  Photoshop: 'lightroom',
  Adobe: 'lightroom',
  'Capture One': 'capture-one',
  darktable: 'darktable',
  digiKam: 'digikam',
  'Photo Mechanic': 'photo-mechanic',
};

/** How the sidecars of a shoot are written. Reads at most some of them; one that cannot be read has no vote. */
export async function resolveStyle(
  view: { readonly root: string; readonly photos: readonly PhotoView[] },
  { profile = 'auto', labels = 'auto', mapping = DEFAULT_MAPPING }: XmpSettings = {},
): Promise<ResolvedStyle> {
  const signs = profile === 'auto' || labels === 'auto' ? await readSigns(view) : [];
  const found =
    profile === 'auto'
      ? elect(
          signs.flatMap(({ vote }) => vote ?? []),
          XMP_PROFILES,
        )
      : null;
  const chosen = PROFILES[profile === 'auto' ? (found?.winner ?? 'lightroom') : profile];
  const names = labels !== 'auto' ? labels : chosen.localized ? LABEL_SETS[languageOf(signs)] : LABEL_SETS.en;
  const source = profile !== 'auto' ? 'asked' : found === null ? 'default' : 'detected';
  const notes =
    found === null
      ? []
      : [
          `Written for ${chosen.name}, as ${found.votes === 1 ? 'a sidecar of this shoot suggests' : `${found.votes} sidecars of this shoot suggest`}.`,
        ];
  return { profile: chosen, labels: names, flags: mapping.flags, source, notes };
}

interface Sign {
  readonly vote: XmpProfileId | null;
  readonly label: string | null;
}

async function readSigns({ root, photos }: { readonly root: string; readonly photos: readonly PhotoView[] }): Promise<readonly Sign[]> {
  const all = photos.flatMap((photo) =>
    photo.companions.filter((it) => extensionOf(it.path).toLowerCase() === 'xmp').map((it) => ({ photo, it })),
  );
  const step = Math.max(1, Math.ceil(all.length / SAMPLE));
  const sample = all.filter((_, index) => index % step === 0);
  return Promise.all(sample.map(async ({ photo, it }) => signOf(photo, it.path, await tryRead(path.join(root, it.path)))));
}

/** A sidecar of qrate's own says nothing but how it was named. */
function signOf(photo: PhotoView, file: string, values: XmpValues | null): Sign {
  const isFull = stemOf(file).toLowerCase() === photo.path.toLowerCase();
  const byProgram = PROFILE_OF[values?.program ?? ''] ?? null;
  const fits = byProgram !== null && (PROFILES[byProgram].naming === 'full') === isFull;
  return { vote: fits ? byProgram : isFull ? 'darktable' : byProgram, label: values?.label ?? null };
}

async function tryRead(file: string): Promise<XmpValues | null> {
  try {
    return readXmp(await readSidecar(file));
  } catch (error) {
    if (error instanceof Refusal || systemCode(error) !== null) return null;
    throw error;
  }
}

/** The most voted of `order`; ties go to the first. `null` without a vote. */
function elect<T extends string>(votes: readonly T[], order: readonly T[]): { readonly winner: T; readonly votes: number } | null {
  const counted = order.map((winner) => ({ winner, votes: votes.filter((it) => it === winner).length }));
  const most = Math.max(...counted.map((it) => it.votes));
  return most === 0 ? null : (counted.find((it) => it.votes === most) ?? null);
}

const languageOf = (signs: readonly Sign[]): LabelLanguage =>
  elect(
    signs.flatMap(({ label }) => (label === null ? [] : languagesOf(label))),
    LABEL_LANGUAGES,
  )?.winner ?? 'en';
