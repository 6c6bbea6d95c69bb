import { inCaptureOrder } from '../group/order';
import type { Decision, Photo, Scores } from '../model';
import { defectOf } from './defects';
import { type Subject, subjectOf } from './subject';
import { blended, blendedAlone } from './taste';

/** One member of a group and its place in it. */
export interface Ranked {
  readonly photo: Photo;
  /** 1 = first. */
  readonly rank: number;
  /** Whether it may be called the best or take a keep slot: readable, not rejected by the person, and no defect. */
  readonly eligible: boolean;
}

const EXPOSURE_WEIGHT = 0.15;
/** Clipping that any picture may have (a lamp, a window; a dark corner) costs nothing, as a fraction of the picture. */
const FREE_HIGHLIGHTS = 0.01;
const FREE_SHADOWS = 0.05;
const HIGHLIGHTS_COST = 2;
const SHADOWS_COST = 0.5;
const MAX_CLIPPING_COST = 0.5;

/**
 * Orders the members of a group, best first. The person's decisions come first (picked, then higher rated; rejected last), then
 *
 *     quality = sharpness / sharpest of the group + 0.15 · exposure − clipping
 *     clipping = 2 · (clipped highlights − 1 %) + 0.5 · (clipped shadows − 5 %), each at least 0, together at most 0.5
 *
 * and ties by capture order. Sharpness leads because nothing else predicts a photographer's choice as well, and it means
 * something only among pictures of the same subject: hence relative to the group. Decisions do not change the scale, so a
 * verdict about one frame never swaps two others. In a group about faces (`subjectOf`) three quarters of the sharpness are that of the
 * faces, against the sharpest faces of the group, and eyes that are shut beside those of the other frames cost up to 0.3. Where the recipe weighs a taste in, `blended` takes the place of quality.
 */
export function rankGroup(members: readonly Photo[], decisions: ReadonlyMap<string, Decision>): readonly Ranked[] {
  const sharpest = members.reduce((most, { scores }) => Math.max(most, scores?.sharpness ?? 0), 0);
  const subject = subjectOf(members);
  const judged = inCaptureOrder(members).map((photo) => {
    const decision = decisions.get(photo.path);
    return {
      photo,
      standing: standingOf(photo, decision),
      rating: decision?.rating ?? 0,
      quality:
        photo.scores === null ? 0 : qualityOf(photo.scores, relativeSharpness(photo, { sharpest, subject })) - blinkCost(photo, subject),
    };
  });
  const merits = blended(judged);
  const meritOf = (it: (typeof judged)[number]): number => merits?.get(it.photo) ?? it.quality;
  // Array.prototype.sort is stable: equal frames stay in capture order.
  judged.sort((a, b) => a.standing - b.standing || b.rating - a.rating || meritOf(b) - meritOf(a));
  return judged.map(({ photo, standing }, i) => ({ photo, rank: i + 1, eligible: standing <= STANDING.open }));
}

/** The first that may be called best; `null` where the person rejected all, or none can be looked at. */
export const bestOf = (ranked: readonly Ranked[]): Photo | null => ranked.find(({ eligible }) => eligible)?.photo ?? null;

const STANDING = { picked: 0, open: 1, defect: 2, rejected: 3 } as const;

function standingOf({ scores }: Photo, decision: Decision | undefined): number {
  if (decision?.verdict === 'pick') return STANDING.picked;
  if (decision?.verdict === 'reject') return STANDING.rejected;
  return scores === null || defectOf(scores) !== null ? STANDING.defect : STANDING.open;
}

/** By the formula of `rankGroup`, among pictures of one subject of which the sharpest has `sharpest`; faces are not looked at. */
export const technicalQuality = (scores: Scores, sharpest: number): number =>
  qualityOf(scores, sharpest > 0 ? scores.sharpness / sharpest : 1);

const qualityOf = (scores: Scores, sharpness: number): number => sharpness + EXPOSURE_WEIGHT * scores.exposure - clippingCost(scores);

/** Where a group is about faces, this part of the sharpness is theirs. */
const SUBJECT_WEIGHT = 0.75;

/** 0–1, against the sharpest frame. */
function relativeSharpness(photo: Photo, { sharpest, subject }: { readonly sharpest: number; readonly subject: Subject | null }): number {
  const whole = sharpest > 0 ? (photo.scores?.sharpness ?? 0) / sharpest : 1;
  return subject === null ? whole : SUBJECT_WEIGHT * subject.relative(photo) + (1 - SUBJECT_WEIGHT) * whole;
}

/** What shut eyes cost: a little less than a third of the sharpness, since they are only guessed. */
const SHUT_COST = 0.3;

const blinkCost = (photo: Photo, subject: Subject | null): number => SHUT_COST * (subject?.shut(photo) ?? 0);

/** 0–0.5. */
function clippingCost({ clippedHighlights, clippedShadows }: Scores): number {
  const highlights = HIGHLIGHTS_COST * Math.max(0, clippedHighlights - FREE_HIGHLIGHTS);
  const shadows = SHADOWS_COST * Math.max(0, clippedShadows - FREE_SHADOWS);
  return Math.min(MAX_CLIPPING_COST, highlights + shadows);
}

/** The variance of the Laplacian at which a picture counts as half as sharp as can be. */
const HALF_SHARP = 200;

/** Quality of photos of different subjects, for choosing among them: sharpness saturates, since detail is not merit. 0–1.15. */
export const standaloneQuality = (scores: Scores): number => technicalQuality(scores, scores.sharpness + HALF_SHARP);

/** The same with the taste that the recipe weighs in: 0–1 then, and never beside photos without. */
export const standaloneMerit = ({ scores, taste }: Pick<Photo, 'scores' | 'taste'>): number => {
  if (scores === null) return 0;
  const quality = standaloneQuality(scores);
  return taste === undefined ? quality : blendedAlone(quality, taste);
};
