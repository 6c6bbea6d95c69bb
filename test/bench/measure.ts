/** One run of one program over all photos. */
export interface Measured {
  readonly photos: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Medians over the rounds. */
export interface Summary {
  readonly photosPerSecond: number;
  readonly cpuMsPerPhoto: number;
}

export function summarize(rounds: readonly Measured[]): Summary {
  return {
    photosPerSecond: median(rounds.map((round) => round.photos / round.seconds)),
    cpuMsPerPhoto: median(rounds.map((round) => (1000 * round.cpuSeconds) / round.photos)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
