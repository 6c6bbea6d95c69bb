import type { HuffmanCode } from './header';

/** Bits looked up at once; assembly/quarterScan.ts knows this number and the layouts below. */
const LOOKUP_BITS = 12;
const ENTRIES = 1 << LOOKUP_BITS;

/** Not in the table: the code, or the value behind it, is too long. */
const MISS = 0;

/** Added to the coefficient's index, it leaves every block. */
const END_OF_BLOCK = 64;

/** Lookups for one Huffman code, by the next LOOKUP_BITS bits. */
export interface HuffmanTables {
  /** symbol << 8 | code length, or MISS. */
  readonly symbol: Uint16Array;
  /** One AC coefficient with its value: value << 16 | zeros before it << 8 | bits used, or MISS. END_OF_BLOCK zeros at the end. */
  readonly coefficient: Int32Array;
  /** As many whole AC coefficients as fit: coefficients passed << 4 | bits used, or MISS. END_OF_BLOCK or more with an end. */
  readonly skip: Uint16Array;
  /** For codes of every length n: code < limit[n] is symbols[code + delta[n]]. */
  readonly limit: Int32Array;
  readonly delta: Int32Array;
  readonly symbols: Uint8Array;
}

/** Cameras write the same few codes into every photo, so the last ones are kept. */
const recent = new Map<string, HuffmanTables | null>();
const MAX_RECENT = 16;

/** The tables of a canonical code (ITU-T T.81, annex C). `null` when the code is over-full. */
export function tablesOf(code: HuffmanCode): HuffmanTables | null {
  const key = Buffer.from([...code.counts, ...code.symbols]).toString('latin1');
  const known = recent.get(key);
  if (known !== undefined) return known;
  if (recent.size >= MAX_RECENT) recent.clear();
  const tables = buildTables(code);
  recent.set(key, tables);
  return tables;
}

function buildTables(code: HuffmanCode): HuffmanTables | null {
  const symbol = new Uint16Array(ENTRIES);
  const limit = new Int32Array(17);
  const delta = new Int32Array(17);
  let next = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    delta[length] = index - next;
    for (let i = 0; i < (code.counts[length - 1] ?? 0); i++, next++, index++) {
      if (length > LOOKUP_BITS) continue;
      const from = next << (LOOKUP_BITS - length);
      symbol.fill(((code.symbols[index] ?? 0) << 8) | length, from, from + (1 << (LOOKUP_BITS - length)));
    }
    if (next > 1 << length) return null;
    limit[length] = next;
    next <<= 1;
  }
  if (index > code.symbols.length) return null;
  const coefficient = Int32Array.from(symbol, coefficientEntry);
  return {
    symbol,
    coefficient,
    skip: Uint16Array.from(symbol, (_, window) => skipEntry(symbol, window)),
    limit,
    delta,
    symbols: code.symbols,
  };
}

function coefficientEntry(entry: number, window: number): number {
  const length = entry & 255;
  const size = (entry >> 8) & 15;
  const zeros = entry >> 12;
  const used = length + size;
  if (entry === MISS || used > LOOKUP_BITS) return MISS;
  if (size === 0) return ((zeros === 0 ? END_OF_BLOCK : zeros) << 8) | used;
  return (extend((window >> (LOOKUP_BITS - used)) & ((1 << size) - 1), size) << 16) | (zeros << 8) | used;
}

function skipEntry(symbols: Uint16Array, window: number): number {
  let used = 0;
  let passed = 0;
  while (passed < END_OF_BLOCK) {
    const entry = symbols[(window << used) & (ENTRIES - 1)] ?? MISS;
    const symbol = entry >> 8;
    const bits = (entry & 255) + (symbol & 15);
    if (entry === MISS || used + bits > LOOKUP_BITS) break;
    used += bits;
    passed += symbol === 0 ? END_OF_BLOCK : (symbol >> 4) + 1;
  }
  return used === 0 ? MISS : (passed << 4) | used;
}

/** EXTEND of ITU-T T.81, F.2.2.1: `size` bits as a signed value. */
const extend = (bits: number, size: number): number => (bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits);
