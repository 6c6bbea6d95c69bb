/** Maps values to fractions 0–1 of an axis and back. Values outside of the axis sit on its ends. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  toUnit(value: number): number;
  fromUnit(unit: number): number;
  /** Values worth a line and a label, ascending. */
  readonly ticks: readonly number[];
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** From `min` to `max` (greater), with a tick every `step`. */
export function linearScale(min: number, max: number, step: number): Scale {
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step);
  return {
    min,
    max,
    ticks,
    toUnit: (value) => clamp((value - min) / (max - min), 0, 1),
    fromUnit: (unit) => min + clamp(unit, 0, 1) * (max - min),
  };
}

/** Logarithmic from `min` (> 0) to `max` (greater), with a tick at 1, 2 and 5 of each decade, or at decades alone where there are many. */
export function logScale(min: number, max: number): Scale {
  const [low, high] = [Math.log10(min), Math.log10(max)];
  return {
    min,
    max,
    ticks: logTicks(min, max),
    toUnit: (value) => (value <= min ? 0 : clamp((Math.log10(value) - low) / (high - low), 0, 1)),
    fromUnit: (unit) => 10 ** (low + clamp(unit, 0, 1) * (high - low)),
  };
}

const MOST_DECADES = 4;

function logTicks(min: number, max: number): readonly number[] {
  const decades = Math.log10(max / min);
  const steps = decades > MOST_DECADES ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(min));
  const all = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => steps.map((step) => step * 10 ** (first + i))).flat();
  return all.filter((tick) => tick >= min * 0.999 && tick <= max * 1.001);
}

const LEAST_SHARPNESS = 1;
const SOME_SHARPNESS = 1000;

/**
 * The axis of sharpness. The variance of the Laplacian spans decades, so it is logarithmic; what is below 1 shows nothing sharp at all
 * and sits at the left end. Ends at 1, 2 or 5 of a decade, at 1000 at least, so that a soft shoot does not look like a sharp one.
 */
export function sharpnessScale(sharpness: Iterable<number>): Scale {
  let most = SOME_SHARPNESS;
  for (const value of sharpness) if (value > most) most = value;
  return logScale(LEAST_SHARPNESS, niceCeiling(most));
}

/** The next 1, 2 or 5 of a decade at or above a value (> 0). */
export function niceCeiling(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((it) => it * decade >= value * 0.999999) ?? 10;
  return step * decade;
}

/** Exposure is 0–1. */
export const exposureScale = (): Scale => linearScale(0, 1, 0.2);

/** Counts from 0 to a round number at or above `most`, with about four ticks, all of them whole. */
export function countScale(most: number): Scale {
  const step = Math.max(1, niceCeiling(Math.max(1, most) / 4));
  return linearScale(0, step * Math.max(1, Math.ceil(most / step)), step);
}
