import { createHash } from 'node:crypto';

/** Chance that is the same on every machine: nothing that is learned may depend on when or where. */

/** 32 bits of a text. */
export const hash32 = (text: string): number => createHash('sha256').update(text).digest().readUInt32LE(0);

/** Numbers 0–1 (without 1) that look random, the same for the same seed. Source: mulberry32 (public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
