import { type Phash, popcount32 } from './phash';

const BANDS = 4;
const BAND_VALUES = 1 << 16;

/**
 * Multi-index hashing (Norouzi, Punjani, Fleet: "Fast Exact Search in Hamming Space with Multi-Index Hashing", 2014): four
 * tables over 16-bit bands. By the pigeonhole principle two hashes within d = 4a + b bits agree within a bits in one of the
 * first b + 1 bands or within a − 1 bits in one of the others, so probing those neighbours finds every pair, exactly.
 */
export class HashIndex {
  private readonly hi: Uint32Array;
  private readonly lo: Uint32Array;
  private readonly tables: readonly BandTable[];
  private readonly distance: number;

  /** `maxDistance` in bits, 0–16; beyond that the tables would be slower than comparing all. */
  constructor(hashes: readonly Phash[], maxDistance: number) {
    this.distance = Math.max(0, Math.min(16, Math.floor(maxDistance)));
    this.hi = Uint32Array.from(hashes, ({ hi }) => hi);
    this.lo = Uint32Array.from(hashes, ({ lo }) => lo);
    const [whole, rest] = [Math.floor(this.distance / BANDS), this.distance % BANDS];
    this.tables = Array.from({ length: BANDS }, (_, band) => {
      const radius = band <= rest ? whole : whole - 1;
      return { ...bucketize(this.keys(band)), masks: bandMasks(radius) };
    });
  }

  /** Calls `visit` with every entry within the distance of entry `at`, itself included; some are visited more than once. */
  forEachWithin(at: number, visit: (other: number) => void): void {
    const hi = this.hi[at] ?? 0;
    const lo = this.lo[at] ?? 0;
    for (const { keys, starts, items, masks } of this.tables) {
      const key = keys[at] ?? 0;
      for (const mask of masks) {
        const bucket = key ^ mask;
        const end = starts[bucket + 1] ?? 0;
        for (let i = starts[bucket] ?? 0; i < end; i++) {
          const other = items[i] ?? 0;
          if (popcount32(hi ^ (this.hi[other] ?? 0)) + popcount32(lo ^ (this.lo[other] ?? 0)) <= this.distance) visit(other);
        }
      }
    }
  }

  private keys(band: number): Uint16Array {
    const half = band < 2 ? this.hi : this.lo;
    const shift = band % 2 === 0 ? 16 : 0;
    return Uint16Array.from(half, (bits) => (bits >>> shift) & 0xffff);
  }
}

interface BandTable {
  /** The band of each entry. */
  readonly keys: Uint16Array;
  /** `items[starts[key] … starts[key + 1]]` are the entries whose band is `key`. */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
  /** What to flip in a key to reach every bucket that must be probed. */
  readonly masks: Uint16Array;
}

/** A counting sort: no allocation per bucket. */
function bucketize(keys: Uint16Array): Omit<BandTable, 'masks'> {
  const starts = new Uint32Array(BAND_VALUES + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key < BAND_VALUES; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const items = new Uint32Array(keys.length);
  keys.forEach((key, entry) => {
    const at = next[key] ?? 0;
    items[at] = entry;
    next[key] = at + 1;
  });
  return { keys, starts, items };
}

/** All 16-bit values with at most `radius` set bits; none for a negative radius. */
function bandMasks(radius: number): Uint16Array {
  const masks: number[] = [];
  for (let value = 0; value < BAND_VALUES; value++) if (popcount32(value) <= radius) masks.push(value);
  return Uint16Array.from(masks);
}
