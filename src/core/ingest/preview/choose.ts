import type { ByteSource } from '../byteSource';
import type { Bytes } from '../bytes';
import type { PreviewCandidate } from '../containers/contents';
import { endOfJpeg, type JpegHeader, readJpegHeader } from './jpegHeader';

/** Nobody embeds more; a directory that promises more is crafted. */
const MAX_CANDIDATES = 24;
/** A full-size preview of 150 MP is below it. */
const MAX_PREVIEW_BYTES = 128 * 1024 * 1024;
/** How far before the promised end a JPEG's own end is looked for, first and at most. Cameras pad by at most 3 KB. */
const PADDING = [4 * 1024, 64 * 1024] as const;

export interface ChosenPreview {
  readonly bytes: Buffer;
  readonly candidate: PreviewCandidate;
  /** From the JPEG's own frame. */
  readonly width: number;
  readonly height: number;
  /** A larger one was there, but cut off. */
  readonly smaller: boolean;
}

export interface Choice {
  readonly chosen: ChosenPreview | null;
  /** At least one promised preview was cut off. */
  readonly cut: boolean;
}

interface Verified {
  readonly candidate: PreviewCandidate;
  readonly header: JpegHeader | null;
  readonly area: number;
}

/**
 * The largest intact JPEG among the candidates, by the dimensions in its own frame; ties by position. Its bytes end at its EOI.
 * A candidate whose header is not there counts with what the container promised.
 */
export function choosePreview(source: ByteSource, candidates: readonly PreviewCandidate[]): Choice {
  let cut = false;
  for (const { candidate, header } of rankCandidates(source, candidates)) {
    const bytes = header && readIntact(source, candidate, header);
    if (header && bytes) return { chosen: { bytes, candidate, width: header.width, height: header.height, smaller: cut }, cut };
    cut = true;
  }
  return { chosen: null, cut };
}

function rankCandidates(source: ByteSource, candidates: readonly PreviewCandidate[]): Verified[] {
  const distinct = new Map(candidates.map((it) => [it.offset, it]));
  return [...distinct.values()]
    .slice(0, MAX_CANDIDATES)
    .flatMap((candidate) => verify(source, candidate))
    .sort((a, b) => b.area - a.area || a.candidate.offset - b.candidate.offset);
}

/** Nothing, where the candidate's bytes are there and are no picture. */
function verify(source: ByteSource, candidate: PreviewCandidate): Verified[] {
  if (candidate.length < 4 || candidate.length > MAX_PREVIEW_BYTES) return [];
  const header = readJpegHeader(candidate.firstByteLost ? withFirstByte(source, candidate.offset) : source, candidate.offset);
  if (header === 'not-jpeg' || header === 'undecodable') return [];
  if (header !== 'cut') return [{ candidate, header, area: header.width * header.height }];
  // Without dimensions the promised length stands in: a JPEG takes about a third of a byte per pixel.
  return [{ candidate, header: null, area: candidate.width * candidate.height || candidate.length * 3 }];
}

function readIntact(source: ByteSource, candidate: PreviewCandidate, header: JpegHeader): Buffer | null {
  const end = findEnd(source, candidate, header);
  if (end === null) return null;
  const bytes = source.readWhole(candidate.offset, end - candidate.offset);
  if (candidate.firstByteLost) bytes[0] = 0xff;
  return bytes.length === end - candidate.offset ? bytes : null;
}

/** Position behind the EOI, found before the picture is read: a cut preview of many megabytes must not cost them. */
function findEnd(source: ByteSource, candidate: PreviewCandidate, header: JpegHeader): number | null {
  const promised = candidate.offset + candidate.length;
  if (promised > source.size) return null;
  for (const padding of PADDING) {
    const at = Math.max(header.scanAt, promised - padding);
    const end = endOfJpeg(source.readOnce(at, promised - at), header.scanAt - at);
    if (end !== null) return at + end;
  }
  return null;
}

/** The file as if the JPEG at `offset` began as every JPEG does. */
function withFirstByte(bytes: Bytes, offset: number): Bytes {
  const read = (at: number, length: number): Buffer => {
    const found = bytes.read(at, length);
    if (at !== offset || found.length === 0) return found;
    return Buffer.concat([Buffer.from([0xff]), found.subarray(1)]);
  };
  return { size: bytes.size, read };
}
