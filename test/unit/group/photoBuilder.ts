import { type Drive, type DriveMode, type Metadata, NO_METADATA, type Photo, type Scores } from '../../../src/core/model';

const METADATA: Metadata = {
  ...NO_METADATA,
  iso: 100,
  shutter: 1 / 200,
  aperture: 4,
  focalLength: 50,
  make: 'NIKON',
  model: 'Z 8',
  serial: '3001',
  orientation: 1,
  width: 8256,
  height: 5504,
  exposureBias: 0,
  exposureMode: 0,
};

const SCORES: Scores = { sharpness: 300, exposure: 0.8, clippedShadows: 0, clippedHighlights: 0, noise: 0.1, phash: 'a5c3960f5a3cf069' };

type Patch = Partial<Metadata> & Partial<Scores> & Partial<Pick<Photo, 'hash' | 'size' | 'failure' | 'companions' | 'clockOffset'>>;

/** A photo of a well-behaved camera, but for what the patch says. */
export function photo(path: string, patch: Patch = {}): Photo {
  const { hash = null, size = 1000, failure = null, companions = [], clockOffset, ...fields } = patch;
  const of = <T extends object>(base: T): T => ({ ...base, ...Object.fromEntries(Object.entries(fields).filter(([key]) => key in base)) });
  const preview = { source: 'embedded' as const, width: 2048, height: 1365, contentId: `content of ${path.split('/').at(-1)}` };
  const timing = clockOffset === undefined ? {} : { clockOffset };
  return {
    path,
    size,
    mtimeMs: 0,
    companions,
    format: 'raw',
    metadata: of(METADATA),
    preview,
    scores: of(SCORES),
    hash,
    failure,
    ...timing,
  };
}

/** What the MakerNote says, but for what the patch says. */
export const drive = (mode: DriveMode | null, patch: Partial<Drive> = {}): Drive => ({
  mode,
  sequenceNumber: null,
  shotCount: null,
  bracketValue: null,
  ...patch,
});

export const unscored = (path: string, patch: Patch = {}): Photo => ({ ...photo(path, patch), scores: null });

/** Seconds after 2026-05-01 12:00:07 as a timestamp, with milliseconds unless `whole`. */
export function at(seconds: number, whole = false): string {
  const iso = new Date(Date.UTC(2026, 4, 1, 12, 0, 7) + Math.round(seconds * 1000)).toISOString();
  return whole ? iso.slice(0, 19) : iso.slice(0, 23);
}

/** Numbers 0–1 that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [result[i], result[j]];
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a];
  }
  return result;
}

export const randomPhash = (random: () => number): string => hex32(random() * 2 ** 32) + hex32(random() * 2 ** 32);

/** The hash with these bits (0–63, from the left) flipped. */
export function flip(phash: string, ...bits: readonly number[]): string {
  let value = BigInt(`0x${phash}`);
  for (const bit of bits) value ^= 1n << BigInt(63 - bit);
  return value.toString(16).padStart(16, '0');
}

const hex32 = (value: number): string => Math.floor(value).toString(16).padStart(8, '0');

/** `count` different bits. */
export function someBits(count: number, random: () => number): number[] {
  return shuffled(
    Array.from({ length: 64 }, (_, bit) => bit),
    random,
  ).slice(0, count);
}
