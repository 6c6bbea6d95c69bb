import type { Face, Place } from '../../model';
import { areaResize } from '../areaResize';
import { toGrey } from '../grey';
import type { GreyImage, RgbImage } from '../image';
import { crop } from './crop';

/** Distance between the eyes, in px, at which they are looked at; smaller ones stay as they are. */
const DISTANCE = 48;
/** Eyes nearer to each other than this many px of the preview are too small to tell. */
const MIN_DISTANCE = 20;
/** A nose further from the middle of the eyes than this part of their distance, along their line: the head is turned. */
const MOST_TURNED = 0.35;
/** What is looked at around each eye, in distances between them: lids and lashes, neither brow nor nose. */
const REACH = { x: 0.24, y: 0.2 };
const CELLS = { x: 24, y: 20 };
/** Mean square of differences over two cells, in 8-bit grey; with less there is nothing to see but noise. */
const MIN_DETAIL = 12;

/**
 * How upright the edges around the eyes are: the part of the gradients' energy that runs along the line of the eyes, 0–1. An open eye shows
 * the upright edges of iris and white, a shut one a line of lashes. Faces differ more from each other than lids do, so it compares the same
 * face in two frames and nothing else. `null` for eyes that are too small, turned away, or without detail. Measured against a network for
 * face meshes: docs/eyes.md.
 */
export function eyeOpenness(image: RgbImage, { landmarks }: Pick<Face, 'landmarks'>): number | null {
  const [right, left, nose] = landmarks.map(({ x, y }) => ({ x: x * image.width, y: y * image.height }));
  if (right === undefined || left === undefined || nose === undefined) return null;
  const distance = Math.hypot(left.x - right.x, left.y - right.y);
  if (distance < MIN_DISTANCE || turned(nose, right, left) > MOST_TURNED) return null;
  const scale = Math.min(1, DISTANCE / distance);
  const along = { x: (left.x - right.x) / distance, y: (left.y - right.y) / distance };
  const shares = [right, left].map((eye) => uprightShare(patchAround(image, eye, { along, distance, scale })));
  const [a, b] = shares;
  return a == null || b == null ? null : (a + b) / 2;
}

function turned(nose: Place, right: Place, left: Place): number {
  const [dx, dy] = [left.x - right.x, left.y - right.y];
  const along = ((nose.x - (right.x + left.x) / 2) * dx + (nose.y - (right.y + left.y) / 2) * dy) / (dx * dx + dy * dy);
  return Math.abs(along);
}

interface View {
  /** Unit vector from the right eye to the left. */
  readonly along: Place;
  /** Between the eyes, in px. */
  readonly distance: number;
  readonly scale: number;
}

/** Grey around an eye with the line of the eyes level, CELLS in size. */
function patchAround(image: RgbImage, eye: Place, { along, distance, scale }: View): Float32Array {
  const reach = Math.hypot(REACH.x, REACH.y) * distance + 2;
  const area = crop(image, { x: eye.x - reach, y: eye.y - reach, w: 2 * reach, h: 2 * reach });
  const size = { width: Math.max(1, Math.round(area.image.width * scale)), height: Math.max(1, Math.round(area.image.height * scale)) };
  const grey = areaResize(toGrey(area.image), size);
  const [sx, sy] = [grey.width / area.image.width, grey.height / area.image.height];
  const patch = new Float32Array(CELLS.x * CELLS.y);
  for (let row = 0; row < CELLS.y; row++) {
    for (let column = 0; column < CELLS.x; column++) {
      const a = (((column + 0.5) / CELLS.x) * 2 - 1) * REACH.x * distance;
      const b = (((row + 0.5) / CELLS.y) * 2 - 1) * REACH.y * distance;
      const x = eye.x + a * along.x - b * along.y - area.x;
      const y = eye.y + a * along.y + b * along.x - area.y;
      patch[row * CELLS.x + column] = bilinear(grey, x * sx - 0.5, y * sy - 0.5);
    }
  }
  return patch;
}

/** Between the centres of pixels; beyond the picture the nearest. */
function bilinear({ data, width, height }: GreyImage, x: number, y: number): number {
  const [cx, cy] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))];
  const [left, top] = [Math.floor(cx), Math.floor(cy)];
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const at = (column: number, row: number) => data[row * width + column] ?? 0;
  const upper = at(left, top) + (cx - left) * (at(right, top) - at(left, top));
  const lower = at(left, bottom) + (cx - left) * (at(right, bottom) - at(left, bottom));
  return upper + (cy - top) * (lower - upper);
}

function uprightShare(patch: Float32Array): number | null {
  let [across, down] = [0, 0];
  for (let row = 1; row < CELLS.y - 1; row++) {
    for (let column = 1; column < CELLS.x - 1; column++) {
      const at = row * CELLS.x + column;
      across += ((patch[at + 1] ?? 0) - (patch[at - 1] ?? 0)) ** 2;
      down += ((patch[at + CELLS.x] ?? 0) - (patch[at - CELLS.x] ?? 0)) ** 2;
    }
  }
  const detail = (across + down) / ((CELLS.x - 2) * (CELLS.y - 2));
  return detail < MIN_DETAIL ? null : across / (across + down);
}
