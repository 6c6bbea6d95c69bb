import type { Face, Photo } from '../model';
import { shutEyes } from './shutEyes';

/**
 * What the frames of a burst are compared by when they show people: not how sharp the picture is as a whole, but how sharp its main
 * faces are. All of it is ranking; nobody is rejected for soft or closed eyes.
 */
export interface Subject {
  readonly part: 'eyes' | 'face';
  /** Sharpness of the main faces of a frame; `null` where none was found in it. */
  of(photo: Photo): number | null;
  /** The same against the sharpest frame, 0–1; a frame without a face gets half of what is usual. */
  relative(photo: Photo): number;
  /** How shut its eyes look beside the same faces in the other frames, 0–1; `null` where that cannot be told. */
  shut(photo: Photo): number | null;
}

/** With fewer frames that show a face, the group is not about faces. */
const MOST_FRAMES = 0.75;
/** A face is a subject from this part of the picture's short side on; smaller ones are background, and a handful of pixels. */
const SUBJECT_SHARE = 0.08;
/** Main faces are the largest and those at least this large against it (by area), but not a crowd. */
const MAIN_AREA = 0.5;
const MOST_FACES = 3;
const WITHOUT_FACE = 0.5;

/** `null` where nobody looked for faces, or fewer than three quarters of the readable frames show one that is large enough. */
export function subjectOf(members: readonly Photo[]): Subject | null {
  const frames = members.filter(({ scores }) => scores !== null);
  const main = new Map(frames.map((photo) => [photo, mainFaces(photo)]));
  const shown = frames.filter((photo) => main.get(photo)?.length);
  if (shown.length < 2 || shown.length < MOST_FRAMES * frames.length) return null;
  const haveEyes = shown.every((photo) => main.get(photo)?.every(({ eyes }) => eyes !== null));
  const values = new Map(shown.map((photo) => [photo, mean((main.get(photo) ?? []).map((face) => sharpnessOf(face, haveEyes)))]));
  const sharpest = Math.max(...values.values());
  const share = (photo: Photo): number => (sharpest > 0 ? (values.get(photo) ?? 0) / sharpest : 1);
  const usual = median(shown.map(share));
  const shut = shutEyes(main);
  return {
    part: haveEyes ? 'eyes' : 'face',
    of: (photo) => values.get(photo) ?? null,
    relative: (photo) => (values.has(photo) ? share(photo) : WITHOUT_FACE * usual),
    shut: (photo) => shut.get(photo) ?? null,
  };
}

const sharpnessOf = ({ eyes, sharpness }: Face, byEyes: boolean): number => (byEyes ? (eyes ?? sharpness) : sharpness);

/** The faces that a picture is about, the largest first; none where nobody looked. */
export function mainFaces(photo: Pick<Photo, 'faces' | 'preview'>): readonly Face[] {
  const [largest] = photo.faces?.faces ?? [];
  if (largest === undefined || (faceShare(photo) ?? 0) < SUBJECT_SHARE) return [];
  const least = MAIN_AREA * area(largest);
  return (photo.faces?.faces ?? []).filter((face) => area(face) >= least).slice(0, MOST_FACES);
}

/** The longer side of the largest face as part of the picture's short side; 0 without a face, `null` where nobody looked. */
export function faceShare({ faces, preview }: Pick<Photo, 'faces' | 'preview'>): number | null {
  if (faces === undefined || preview === null) return null;
  const [largest] = faces.faces;
  if (largest === undefined) return 0;
  const { width, height } = preview;
  return Math.max(largest.box.w * width, largest.box.h * height) / Math.min(width, height);
}

const area = ({ box }: Face): number => box.w * box.h;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
