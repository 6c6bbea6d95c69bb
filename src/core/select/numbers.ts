import { captureTimeOf } from '../group/captureTime';
import { ev100 } from '../group/exposure';
import type { Decision, Photo } from '../model';
import type { Subject } from './subject';
import { preference } from './taste';

export type Numbers = Readonly<Record<string, number>>;

/** What was measured on the photo itself. Fractions are 0–1. */
export function measured({ scores }: Photo): Numbers {
  if (scores === null) return {};
  const { sharpness, exposure, clippedShadows, clippedHighlights } = scores;
  return { sharpness, exposure, clippedShadows, clippedHighlights };
}

/**
 * How a photo stands to another: both sharpnesses, by how many percent it is sharper (negative: softer), and its eyes or faces where the
 * group is compared by them, seconds between them.
 */
export function comparison(photo: Photo, other: Photo | null, subject: Subject | null): Numbers {
  if (other === null) return {};
  const own = photo.scores?.sharpness;
  const its = other.scores?.sharpness;
  return {
    ...(its === undefined ? {} : { otherSharpness: its }),
    ...(own === undefined || its === undefined || its <= 0 ? {} : { sharperPercent: (own / its - 1) * 100 }),
    ...subjectPercent(photo, other, subject),
    ...eyesShut(photo, other, subject),
    ...secondsApart(photo, other),
    ...tasted(photo, other),
  };
}

function subjectPercent(photo: Photo, other: Photo, subject: Subject | null): Numbers {
  const [own, its] = [subject?.of(photo) ?? null, subject?.of(other) ?? null];
  if (own === null || its === null || its <= 0) return {};
  return { [subject?.part === 'eyes' ? 'eyesPercent' : 'facePercent']: (own / its - 1) * 100 };
}

/** How shut the eyes of both look beside the others of the group, 0–1; nothing where that cannot be told, or all are open. */
function eyesShut(photo: Photo, other: Photo, subject: Subject | null): Numbers {
  const [own, its] = [subject?.shut(photo) ?? null, subject?.shut(other) ?? null];
  return own === null || its === null || own + its === 0 ? {} : { eyesShut: own, otherEyesShut: its };
}

/** Where a taste takes part: how likely the person prefers the photo to the other, 0–1, and how much that counts, 0–1. */
function tasted({ taste: own }: Photo, { taste: its }: Photo): Numbers {
  if (own === undefined || its === undefined || own.weight === 0) return {};
  return { taste: preference(own.score, its.score), tasteWeight: own.weight };
}

function secondsApart(a: Photo, b: Photo): Numbers {
  const [one, two] = [secondsOf(a), secondsOf(b)];
  return one === null || two === null ? {} : { secondsApart: roundToMicro(Math.abs(one - two)) };
}

/** What the person said about a photo and about the one it is compared with, where there is anything; flags are 1. */
export function decided(own: Decision | undefined, other: Decision | undefined): Numbers {
  return {
    ...(own?.verdict === 'pick' ? { picked: 1 } : {}),
    ...(own?.verdict === 'reject' ? { rejected: 1 } : {}),
    ...(own?.rating ? { rating: own.rating } : {}),
    ...(other?.verdict === 'pick' ? { otherPicked: 1 } : {}),
    ...(other?.verdict === 'reject' ? { otherRejected: 1 } : {}),
    ...(other?.rating ? { otherRating: other.rating } : {}),
  };
}

/** Seconds from the first to the last of a group, in capture order, where their times are known. */
export function duration(photos: readonly Photo[]): Numbers {
  const [first, last] = [photos[0], photos.at(-1)];
  if (first === undefined || last === undefined) return {};
  const { secondsApart: seconds } = secondsApart(first, last);
  return seconds === undefined ? {} : { seconds };
}

/** Mean seconds from frame to frame of a series. */
export function interval(photos: readonly Photo[]): Numbers {
  const { seconds } = duration(photos);
  return seconds === undefined || photos.length < 2 ? {} : { intervalSeconds: seconds / (photos.length - 1) };
}

/** `ev`: how much brighter (+) or darker (−) a frame was exposed than the middle of its bracket; `evSpan`: the whole ladder. */
export function exposureOffset(photo: Photo, bracket: readonly Photo[]): Numbers {
  const ladder = bracket.flatMap((member) => evOf(member) ?? []).sort((a, b) => a - b);
  const own = evOf(photo);
  const middle = ladder[Math.floor(ladder.length / 2)];
  const [first, last] = [ladder[0], ladder.at(-1)];
  if (own === null || middle === undefined || first === undefined || last === undefined) return {};
  return { ev: middle - own, evSpan: last - first };
}

const evOf = ({ metadata }: Photo): number | null => (metadata === null ? null : ev100(metadata));
const secondsOf = (photo: Photo): number | null => captureTimeOf(photo)?.seconds ?? null;

/** Differences of times carry the noise of binary fractions; cameras know no more than microseconds. */
const roundToMicro = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
