import { kindSaid } from './evidence';
import type { Frame } from './frames';
import { HashIndex } from './hashIndex';
import { compareText } from './naturalName';
import { isLowInformation, type Phash } from './phash';

/** Sets of two or more frames with the same bytes (BLAKE3). Empty files are all alike and no duplicates of anything. */
export function findExactDuplicates(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const byHash = new Map<string, Frame[]>();
  for (const frame of frames) {
    const { hash, size } = frame.photo;
    if (hash === null || size === 0) continue;
    const same = byHash.get(hash);
    if (same === undefined) byHash.set(hash, [frame]);
    else same.push(frame);
  }
  return [...byHash.values()].filter((same) => same.length > 1);
}

/** The copy that stands for all of them in later stages: the first by path (code units). */
export const representativeOf = (paths: readonly string[]): string =>
  paths.reduce((first, path) => (compareText(path, first) < 0 ? path : first));

/**
 * Star linkage: in capture order, each frame that is still free starts a group and takes every free frame within
 * `nearDistance` bits **of itself**. So each member is near the group's earliest frame, and a chain A~B~C~D of slowly
 * changing scenes cannot pull A and D together. Frames of a minute clock (camera traps, time lapses) stay out: that they show
 * the same place is their purpose; so do frames that the camera took for a bracket, stack or other sequence, and hashes that say nothing.
 */
export function findNearDuplicates(frames: readonly Frame[], nearDistance: number): readonly (readonly Frame[])[] {
  const looks = collapse(frames.filter(canBeNear));
  return linkStars(looks, nearDistance)
    .map((star) => star.flatMap(({ frames }) => frames))
    .filter((group) => group.length > 1);
}

const canBeNear = (frame: Frame): boolean =>
  frame.phash !== null && frame.clock !== 'minute' && kindSaid(frame) === null && !isLowInformation(frame.phash, frame.photo.scores);

/** One hash and every frame that has it, in capture order. Among 100,000 photos a fifth with equal hashes are 165 million pairs. */
interface Look {
  readonly phash: Phash;
  readonly frames: readonly Frame[];
}

function collapse(frames: readonly Frame[]): readonly Look[] {
  const looks = new Map<string, { readonly phash: Phash; readonly frames: Frame[] }>();
  for (const frame of frames) {
    if (frame.phash === null) continue;
    const key = `${frame.phash.hi}:${frame.phash.lo}`;
    const look = looks.get(key);
    if (look === undefined) looks.set(key, { phash: frame.phash, frames: [frame] });
    else look.frames.push(frame);
  }
  return [...looks.values()];
}

/** Stars over entries in the given order, each led by its first; every entry is in exactly one. */
export function linkStars<T extends { readonly phash: Phash }>(entries: readonly T[], maxDistance: number): readonly (readonly T[])[] {
  const phashes = entries.map(({ phash }) => phash);
  const index = new HashIndex(phashes, maxDistance);
  const taken = new Uint8Array(entries.length);
  const stars: T[][] = [];
  for (let leader = 0; leader < entries.length; leader++) {
    if (taken[leader] === 1) continue;
    const members: number[] = [];
    index.forEachWithin(leader, (other) => {
      if (taken[other] === 1) return;
      taken[other] = 1;
      members.push(other);
    });
    stars.push(members.sort((a, b) => a - b).flatMap((member) => entries[member] ?? []));
  }
  return stars;
}
