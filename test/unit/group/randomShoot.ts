import type { Photo } from '../../../src/core/model';
import { at, flip, photo, randomPhash, seeded, someBits, unscored } from './photoBuilder';

/** About `count` photos of a shoot with everything in it: bursts, brackets, stacks, copies, look-alikes, singles, damaged files. */
export function randomShoot(seed: number, count: number): Photo[] {
  const random = seeded(seed);
  const photos: Photo[] = [];
  let second = 0;
  const scenes = [burst, bracket, stack, copies, lookalikes, single, single, damaged];
  while (photos.length < count) {
    second += 4 + random() * 900;
    const start = { number: photos.length, second, phash: randomPhash(random), random };
    photos.push(...(scenes[Math.floor(random() * scenes.length)] ?? single)(start));
  }
  return photos;
}

interface Start {
  readonly number: number;
  readonly second: number;
  readonly phash: string;
  readonly random: () => number;
}

const repeat = <T>(times: number, make: (i: number) => T): T[] => Array.from({ length: times }, (_, i) => make(i));
const between = (low: number, high: number, random: () => number) => low + Math.floor(random() * (high - low + 1));
const name = (number: number) => `card ${Math.floor(number / 100)}/DSC_${String(number).padStart(5, '0')}.NEF`;

function shot({ number, second, phash, random }: Start, patch: Parameters<typeof photo>[1] = {}): Photo {
  const scores = { sharpness: random() * 600, exposure: random(), clippedHighlights: random() < 0.3 ? random() * 0.2 : 0, phash };
  return photo(name(number), { timestamp: at(second), hash: String(number).padStart(64, '0'), ...scores, ...patch });
}

const later = (start: Start, i: number, seconds: number, bits: number): Start => ({
  ...start,
  number: start.number + i,
  second: start.second + seconds,
  phash: flip(start.phash, ...someBits(bits, start.random)),
});

const single = (start: Start): Photo[] => [shot(start)];
const burst = (start: Start): Photo[] =>
  repeat(between(2, 9, start.random), (i) => shot(later(start, i, i * 0.12, between(0, 9, start.random))));
const bracket = (start: Start): Photo[] =>
  repeat(3, (i) => shot(later(start, i, i * 0.3, 5), { exposureMode: 2, shutter: [0.01, 0.0025, 0.04][i] ?? 1 }));
const stack = (start: Start): Photo[] => repeat(between(4, 8, start.random), (i) => shot(later(start, i, i * 3, i === 0 ? 0 : 2)));
const copies = (start: Start): Photo[] => repeat(2, (i) => ({ ...shot(start), path: `${i === 0 ? '' : 'backup/'}${name(start.number)}` }));
const lookalikes = (start: Start): Photo[] => repeat(2, (i) => shot(later(start, i, i * 70, i * 5), { iso: 100 * (i + 1) }));
const damaged = ({ number, second }: Start): Photo[] => [
  unscored(name(number), { timestamp: at(second), failure: { stage: 'ingest', code: 'truncated', detail: 'cut' } }),
];
