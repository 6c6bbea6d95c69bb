import { type Metadata, NO_METADATA } from '../../model';
import type { Contents } from '../containers/contents';
import { exifFacts } from './exifFacts';
import { readXmp, type XmpFacts } from './xmp';

/**
 * Everything the camera and earlier applications wrote, from what the container's reader found. Later sources win: embedded XMP as
 * far as EXIF is silent, EXIF, the container's own records, sidecars (first sidecar with a value). Rating, label and burst id of
 * embedded XMP win over EXIF's. Never throws: what cannot be read is `null`.
 */
export async function readMetadata(contents: Contents, sidecars: readonly Buffer[]): Promise<Metadata> {
  const exif = await exifFacts(contents.exif);
  const { rating = null, label = null, burstId = null, ...camera }: Partial<XmpFacts> = contents.xmp ? readXmp(contents.xmp) : {};
  return withBurst({
    ...NO_METADATA,
    ...camera,
    ...known(exif),
    ...known({ rating, label, burstId }),
    ...known(contents.facts),
    ...known(sidecarFacts(sidecars)),
  });
}

/** Drops what is `null`, so that it does not hide an earlier source. */
function known<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as Partial<T>;
}

/** What a person or an application decided later: of the camera's own facts only the position can be corrected there. */
function sidecarFacts(sidecars: readonly Buffer[]): Pick<XmpFacts, 'rating' | 'label' | 'gps'> {
  const facts = sidecars.map(readXmp);
  const first = <K extends 'rating' | 'label' | 'gps'>(key: K): XmpFacts[K] | null =>
    facts.find((it) => it[key] !== null)?.[key] ?? null;
  return { rating: first('rating'), label: first('label'), gps: first('gps') };
}

/** A burst's id is proof of continuous shooting, where the camera does not say it in other words. */
function withBurst(metadata: Metadata): Metadata {
  if (metadata.burstId === null || metadata.drive !== null) return metadata;
  return { ...metadata, drive: { mode: 'continuous', sequenceNumber: null, shotCount: null, bracketValue: null } };
}
