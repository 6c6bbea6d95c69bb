import type { RgbImage } from '../image';
import { parseJpegHeader } from './header';
import { decodeQuarterScan } from './quarterScan';

/**
 * A camera's JPEG at a quarter of its size (rounded up), about twice as fast as a general decoder that scales by 1/4.
 * `null` for whatever is not a sound baseline JPEG; a general decoder takes those.
 */
export function decodeQuarter(bytes: Uint8Array): RgbImage | null {
  const header = parseJpegHeader(bytes);
  return header && decodeQuarterScan(bytes, header);
}
