import type { PhotoView } from '../model';
import { mapped, type Steps } from '../pace';
import type { Compared } from './compare';

/** A photo that was found, with how like it is. */
export interface Match {
  readonly path: string;
  /** Cosine, −1–1: 1 = the same. Compares within one search alone. */
  readonly likeness: number;
}

/** Places of the numbers that are none of NaN, the largest first, ties by place. */
export function likestFirst(likeness: Float64Array): Uint32Array {
  const places = Uint32Array.from(likeness.keys()).filter((at) => !Number.isNaN(likeness[at]));
  return places.sort((a, b) => (likeness[b] as number) - (likeness[a] as number) || a - b);
}

/** The photos of a ranking. `without`: a path that is left out. In steps, so that a large shoot does not hold up the editor. */
export function* matchesOf(
  photos: readonly Pick<PhotoView, 'path'>[],
  { likeness, order }: Pick<Compared, 'likeness' | 'order'>,
  without?: string,
): Steps<readonly Match[]> {
  const all = yield* mapped(order, (at) => ({ path: photos[at]?.path ?? '', likeness: likeness[at] ?? 0 }), 1024);
  return without === undefined ? all : all.filter(({ path }) => path !== without);
}

/**
 * Of a ranking, the photos that a search is about: those at least half as far above the ordinary photo (the median) as the likest one is.
 * Cosines of words and pictures have no scale of their own, so the shoot is the measure: there is always one that fits, and where all
 * are equally like, all do. Pure.
 */
export function fitting(matches: readonly Match[]): readonly Match[] {
  const [likest] = matches;
  if (likest === undefined) return [];
  const bar = (likest.likeness + median(matches)) / 2;
  return matches.filter(({ likeness }) => likeness >= bar);
}

/** Of a ranking. */
function median(matches: readonly Match[]): number {
  const half = (matches.length - 1) / 2;
  return ((matches[Math.floor(half)]?.likeness ?? 0) + (matches[Math.ceil(half)]?.likeness ?? 0)) / 2;
}
