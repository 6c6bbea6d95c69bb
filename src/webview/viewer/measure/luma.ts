/**
 * Luma of `count` RGBA pixels from `from`, into `luma` at the same index. ITU-R BT.601 in the 15-bit fixed point that the index's scores
 * use, so that what is drawn and what is counted agree.
 */
export function readLuma(rgba: Uint8ClampedArray, luma: Uint8Array, at = 0): void {
  const count = rgba.length / 4;
  for (let i = 0, k = 0; i < count; i += 1, k += 4) {
    luma[at + i] = ((rgba[k] ?? 0) * 9798 + (rgba[k + 1] ?? 0) * 19235 + (rgba[k + 2] ?? 0) * 3735 + 16384) >> 15;
  }
}

/** Luma at or below this is blocked shadow, at or above CLIPPED_HIGH a blown highlight: as in the index's scores. */
export const CLIPPED_LOW = 2;
export const CLIPPED_HIGH = 253;

/** 8-bit grey pixels, row by row. */
export interface Grey {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
