import { type Bytes, readExactly } from '../bytes';
import type { Contents } from './contents';
import { readJpegFile } from './jpegFile';

const MAX_RECORDS = 256;
/** RAF directory tags: RawImageCroppedSize and RawImageFullSize, each height then width. */
const CROPPED_SIZE = 0x111;
const FULL_SIZE = 0x100;

/** Reads a Fujifilm RAF: big-endian offset and length of a JPEG at 0x54, which carries the EXIF; the sensor's size in a directory at 0x5C. */
export function readRaf(bytes: Bytes): Contents {
  const header = readExactly(bytes, 0x54, 16);
  if (header === null) return { candidates: [], exif: [], xmp: null, facts: {} };
  const [offset, length, directory] = [header.readUInt32BE(0), header.readUInt32BE(4), header.readUInt32BE(8)];
  const { exif, xmp, candidates } = readJpegFile(bytes, offset);
  const sizes = readRecords(bytes, directory);
  return {
    candidates: [{ kind: 'header', offset, length, width: 0, height: 0 }, ...candidates],
    exif,
    xmp,
    facts: sizes.get(CROPPED_SIZE) ?? sizes.get(FULL_SIZE) ?? {},
  };
}

function readRecords(bytes: Bytes, start: number): Map<number, { width: number; height: number }> {
  const sizes = new Map<number, { width: number; height: number }>();
  const count = Math.min(readExactly(bytes, start, 4)?.readUInt32BE(0) ?? 0, MAX_RECORDS);
  let at = start + 4;
  for (let i = 0; i < count; i++) {
    const record = readExactly(bytes, at, 8);
    if (record === null) break;
    const [tag, length] = [record.readUInt16BE(0), record.readUInt16BE(2)];
    const [height, width] = [record.readUInt16BE(4), record.readUInt16BE(6)];
    if (length === 4 && width > 0 && height > 0) sizes.set(tag, { width, height });
    at += 4 + length;
  }
  return sizes;
}
