import type { Face, Photo } from '../model';

/** Two faces are one person's where their middles lie nearer than this part of the larger one, and their sizes differ by no more than this factor. */
const NEAR = 0.75;
const MOST_GROWTH = 1.5;
/** Eyes this much softer than the sharpest of the same person are blurred: what their edges say is the blur's. */
const BLURRED = 1 / 3;
/** Openness against the most open eyes of the same person: above the first nothing is to be seen, below the second they are shut. */
const OPEN = 0.7;
const SHUT = 0.45;

/**
 * How shut the eyes of each frame look beside the same faces in the other frames: 0 = as open, 1 = shut or looking down; of several faces
 * the one that is most shut counts, since a blink spoils a group picture. Frames of which nothing can be told have none.
 */
export function shutEyes(main: ReadonlyMap<Photo, readonly Face[]>): ReadonlyMap<Photo, number> {
  const found = new Map<Photo, number>();
  for (const [photo, faces] of main) {
    const told = faces.flatMap((face) => shutOf(face, partnersOf(face, photo, main)) ?? []);
    if (told.length > 0) found.set(photo, Math.max(...told));
  }
  return found;
}

/** The same person's face in each other frame that shows it. */
function partnersOf(face: Face, own: Photo, main: ReadonlyMap<Photo, readonly Face[]>): readonly Face[] {
  return [...main].flatMap(([photo, faces]) => (photo === own ? [] : (nearest(face, faces) ?? [])));
}

function nearest(face: Face, faces: readonly Face[]): Face | null {
  let best: { readonly face: Face; readonly distance: number } | null = null;
  for (const other of faces) {
    const distance = distanceBetween(face, other);
    if (distance < NEAR && (best === null || distance < best.distance)) best = { face: other, distance };
  }
  return best?.face ?? null;
}

/** Between the middles, in widths and heights of the larger; infinite where the sizes are too different. */
function distanceBetween({ box: a }: Face, { box: b }: Face): number {
  const growth = Math.sqrt((a.w * a.h) / (b.w * b.h));
  if (!(growth <= MOST_GROWTH && growth >= 1 / MOST_GROWTH)) return Number.POSITIVE_INFINITY;
  return Math.hypot((a.x + a.w / 2 - b.x - b.w / 2) / Math.max(a.w, b.w), (a.y + a.h / 2 - b.y - b.h / 2) / Math.max(a.h, b.h));
}

/** `null` where nothing sharp is beside it, or it is blurred itself. */
function shutOf({ open, eyes }: Face, partners: readonly Face[]): number | null {
  const sharpest = Math.max(eyes ?? 0, ...partners.map((it) => it.eyes ?? 0));
  const isSharp = (value: number | null): boolean => value !== null && value >= BLURRED * sharpest;
  const others = partners.flatMap((it) => (isSharp(it.eyes) ? (it.open ?? []) : []));
  if (open === null || !isSharp(eyes) || others.length === 0) return null;
  const relative = open / Math.max(open, ...others, Number.EPSILON);
  return Math.min(1, Math.max(0, (OPEN - relative) / (OPEN - SHUT)));
}
