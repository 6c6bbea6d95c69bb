import type { Photo } from '../model';
import { faceShare, subjectOf } from './subject';

/** What is known of the faces of a photo, beside those of its group. */
export interface FaceFacts {
  /** How many were found. */
  readonly count: number;
  /** The longer side of the largest as part of the picture's short side, 0–1; the others follow in `Photo.faces`. `null` without a face. */
  readonly largest: number | null;
  /** Of the largest: variances of the Laplacian; `null` without a face, and `eyes` where they are too small or turned away. */
  readonly sharpness: number | null;
  readonly eyes: number | null;
  /** `null` where the photo's group is not compared by faces, or none was found in this frame. */
  readonly compared: FaceComparison | null;
}

/** The main faces of a frame against those of the sharpest other frame of its group. */
export interface FaceComparison {
  readonly part: 'eyes' | 'face';
  /** Frames of the group that show them, this one included. */
  readonly frames: number;
  /** 1 = the sharpest. */
  readonly place: number;
  /** Path of the other. */
  readonly other: string;
  /** How much sharper (negative: softer) than the other. */
  readonly percent: number;
  /** How shut the eyes look beside those of all others, 0–1; `null` where that cannot be told. */
  readonly shut: number | null;
}

/** `members`: of the group that decides about the photo, itself included; none for a photo alone. `null` where nobody looked for faces. */
export function faceFacts(photo: Photo, members: readonly Photo[]): FaceFacts | null {
  if (photo.faces === undefined) return null;
  const [largest] = photo.faces.faces;
  return {
    count: photo.faces.faces.length,
    largest: largest === undefined ? null : faceShare(photo),
    sharpness: largest?.sharpness ?? null,
    eyes: largest?.eyes ?? null,
    compared: compared(photo, members),
  };
}

function compared(photo: Photo, members: readonly Photo[]): FaceComparison | null {
  const subject = subjectOf(members);
  const own = subject?.of(photo) ?? null;
  if (subject === null || own === null) return null;
  const others = members.flatMap((it) => (it.path === photo.path ? [] : [{ path: it.path, value: subject.of(it) ?? -1 }]));
  const shown = others.filter(({ value }) => value >= 0).sort((a, b) => b.value - a.value);
  const [sharpest] = shown;
  if (sharpest === undefined || sharpest.value <= 0) return null;
  return {
    part: subject.part,
    frames: shown.length + 1,
    place: shown.filter(({ value }) => value > own).length + 1,
    other: sharpest.path,
    percent: (own / sharpest.value - 1) * 100,
    shut: subject.shut(photo),
  };
}
