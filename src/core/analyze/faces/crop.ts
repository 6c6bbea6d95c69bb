import type { RgbImage } from '../image';

/** In pixels of a picture; may reach beyond it. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Part of a picture, and where in it it begins. */
export interface Crop {
  readonly image: RgbImage;
  readonly x: number;
  readonly y: number;
}

/** Whole pixels inside the picture, at least one. */
export function crop({ data, width, height }: RgbImage, rect: Rect): Crop {
  const x = clamp(Math.floor(rect.x), width - 1);
  const y = clamp(Math.floor(rect.y), height - 1);
  const [w, h] = [Math.max(1, clamp(Math.ceil(rect.x + rect.w), width) - x), Math.max(1, clamp(Math.ceil(rect.y + rect.h), height) - y)];
  const out = new Uint8Array(3 * w * h);
  for (let row = 0; row < h; row++) {
    const start = 3 * ((y + row) * width + x);
    out.set(data.subarray(start, start + 3 * w), 3 * row * w);
  }
  return { image: { data: out, width: w, height: h }, x, y };
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
