import type { Photo, PhotoTaste } from '../model';

/**
 * How taste and technical quality come together: both as a chance to be preferred, 0–1, so that a weight means the same in every group.
 *
 *     merit = w · (mean chance to be preferred to the others, by taste)
 *           + (1 − w) · (mean chance to win against the others, by technical quality)
 *
 * By taste, a chance follows from two scores, which are odds against an ordinary photo; by technical quality it is
 * logistic(SLOPE · difference of quality).
 */

/** A frame a fifth less sharp than the best then loses to it in two of three pairs, which is about how often photographers agree. */
const SLOPE = 3;

interface Judged {
  readonly photo: Photo;
  readonly quality: number;
}

/** The merit of each member of a group, by photo; `null` where no taste takes part. A member that the taste cannot see counts as ordinary. */
export function blended(judged: readonly Judged[]): ReadonlyMap<Photo, number> | null {
  const weight = judged.find(({ photo }) => photo.taste !== undefined)?.photo.taste?.weight ?? 0;
  if (weight === 0) return null;
  return new Map(
    judged.map((it) => {
      const others = judged.filter((other) => other !== it);
      const taste = mean(others.map(({ photo }) => preference(scoreOf(it.photo), scoreOf(photo))));
      const technical = mean(others.map(({ quality }) => logistic(SLOPE * (it.quality - quality))));
      return [it.photo, weight * taste + (1 - weight) * technical];
    }),
  );
}

/** Of a photo among photos of other subjects: against an ordinary one, which has half of the best quality that there can be. */
export const blendedAlone = (quality: number, { score, weight }: PhotoTaste): number =>
  weight * score + (1 - weight) * logistic(SLOPE * (quality - ORDINARY));

const ORDINARY = 0.575;

/** How likely the person prefers a photo to another, 0–1, from the scores of both. */
export function preference(score: number, other: number): number {
  const [chance, against] = [score * (1 - other), other * (1 - score)];
  return chance / (chance + against);
}

const scoreOf = ({ taste }: Photo): number => taste?.score ?? 0.5;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
