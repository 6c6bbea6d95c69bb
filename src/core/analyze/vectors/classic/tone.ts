import type { GreyImage } from '../../image';

/** Tones of a picture: what its histogram and its parts say. Fractions of white unless said otherwise. */
export function toneNumbers(grey: GreyImage): Readonly<Record<string, number>> {
  const histogram = new Float64Array(256);
  for (const value of grey.data) histogram[value] = (histogram[value] ?? 0) + 1;
  const count = grey.data.length;
  const mean = meanOf(histogram, count);
  return {
    brightness: mean / 255,
    contrast: Math.sqrt(meanOf(histogram, count, (value) => (value - mean) ** 2)) / 127.5,
    ...percentiles(histogram, count),
    dark: shareOf(histogram, count, (value) => value < 32),
    bright: shareOf(histogram, count, (value) => value >= 224),
    toneEntropy: entropy(histogram, count),
    ...partNumbers(grey, mean),
    ...symmetry(grey),
  };
}

const meanOf = (histogram: Float64Array, count: number, of: (value: number) => number = (value) => value): number =>
  histogram.reduce((sum, times, value) => sum + times * of(value), 0) / count;

const shareOf = (histogram: Float64Array, count: number, wanted: (value: number) => boolean): number =>
  meanOf(histogram, count, (value) => (wanted(value) ? 1 : 0));

function percentiles(histogram: Float64Array, count: number): Readonly<Record<string, number>> {
  const at = (percent: number): number => {
    let below = 0;
    const value = histogram.findIndex((times) => {
      below += times;
      return below * 100 >= percent * count;
    });
    return value / 255;
  };
  return { tone5: at(5), tone25: at(25), tone50: at(50), tone75: at(75), tone95: at(95) };
}

/** Of 64 steps of tone: 0 = one tone, 1 = all alike often. */
function entropy(histogram: Float64Array, count: number): number {
  let bits = 0;
  for (let step = 0; step < 64; step++) {
    const share = histogram.subarray(4 * step, 4 * step + 4).reduce((sum, times) => sum + times, 0) / count;
    if (share > 0) bits -= share * Math.log2(share);
  }
  return bits / 6;
}

/** Brightness of the nine parts (rows from above), each less the whole's: −1–1. */
function partNumbers({ data, width, height }: GreyImage, mean: number): Readonly<Record<string, number>> {
  const [sums, counts] = [new Float64Array(9), new Float64Array(9)];
  for (let i = 0; i < data.length; i++) {
    const part = partOf(i % width, width) + 3 * partOf(Math.floor(i / width), height);
    sums[part] = (sums[part] ?? 0) + (data[i] ?? 0);
    counts[part] = (counts[part] ?? 0) + 1;
  }
  const entries = Array.from(
    sums,
    (sum, part) => [`tone${PARTS[part]}`, counts[part] ? (sum / (counts[part] ?? 1) - mean) / 255 : 0] as const,
  );
  return Object.fromEntries(entries);
}

export const PARTS = ['NW', 'N', 'NE', 'W', 'Centre', 'E', 'SW', 'S', 'SE'] as const;

/** 0, 1 or 2: which third of `whole` a pixel lies in. */
export const partOf = (at: number, whole: number): number => Math.min(2, Math.floor((3 * at) / whole));

/** 1 = the halves mirror each other; 0 = black against white. */
function symmetry({ data, width, height }: GreyImage): Readonly<Record<string, number>> {
  let [across, along] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x] ?? 0;
      across += Math.abs(value - (data[y * width + width - 1 - x] ?? 0));
      along += Math.abs(value - (data[(height - 1 - y) * width + x] ?? 0));
    }
  }
  const most = 255 * data.length;
  return { symmetryAcross: 1 - across / most, symmetryAlong: 1 - along / most };
}
