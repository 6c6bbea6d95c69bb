import type { RgbImage } from '../../src/core/analyze/image';
import type { Face, Place } from '../../src/core/model';

/**
 * A face with its lids warped shut: the lid above each eye is stretched down over it, and the eye itself is pressed into a line, as lashes
 * are. Distances are those between the eyes; the line of the eyes may be tilted.
 */
export function withShutEyes(image: RgbImage, { landmarks }: Pick<Face, 'landmarks'>): RgbImage {
  const [right, left] = landmarks.map(({ x, y }) => ({ x: x * image.width, y: y * image.height }));
  if (right === undefined || left === undefined) throw new Error('The face has no eyes.');
  const out = { ...image, data: new Uint8Array(image.data) };
  for (const eye of [right, left]) shut(out, image, { eye, right, left });
  return out;
}

/** Half of the width that is warped. */
const WIDE = 0.3;
/** What lies between the first two below the eye comes from between the second two above it. */
const LID = { from: [-0.22, 0.05], of: [-0.22, -0.11] } as const;
const LASHES = { from: [0.05, 0.11], of: [-0.11, 0.11] } as const;

function shut(out: RgbImage, source: RgbImage, { eye, right, left }: { eye: Place; right: Place; left: Place }): void {
  const distance = Math.hypot(left.x - right.x, left.y - right.y);
  const along = { x: (left.x - right.x) / distance, y: (left.y - right.y) / distance };
  const reach = Math.ceil(0.4 * distance);
  for (let y = Math.round(eye.y) - reach; y <= eye.y + reach; y++) {
    for (let x = Math.round(eye.x) - reach; x <= eye.x + reach; x++) {
      const a = ((x - eye.x) * along.x + (y - eye.y) * along.y) / distance;
      const b = (-(x - eye.x) * along.y + (y - eye.y) * along.x) / distance;
      const from = warped(b);
      if (Math.abs(a) > WIDE || from === null) continue;
      const lift = (from - b) * distance;
      copyPixel(out, source, { x, y, fromX: x - lift * along.y, fromY: y + lift * along.x });
    }
  }
}

function warped(b: number): number | null {
  for (const { from, of } of [LID, LASHES])
    if (b >= from[0] && b < from[1]) return of[0] + ((b - from[0]) / (from[1] - from[0])) * (of[1] - of[0]);
  return null;
}

/** The mean of the pixels around the place it comes from, so that what is stretched stays smooth. */
function copyPixel(out: RgbImage, source: RgbImage, at: { x: number; y: number; fromX: number; fromY: number }): void {
  const { width, height } = source;
  if (at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) return;
  const [left, top] = [Math.floor(at.fromX), Math.floor(at.fromY)];
  const [fx, fy] = [at.fromX - left, at.fromY - top];
  for (let c = 0; c < 3; c++) {
    const value = (dx: number, dy: number) =>
      source.data[3 * (Math.min(height - 1, Math.max(0, top + dy)) * width + Math.min(width - 1, Math.max(0, left + dx))) + c] ?? 0;
    const upper = value(0, 0) * (1 - fx) + value(1, 0) * fx;
    const lower = value(0, 1) * (1 - fx) + value(1, 1) * fx;
    out.data[3 * (at.y * width + at.x) + c] = Math.round(upper * (1 - fy) + lower * fy);
  }
}
