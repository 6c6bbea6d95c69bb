import type { Photo } from '../model';

/** What photos are compared by. A model remembers the id and is applied to no others. */
export interface FeatureSource {
  /** Of an embedding model, `classic-1`, `scores-1`, or `classic-1.scores-1`. */
  readonly id: string;
  /** Numbers in a vector. */
  readonly length: number;
  /** `null` where nothing is known of the photo. All numbers finite. The same array or a new one; nobody writes into it. */
  of(photo: Photo): Float32Array | null;
}

export const SCORES_ID = 'scores-1';

/** Where no numbers are known of a setting, that of an ordinary picture: the difference to it is then zero, or nearly. */
const ORDINARY = { iso: 400, shutter: 1 / 125, aperture: 5.6, focalLength35: 50 } as const;

const log2 = (value: number | null | undefined, ordinary: number): number => Math.log2(value != null && value > 0 ? value : ordinary);

/** Each number of `scores-1`, on a scale on which equal steps look alike. */
const SCORES: readonly ((
  photo: Required<Pick<Photo, 'metadata'>> & { readonly scores: NonNullable<Photo['scores']> } & Pick<Photo, 'preview'>,
) => number)[] = [
  ({ scores }) => Math.log2(1 + scores.sharpness),
  ({ scores }) => scores.exposure,
  ({ scores }) => Math.sqrt(scores.clippedShadows),
  ({ scores }) => Math.sqrt(scores.clippedHighlights),
  ({ scores }) => scores.noise,
  ({ metadata }) => log2(metadata?.iso, ORDINARY.iso),
  ({ metadata }) => log2(metadata?.shutter, ORDINARY.shutter),
  ({ metadata }) => log2(metadata?.aperture, ORDINARY.aperture),
  ({ metadata }) => log2(metadata?.focalLength35 ?? metadata?.focalLength, ORDINARY.focalLength35),
  ({ preview }) => (preview === null || preview.height === 0 ? 0 : Math.log2(preview.width / preview.height)),
];

/** What Analyze and the camera said; the last resort where no vectors exist. Little to learn a taste from, but honest. */
export const scoreFeatures: FeatureSource = {
  id: SCORES_ID,
  length: SCORES.length,
  of: ({ scores, metadata, preview }) => {
    if (scores === null) return null;
    const vector = Float32Array.from(SCORES, (number) => number({ scores, metadata, preview }));
    return vector.every(Number.isFinite) ? vector : null;
  },
};

/** Id of a source and the scores side by side. */
export const withScoresId = (id: string): string => `${id}.${SCORES_ID}`;

/** The numbers of a source, then those of `scores-1`. Nothing where either is unknown. */
export function withScores(features: FeatureSource): FeatureSource {
  const length = features.length + scoreFeatures.length;
  const of = (photo: Photo): Float32Array | null => {
    const [own, scores] = [features.of(photo), scoreFeatures.of(photo)];
    if (own === null || scores === null) return null;
    const both = new Float32Array(length);
    both.set(own);
    both.set(scores, own.length);
    return both;
  };
  return { id: withScoresId(features.id), length, of };
}
