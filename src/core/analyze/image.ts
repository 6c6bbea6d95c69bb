import type { FailureCode } from '../model';

/** A decompression bomb's limit: 150 megapixels hold every camera on the market. */
export const MAX_PIXELS = 150_000_000;

/** 8-bit grey pixels, row by row without padding: `data.length = width · height`. */
export interface GreyImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** 8-bit sRGB pixels, interleaved R, G, B without padding: `data.length = 3 · width · height`. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** How numbers become colours. `nclx`: code points of ISO/IEC 23091-2 for primaries and transfer, values already full-range RGB. */
export type PixelColour =
  | { readonly kind: 'srgb' }
  | { readonly kind: 'icc'; readonly profile: Buffer }
  | { readonly kind: 'nclx'; readonly primaries: number; readonly transfer: number };

/** What a decoder gives: 8-bit RGB like `RgbImage`, in colours of its own. */
export interface DecodedPixels extends RgbImage {
  readonly colour: PixelColour;
}

/** What is wrong with pixels that could be decoded all the same. */
export interface Damage {
  readonly code: Extract<FailureCode, 'truncated' | 'corrupt'>;
  readonly detail: string;
}

/** Largest size of the same aspect whose long side is at most `longSide`; never enlarged, never below 1 px. */
export function fitInside(size: { readonly width: number; readonly height: number }, longSide: number): { width: number; height: number } {
  const { width, height } = size;
  const long = Math.max(width, height);
  if (long <= longSide) return { width, height };
  const scaled = (side: number) => Math.max(1, Math.round((side * longSide) / long));
  return { width: scaled(width), height: scaled(height) };
}
