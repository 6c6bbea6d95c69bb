import type { Metadata } from '../../model';
import type { Bytes } from '../bytes';
import type { TiffWalk } from './tiff';

/** Where in its container a JPEG was found. */
export type CandidateKind = 'interchange' | 'strip' | 'maker-note' | 'header' | 'box' | 'track' | 'section' | 'heap' | 'item';

/** A JPEG that the container promises. Only its own bytes tell whether it is one, and whole. */
export interface PreviewCandidate {
  readonly kind: CandidateKind;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** As the container says; 0 = it does not. */
  readonly width: number;
  readonly height: number;
  /** Orientation (1–8) that this JPEG needs where it differs from the photo's. */
  readonly orientation?: number;
  /** Minolta overwrote the first byte of the JPEG; it has to be FF again. */
  readonly firstByteLost?: boolean;
}

/** EXIF blocks that are opened in one file; more than a camera and an editor write. */
export const MAX_EXIF = 4;

/** What a container holds beside its sensor data. */
export interface Contents {
  readonly candidates: readonly PreviewCandidate[];
  /** TIFF structures that hold EXIF tags; the first one that has a tag wins. */
  readonly exif: readonly TiffWalk[];
  /** The embedded XMP packet, or its first part. */
  readonly xmp: Buffer | null;
  /** What the container itself says; wins over EXIF. */
  readonly facts: Partial<Metadata>;
}

/**
 * Stands in for the previews of a file whose directory is at its end and is not there: a promise that the file does not keep, so
 * that it counts as cut off and not as a RAW without previews.
 */
export const lostPreviews = (bytes: Bytes, kind: CandidateKind): PreviewCandidate => ({
  kind,
  offset: bytes.size,
  length: 4,
  width: 0,
  height: 0,
});

export type ContainerReader = (bytes: Bytes) => Contents;
