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

/** Largest size of the same aspect whose long side is at most `longSide`; never enlarged, never below 1 px. */
export function fitInside(size: { readonly width: number; readonly height: number }, longSide: number): { width: number; height: number } {
  const { width, height } = size;
  const long = Math.max(width, height);
  if (long <= longSide) return { width, height };
  const scaled = (side: number) => Math.max(1, Math.round((side * longSide) / long));
  return { width: scaled(width), height: scaled(height) };
}
