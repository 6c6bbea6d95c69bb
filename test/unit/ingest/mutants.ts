import type { Random } from '../../fixtures/random';

/** One damage: bytes that replace what is at `at`, or the file's new length. */
export type Mutation =
  | { readonly what: string; readonly at: number; readonly bytes: Buffer }
  | { readonly what: string; readonly length: number };

/** Directories and headers are in the first kilobytes, or in the last (CRW, X3F). */
const HEAD = 8 * 1024;
const TAIL = 2 * 1024;

type Damage = (file: Buffer, random: Random) => Mutation;

const KINDS: readonly [Damage, ...Damage[]] = [flipBit, setByte, truncate, moveChunk, spoilNumber, spoilNumber, spoilNumber, makeCycle];

/** One to three damages, seeded: the same file and random numbers give the same mutant. */
export const damagesOf = (file: Buffer, random: Random): Mutation[] =>
  Array.from({ length: 1 + random.int(3) }, () => random.pick(KINDS)(file, random));

/** Mostly where structure is. */
function place(file: Buffer, random: Random): number {
  const where = random.next();
  if (where < 0.4) return random.int(Math.min(HEAD, file.length));
  if (where < 0.6) return random.int(Math.min(512, file.length));
  if (where < 0.75) return Math.max(0, file.length - 1 - random.int(TAIL));
  return random.int(file.length);
}

function flipBit(file: Buffer, random: Random): Mutation {
  const at = place(file, random);
  return { what: `bit at ${at}`, at, bytes: Buffer.from([(file[at] ?? 0) ^ (1 << random.int(8))]) };
}

function setByte(file: Buffer, random: Random): Mutation {
  const at = place(file, random);
  return { what: `byte at ${at}`, at, bytes: Buffer.from([random.pick([0, 1, 0x7f, 0x80, 0xfe, 0xff])]) };
}

function truncate(file: Buffer, random: Random): Mutation {
  const length = random.next() < 0.5 ? random.int(Math.min(HEAD, file.length)) : random.int(file.length);
  return { what: `cut to ${length}`, length };
}

function moveChunk(file: Buffer, random: Random): Mutation {
  const [from, at] = [place(file, random), place(file, random)];
  const length = Math.min(1 + random.int(2048), file.length - Math.max(from, at));
  return { what: `${length} bytes from ${from} to ${at}`, at, bytes: Buffer.from(file.subarray(from, from + length)) };
}

/** A number of 16 or 32 bits, of either byte order, at an even place: offsets, lengths, counts, types. */
function spoilNumber(file: Buffer, random: Random): Mutation {
  const at = Math.max(0, Math.min(place(file, random) & ~1, file.length - 4));
  const values = [
    0,
    1,
    0x7fffffff,
    0x80000000,
    0xffffffff,
    at,
    file.length,
    file.length - 1,
    file.length - random.int(64),
    random.int(0x10000),
  ];
  const value = (random.pick(values as [number, ...number[]]) >>> 0) % 2 ** 32;
  return { what: `number ${value} at ${at}`, at, bytes: encode(value, random) };
}

function encode(value: number, random: Random): Buffer {
  const long = random.next() < 0.7;
  const bytes = Buffer.alloc(long ? 4 : 2);
  const small = long ? value : value & 0xffff;
  if (random.next() < 0.5) bytes.writeUIntLE(small, 0, bytes.length);
  else bytes.writeUIntBE(small, 0, bytes.length);
  return bytes;
}

/** Where a number that looks like an offset stands, one that points to an earlier structure: a directory that holds itself. */
function makeCycle(file: Buffer, random: Random): Mutation {
  const little = file[0] === 0x49;
  const read = (at: number): number => (little ? file.readUInt32LE(at) : file.readUInt32BE(at));
  for (let tries = 0; tries < 50 && file.length > 64; tries++) {
    const at = Math.min(8 + (random.int(HEAD) & ~1), (file.length - 4) & ~1);
    if (read(at) < 8 || read(at) >= file.length) continue;
    const bytes = Buffer.alloc(4);
    const target = random.pick([8, 16, read(Math.min(4, file.length - 4)), at, random.int(at)]) >>> 0;
    if (little) bytes.writeUInt32LE(target);
    else bytes.writeUInt32BE(target);
    return { what: `pointer to ${target} at ${at}`, at, bytes };
  }
  return flipBit(file, random);
}
