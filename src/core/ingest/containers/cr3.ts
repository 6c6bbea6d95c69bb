import { type Bytes, readExactly, windowOf } from '../bytes';
import type { Contents, PreviewCandidate } from './contents';
import { type Box, boxes, Fields, findBox } from './isobmff';
import { type DirectoryRole, type TiffWalk, walkTiff } from './tiff';

/** Canon's boxes, per the description of CR3 by Laurent Clévy (github.com/lclevy/canon_cr3). */
const CANON_UUID = '85c0b687820f11e08111f4ce462b6a48';
const PREVIEW_UUID = 'eaf42b5e1c984b88b9fbb7dc406e4d16';
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac';
/** The JPEG starts within the first bytes of THMB and PRVW, at a place that moved between versions. */
const JPEG_SEARCH = 32;
/** Mostly padding behind the first page. */
const MAX_XMP = 8 * 1024;

/** Reads a CR3: EXIF from CMT1 to CMT4 (each a TIFF), JPEGs from the first track (full size), PRVW and THMB. */
export function readCr3(bytes: Bytes): Contents {
  const top = [...boxes(bytes, 0, bytes.size)];
  const moov = top.find((it) => it.type === 'moov');
  const inMoov = moov ? [...boxes(bytes, moov.at, moov.end)] : [];
  const canon = inMoov.find((it) => it.uuid === CANON_UUID);
  const inCanon = canon ? [...boxes(bytes, canon.at, canon.end)] : [];
  const prvw = top.filter((it) => it.uuid === PREVIEW_UUID).flatMap((it) => [...boxes(bytes, it.at + 8, it.end)]);
  const track = inMoov.find((it) => it.type === 'trak');
  const xmp = top.find((it) => it.uuid === XMP_UUID);
  const stills = [...prvw, ...inCanon].filter((it) => it.type === 'PRVW' || it.type === 'THMB');
  const exif = EXIF_BOXES.flatMap(({ type, role }) => inCanon.filter((it) => it.type === type).flatMap((it) => exifOf(bytes, it, role)));
  return {
    candidates: [...(track ? trackJpeg(bytes, track) : []), ...stills.flatMap((it) => stillJpeg(bytes, it))],
    exif,
    xmp: xmp ? bytes.read(xmp.at, Math.min(xmp.end - xmp.at, MAX_XMP)) : null,
    facts: exifSize(exif),
  };
}

/** Each is a TIFF whose first directory is what another file has as IFD0, Exif directory, MakerNote and GPS directory. */
const EXIF_BOXES: readonly { readonly type: string; readonly role: DirectoryRole }[] = [
  { type: 'CMT1', role: 'ifd0' },
  { type: 'CMT2', role: 'ifd0' },
  { type: 'CMT3', role: 'canon-note' },
  { type: 'CMT4', role: 'gps' },
];

function exifOf(bytes: Bytes, box: Box, role: DirectoryRole): TiffWalk[] {
  const walk = walkTiff(windowOf(bytes, box.at, box.end - box.at));
  if (walk === null) return [];
  return [{ ...walk, directories: walk.directories.map((it) => (it.role === 'ifd0' ? { ...it, role } : it)) }];
}

/** ImageWidth of CMT1 is the full picture. */
function exifSize([cmt1]: readonly TiffWalk[]): Contents['facts'] {
  const entries = cmt1?.directories[0]?.entries;
  const [width, height] = [cmt1?.tiff.number(entries?.get(0x100)), cmt1?.tiff.number(entries?.get(0x101))];
  return width && height ? { width, height } : {};
}

/** Position and size of the first track's only sample: stbl → co64 or stco, stsz. */
function trackJpeg(bytes: Bytes, track: Box): PreviewCandidate[] {
  const stbl = findBox(bytes, track, 'mdia', 'minf', 'stbl');
  if (stbl === null) return [];
  const [stsz, co64, stco] = ['stsz', 'co64', 'stco'].map((type) => findBox(bytes, stbl, type));
  const chunks = co64 ?? stco;
  if (!stsz || !chunks) return [];
  const size = new Fields(bytes, stsz.at + 4, stsz.end);
  const [uniform, samples, first] = [size.number(4), size.number(4), size.number(4)];
  const length = uniform > 0 || samples === 0 ? uniform : first;
  const offset = new Fields(bytes, chunks.at + 8, chunks.end).number(co64 ? 8 : 4);
  return offset > 0 && length > 0 ? [{ kind: 'track', offset, length, width: 0, height: 0 }] : [];
}

function stillJpeg(bytes: Bytes, box: Box): PreviewCandidate[] {
  const head = readExactly(bytes, box.at, JPEG_SEARCH);
  const start = head?.indexOf(Buffer.from([0xff, 0xd8, 0xff])) ?? -1;
  if (start < 0) return [];
  return [{ kind: 'box', offset: box.at + start, length: box.end - box.at - start, width: 0, height: 0 }];
}
