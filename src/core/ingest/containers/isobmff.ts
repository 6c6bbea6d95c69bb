import { type Bytes, readAscii, readExactly } from '../bytes';

/** Boxes of the ISO base media file format (ISO/IEC 14496-12), bounded. */

const MAX_BOXES = 1000;

export interface Box {
  readonly type: string;
  /** Content: behind size and type, and behind the id of a `uuid` box. */
  readonly at: number;
  readonly end: number;
  /** 32 hex digits, of a `uuid` box. */
  readonly uuid: string | null;
}

/** The boxes between two positions. Stops at the first that is malformed; the last may be cut by the end of the data. */
export function* boxes(bytes: Bytes, start: number, end: number): Generator<Box> {
  let at = start;
  for (let count = 0; count < MAX_BOXES && at + 8 <= end; count++) {
    const head = readExactly(bytes, at, 8);
    if (head === null) return;
    const [size, header] = boxSize(bytes, at, { short: head.readUInt32BE(0), end });
    if (size < header) return;
    const type = head.toString('latin1', 4);
    const uuid = type === 'uuid' ? bytes.read(at + header, 16).toString('hex') : null;
    yield { type, at: at + header + (uuid === null ? 0 : 16), end: Math.min(at + size, end), uuid };
    at += size;
  }
}

/** Size and length of the header: 1 = 64-bit size follows, 0 = to the end. */
function boxSize(bytes: Bytes, at: number, { short, end }: { short: number; end: number }): [number, number] {
  if (short === 0) return [end - at, 8];
  if (short !== 1) return [short, 8];
  const long = readExactly(bytes, at + 8, 8);
  return [long ? Number(long.readBigUInt64BE(0)) : 0, 16];
}

export function findBox(bytes: Bytes, within: { readonly at: number; readonly end: number }, ...path: readonly string[]): Box | null {
  let found: Box | null = null;
  let [start, end] = [within.at, within.end];
  for (const type of path) {
    found = null;
    for (const box of boxes(bytes, start, end)) {
      if (box.type !== type) continue;
      found = box;
      break;
    }
    if (found === null) return null;
    [start, end] = [found.at, found.end];
  }
  return found;
}

/** Walks the fields of one box: big-endian numbers of any width, and text. Behind the end everything is 0. */
export class Fields {
  constructor(
    private readonly bytes: Bytes,
    public at: number,
    private readonly end: number,
  ) {}

  get done(): boolean {
    return this.at >= this.end;
  }

  /** 0 to 8 bytes. */
  number(width: number): number {
    const raw = this.at + width <= this.end ? readExactly(this.bytes, this.at, width) : null;
    this.at += width;
    let value = 0;
    for (const byte of raw ?? []) value = value * 256 + byte;
    return value;
  }

  ascii(width: number): string {
    const text = readAscii(this.bytes, this.at, Math.min(width, this.end - this.at));
    this.at += width;
    return text;
  }
}
