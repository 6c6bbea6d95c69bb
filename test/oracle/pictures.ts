import type { GreyImage } from '../../src/core/analyze/image';

/**
 * Pictures drawn by a formula that `laplacian.py` repeats line by line.
 *  - noise: bits 24–31 of the linear congruential generator x ← 1664525 x + 1013904223 mod 2^32, seeded with width · 65536 + height
 *  - gradient: (3 x + 5 y) mod 256
 *  - edge: 200 right of the middle column, 40 left of it
 *  - checker: 255 and 0 in squares of 3
 *  - flat: 77
 */
export const DRAWINGS = ['noise', 'gradient', 'edge', 'checker', 'flat'] as const;
export type Drawing = (typeof DRAWINGS)[number];

export const SIZES = [
  [1, 1],
  [1, 9],
  [9, 1],
  [2, 2],
  [2, 7],
  [3, 3],
  [17, 13],
  [64, 48],
  [321, 241],
] as const;

export function draw(drawing: Drawing, width: number, height: number): GreyImage {
  const data = new Uint8Array(width * height);
  let state = (width * 65536 + height) >>> 0;
  for (let i = 0; i < data.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = { noise: state >>> 24, gradient: (3 * x + 5 * y) % 256, edge: x >= width >> 1 ? 200 : 40, checker: checker(x, y), flat: 77 }[
      drawing
    ];
  }
  return { data, width, height };
}

const checker = (x: number, y: number): number => ((Math.floor(x / 3) + Math.floor(y / 3)) % 2) * 255;
