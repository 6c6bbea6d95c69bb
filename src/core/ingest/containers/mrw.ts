import { type Bytes, readExactly, windowOf } from '../bytes';
import type { Contents } from './contents';
import { walkTiff } from './tiff';
import { tiffPreviews } from './tiffPreviews';

const MAX_BLOCKS = 32;

/** Reads a Minolta MRW: blocks PRD (sensor size) and TTW (a TIFF whose MakerNote points to the preview). */
export function readMrw(bytes: Bytes): Contents {
  const found = new Map<string, { at: number; length: number }>();
  const end = 8 + (readExactly(bytes, 4, 4)?.readUInt32BE(0) ?? 0);
  for (let at = 8, i = 0; at + 8 <= end && i < MAX_BLOCKS; i++) {
    const head = readExactly(bytes, at, 8);
    if (head === null) break;
    const length = head.readUInt32BE(4);
    found.set(head.toString('latin1', 1, 4), { at: at + 8, length });
    at += 8 + length;
  }
  const [prd, ttw] = [found.get('PRD'), found.get('TTW')];
  const walk = ttw ? walkTiff(windowOf(bytes, ttw.at, ttw.length)) : null;
  const previews = walk && ttw ? tiffPreviews(walk, 'tiff-raw').map((it) => ({ ...it, offset: it.offset + ttw.at })) : [];
  return { candidates: previews, exif: walk ? [walk] : [], xmp: null, facts: prd ? imageSize(bytes, prd.at) : {} };
}

/** PRD: version (8), sensor height and width, image height and width. */
function imageSize(bytes: Bytes, at: number): Contents['facts'] {
  const sizes = readExactly(bytes, at + 12, 4);
  return sizes ? { height: sizes.readUInt16BE(0), width: sizes.readUInt16BE(2) } : {};
}
