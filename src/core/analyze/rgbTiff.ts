import type { RgbImage } from './image';

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;

/**
 * A little-endian TIFF 6.0 of one uncompressed strip of 8-bit RGB, with an ICC profile (tag 34675, ICC.1 annex B.4).
 */
export function rgbTiff({ data, width, height }: RgbImage, profile: Buffer): Buffer {
  const bits = [8, 8, 8];
  const count = 11;
  const bitsAt = 8 + 2 + 12 * count + 4;
  const profileAt = bitsAt + 2 * bits.length;
  const pixelsAt = profileAt + profile.length + (profile.length & 1);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, bits.length, bitsAt],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, pixelsAt],
    [277, SHORT, 1, bits.length],
    [278, LONG, 1, height],
    [279, LONG, 1, data.length],
    [284, SHORT, 1, 1],
    [34675, UNDEFINED, profile.length, profileAt],
  ];
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(count, 8);
  for (const [i, [tag, type, length, value]] of entries.entries()) {
    const at = 10 + 12 * i;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(length, at + 4);
    head.writeUInt32LE(value, at + 8);
  }
  for (const [i, bit] of bits.entries()) head.writeUInt16LE(bit, bitsAt + 2 * i);
  profile.copy(head, profileAt);
  return Buffer.concat([head, data]);
}
