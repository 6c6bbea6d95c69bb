/** Small files made byte by byte, for what no camera at hand wrote. */

export interface BuiltTag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Value, or offset of it. */
  readonly value: number;
}

export const long = (tag: number, value: number): BuiltTag => ({ tag, type: 4, count: 1, value });

/** A little-endian TIFF whose directories lie at the given offsets; `next` chains them. */
export function buildTiff(size: number, directories: readonly { at: number; tags: readonly BuiltTag[]; next?: number }[]): Buffer {
  const file = Buffer.alloc(size);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(directories[0]?.at ?? 0, 4);
  for (const { at, tags, next = 0 } of directories) {
    file.writeUInt16LE(tags.length, at);
    tags.forEach(({ tag, type, count, value }, i) => {
      file.writeUInt16LE(tag, at + 2 + i * 12);
      file.writeUInt16LE(type, at + 4 + i * 12);
      file.writeUInt32LE(count, at + 6 + i * 12);
      file.writeUInt32LE(value, at + 10 + i * 12);
    });
    file.writeUInt32LE(next, at + 2 + tags.length * 12);
  }
  return file;
}

/** An ISO-BMFF box. */
export function box(type: string, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((it) => Buffer.from(it)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

const segment = (marker: number, content: readonly number[]): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 255,
  ...content,
];

/** A JPEG's skeleton: a frame of the given kind, one scan of zeros, EOI. No decoder would show it. */
export function buildJpeg(width: number, height: number, { sof = 0xc0, precision = 8, components = 3, scan = 32 } = {}): Buffer {
  const frame = [precision, height >> 8, height & 255, width >> 8, width & 255, components, ...new Array(components * 3).fill(1)];
  const bytes = [0xff, 0xd8, ...segment(sof, frame), ...segment(0xda, [1, 1, 0, 0, 63, 0]), ...new Array(scan).fill(0), 0xff, 0xd9];
  return Buffer.from(bytes);
}
