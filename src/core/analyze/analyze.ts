import type { Scores } from '../model';
import { exposureScore, histogram } from './exposure';
import { analysisGrey } from './grey';
import type { RgbImage } from './image';
import { noiseEstimate, noiseSigma } from './noise';
import { perceptualHash } from './phash';
import { laplacianVariance } from './sharpness';

/** Every score of one decoded, upright sRGB picture. `iso` as the camera wrote it, `null` = unknown. */
export function analyzePicture(picture: RgbImage, iso: number | null): Scores {
  const grey = analysisGrey(picture);
  return {
    sharpness: laplacianVariance(grey),
    ...exposureScore(histogram(grey)),
    noise: noiseEstimate(noiseSigma(grey), iso),
    phash: perceptualHash(grey),
  };
}
