import { linkStars } from '../group/duplicates';
import { captureKey, compareCaptures } from '../group/order';
import { isLowInformation, parsePhash } from '../group/phash';
import type { Photo } from '../model';

/** A pause longer than this begins a new scene; and so does lasting longer than that, so that a day without a pause has scenes too. */
const PAUSE_SECONDS = 600;
const LONGEST_SECONDS = 1800;
/** Bits of 64 within which two pictures count as the same motif. */
const MOTIF_BITS = 10;

/** A number for each photo's scene, by path. Photos without a time share one scene per folder. */
export function findScenes(photos: readonly Photo[]): ReadonlyMap<string, string> {
  const scenes = new Map<string, string>();
  let current = { name: '', start: 0, last: Number.NEGATIVE_INFINITY };
  for (const { time, path } of photos.map(captureKey).sort(compareCaptures)) {
    if (time === null) {
      scenes.set(path, `folder ${path.slice(0, Math.max(0, path.lastIndexOf('/')))}`);
      continue;
    }
    const { seconds } = time;
    const isNew = seconds - current.last > PAUSE_SECONDS || seconds - current.start > LONGEST_SECONDS;
    current = isNew ? { name: `time ${seconds}`, start: seconds, last: seconds } : { ...current, last: seconds };
    scenes.set(path, current.name);
  }
  return scenes;
}

/** Pictures that look alike, wherever and whenever they were taken: a number for each photo's motif, by path. */
export function findMotifs(photos: readonly Photo[]): ReadonlyMap<string, number> {
  const looks = photos.flatMap(({ path, scores }) => {
    const phash = parsePhash(scores?.phash);
    return phash === null || isLowInformation(phash, scores) ? [] : [{ path, phash }];
  });
  return new Map(linkStars(looks, MOTIF_BITS).flatMap((star, motif) => star.map(({ path }) => [path, motif] as const)));
}
