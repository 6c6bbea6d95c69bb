import type { RgbImage } from '../image';
import { parseJpegHeader } from './header';
import { decodeQuarterScan, type Plane } from './quarterScan';

/**
 * A camera's JPEG at a quarter of its size (rounded up), about twice as fast as a general decoder that scales by 1/4.
 * `null` for whatever is not a sound baseline JPEG; a general decoder takes those.
 */
export function decodeQuarter(bytes: Uint8Array): RgbImage | null {
  const header = parseJpegHeader(bytes);
  const planes = header && decodeQuarterScan(bytes, header);
  if (!header || !planes) return null;
  const size = { width: Math.ceil(header.width / 4), height: Math.ceil(header.height / 4) };
  const [luma, blue, red] = planes;
  if (!luma) return null;
  if (!blue || !red) return greyToRgb(luma, size);
  const [{ horizontal, vertical } = { horizontal: 1, vertical: 1 }] = header.components;
  return toRgb({ luma, blue, red, halfWidth: horizontal === 2 ? 1 : 0, halfHeight: vertical === 2 ? 1 : 0 }, size);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function greyToRgb({ data, stride }: Plane, { width, height }: Size): RgbImage {
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k += 3) rgb.fill(data[y * stride + x] ?? 0, k, k + 3);
  }
  return { data: rgb, width, height };
}

interface Planes {
  readonly luma: Plane;
  readonly blue: Plane;
  readonly red: Plane;
  /** 1 where chroma has half the samples in that direction, else 0. */
  readonly halfWidth: 0 | 1;
  readonly halfHeight: 0 | 1;
}

/** JFIF 1.02 (ITU-R BT.601 at full range), in 16-bit fixed point as libjpeg does it. */
const FIXED = 2 ** 16;
const HALF = FIXED >> 1;
const RED_OF_CR = Math.round(1.402 * FIXED);
const GREEN_OF_CR = Math.round(-0.714136 * FIXED);
const GREEN_OF_CB = Math.round(-0.344136 * FIXED);
const BLUE_OF_CB = Math.round(1.772 * FIXED);

/** One chroma sample serves one pixel or two side by side, so its part of the sums is computed once. */
function toRgb({ luma, blue, red, halfWidth, halfHeight }: Planes, { width, height }: Size): RgbImage {
  const data = new Uint8ClampedArray(3 * width * height);
  const [levels, cbs, crs] = [luma.data, blue.data, red.data];
  const step = 1 + halfWidth;
  for (let y = 0, k = 0; y < height; y++) {
    let at = y * luma.stride;
    let chroma = (y >> halfHeight) * blue.stride;
    for (let x = 0; x < width; x += step, chroma++) {
      const cb = (cbs[chroma] ?? 0) - 128;
      const cr = (crs[chroma] ?? 0) - 128;
      const r = HALF + RED_OF_CR * cr;
      const g = HALF + GREEN_OF_CR * cr + GREEN_OF_CB * cb;
      const b = HALF + BLUE_OF_CB * cb;
      for (const end = k + 3 * Math.min(step, width - x); k < end; k += 3, at++) {
        const level = (levels[at] ?? 0) << 16;
        data[k] = (level + r) >> 16;
        data[k + 1] = (level + g) >> 16;
        data[k + 2] = (level + b) >> 16;
      }
    }
  }
  return { data: new Uint8Array(data.buffer), width, height };
}
