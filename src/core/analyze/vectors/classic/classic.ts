import type { VectorModel } from '../../../vectors/format';
import { toGrey } from '../../grey';
import type { RgbImage } from '../../image';
import { colourNumbers } from './colour';
import { edgeNumbers } from './edges';
import { PARTS, toneNumbers } from './tone';

/** One number of the vector: its name and the range that it cannot leave. */
interface Statistic {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

const fractions = (...names: readonly string[]): readonly Statistic[] => names.map((name) => ({ name, low: 0, high: 1 }));
const signed = (...names: readonly string[]): readonly Statistic[] => names.map((name) => ({ name, low: -1, high: 1 }));

/**
 * The numbers of `classic-1`, in their order: what a picture's pixels say without any network. Another list, or another way to compute
 * one of them, is another id.
 *
 * - brightness, contrast: mean and deviation of the tones; tone5 … tone95: percentiles; dark, bright: shares below 1/8 and above 7/8
 * - toneEntropy: how evenly the tones are used; symmetryAcross, symmetryAlong: how much left mirrors right, and top bottom
 * - toneNW … toneSE: brightness of the nine parts against the whole
 * - saturation, chroma, colourfulness; warmth: warm less cool pixels; skin, green, sky: shares of pixels with such colours
 * - hue0 … hue330: shares of twelfths of the colour circle in all chroma
 * - detail, edges: mean gradient and share of edges; upright: vertical less horizontal edges
 * - detailX, detailY, detailSpread: where detail lies; detailNW … detailSE: its share in each of the nine parts
 * - aspect: log2 of width by height, bounded to ±2
 */
export const CLASSIC_STATISTICS: readonly Statistic[] = [
  ...fractions('brightness', 'contrast', 'tone5', 'tone25', 'tone50', 'tone75', 'tone95', 'dark', 'bright', 'toneEntropy'),
  ...fractions('symmetryAcross', 'symmetryAlong'),
  ...signed(...PARTS.map((part) => `tone${part}`)),
  ...fractions('saturation', 'chroma', 'colourfulness'),
  ...signed('warmth'),
  ...fractions('skin', 'green', 'sky'),
  ...fractions(...Array.from({ length: 12 }, (_, bin) => `hue${30 * bin}`)),
  ...fractions('detail', 'edges'),
  ...signed('upright'),
  ...fractions('detailX', 'detailY', 'detailSpread', ...PARTS.map((part) => `detail${part}`)),
  { name: 'aspect', low: -2, high: 2 },
];

/** Kept as floats: statistics are not directions, their sizes count. */
export const CLASSIC: VectorModel = { id: 'classic-1', length: CLASSIC_STATISTICS.length, encoding: 'float32' };

/** The vector of a thumb's pixels (upright sRGB, long side ≤ 320 px). The same pixels give the same bits on every platform. */
export function classicVector(thumb: RgbImage): Float32Array {
  const grey = toGrey(thumb);
  const numbers: Readonly<Record<string, number>> = {
    ...toneNumbers(grey),
    ...colourNumbers(thumb),
    ...edgeNumbers(grey),
    aspect: Math.log2(thumb.width / thumb.height),
  };
  return Float32Array.from(CLASSIC_STATISTICS, ({ name, low, high }) => {
    const value = numbers[name];
    if (value === undefined) throw new Error(`No statistic is called ${name}`);
    return Math.min(high, Math.max(low, value));
  });
}
