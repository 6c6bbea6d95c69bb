/** Something to read from at positions: a file, or a part of one held in memory. */
export interface Bytes {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer (or none) where the data, or the reader's budget, ends. Never throws for a position. */
  read(offset: number, length: number): Buffer;
}

export function bytesOf(buffer: Buffer): Bytes {
  return {
    size: buffer.length,
    read: (offset, length) => (offset < 0 || length <= 0 ? Buffer.alloc(0) : buffer.subarray(offset, offset + length)),
  };
}

/** A part of `bytes` with positions of its own, clamped to what is there. */
export function windowOf(bytes: Bytes, offset: number, length: number): Bytes {
  const size = Math.max(0, Math.min(length, bytes.size - offset));
  return {
    size,
    read: (at, count) => (at < 0 ? Buffer.alloc(0) : bytes.read(offset + at, Math.min(count, size - at))),
  };
}

/** Exactly `length` bytes, or `null` where they are not all there. */
export function readExactly(bytes: Bytes, offset: number, length: number): Buffer | null {
  const read = bytes.read(offset, length);
  return read.length === length ? read : null;
}

/** ASCII of fixed-width fields; empty where there is nothing. */
export const readAscii = (bytes: Bytes, offset: number, length: number): string => bytes.read(offset, length).toString('latin1');
