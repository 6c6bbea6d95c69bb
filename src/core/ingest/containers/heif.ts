import { type Bytes, windowOf } from '../bytes';
import { type Contents, MAX_EXIF, type PreviewCandidate } from './contents';
import { type Box, boxes, Fields, findBox } from './isobmff';
import { type TiffWalk, walkTiff } from './tiff';
import { tiffPreviews } from './tiffPreviews';

/** HEIF and AVIF (ISO/IEC 23008-12): items of the `meta` box. Bounded; pictures are not decoded here. */

const MAX_ITEMS = 2000;
const MAX_XMP = 64 * 1024;

interface Item {
  readonly id: number;
  readonly type: string;
  readonly contentType: string;
}

interface Extent {
  readonly offset: number;
  readonly length: number;
}

export function readHeif(bytes: Bytes): Contents {
  const meta = findBox(bytes, { at: 0, end: bytes.size }, 'meta');
  if (meta === null) return { candidates: [], exif: [], xmp: null, facts: {} };
  const within = { at: meta.at + 4, end: meta.end };
  const items = readItems(bytes, findBox(bytes, within, 'iinf'));
  const extents = readExtents(bytes, findBox(bytes, within, 'iloc'), findBox(bytes, within, 'idat'));
  const properties = new Properties(bytes, findBox(bytes, within, 'iprp'));
  const pitm = findBox(bytes, within, 'pitm');
  const primary = pitm ? readPrimary(bytes, pitm) : 0;
  const exifItems = items.filter((it) => it.type === 'Exif').slice(0, MAX_EXIF);
  const exif = exifItems.flatMap((it) => exifItem(bytes, extents.get(it.id)));
  const thumbs = exif.flatMap(({ walk, at }) => tiffPreviews(walk, 'tiff-raw').map((it) => ({ ...it, offset: it.offset + at })));
  const xmp = extents.get(items.find((it) => it.contentType === 'application/rdf+xml')?.id ?? -1);
  return {
    candidates: [
      ...items.filter((it) => it.type === 'jpeg').flatMap((it) => jpegItem(extents.get(it.id), properties.of(it.id))),
      ...thumbs,
    ],
    exif: exif.map(({ walk }) => walk),
    xmp: xmp ? bytes.read(xmp.offset, Math.min(xmp.length, MAX_XMP)) : null,
    facts: properties.of(primary).size ?? {},
  };
}

function readPrimary(bytes: Bytes, pitm: Box): number {
  const fields = new Fields(bytes, pitm.at, pitm.end);
  return fields.number(4) >>> 24 === 0 ? fields.number(2) : fields.number(4);
}

function readItems(bytes: Bytes, iinf: Box | null): Item[] {
  if (iinf === null) return [];
  const fields = new Fields(bytes, iinf.at, iinf.end);
  fields.number(fields.number(4) >>> 24 === 0 ? 2 : 4);
  return [...boxes(bytes, fields.at, iinf.end)]
    .filter((it) => it.type === 'infe')
    .slice(0, MAX_ITEMS)
    .map((it) => readItem(bytes, it));
}

/** Version 2 and 3: id, protection index, type, name, and for `mime` the content type. */
function readItem(bytes: Bytes, infe: Box): Item {
  const fields = new Fields(bytes, infe.at, infe.end);
  const version = fields.number(4) >>> 24;
  const id = fields.number(version === 3 ? 4 : 2);
  fields.number(2);
  const type = fields.ascii(4);
  const [, contentType] = fields.ascii(256).split('\0');
  return { id, type, contentType: type === 'mime' ? (contentType ?? '') : '' };
}

/** Items of one extent, in the file or in `idat`; EXIF and thumbnails are never in pieces in practice. */
function readExtents(bytes: Bytes, iloc: Box | null, idat: Box | null): Map<number, Extent> {
  const found = new Map<number, Extent>();
  if (iloc === null) return found;
  const fields = new Fields(bytes, iloc.at, iloc.end);
  const version = fields.number(4) >>> 24;
  const sizes = fields.number(2);
  const widths = { offset: sizes >> 12, length: (sizes >> 8) & 15, base: (sizes >> 4) & 15, index: version === 0 ? 0 : sizes & 15 };
  const count = Math.min(fields.number(version < 2 ? 2 : 4), MAX_ITEMS);
  for (let i = 0; i < count && !fields.done; i++) {
    const id = fields.number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : fields.number(2) & 15;
    fields.number(2);
    const base = fields.number(widths.base) + (method === 1 ? (idat?.at ?? 0) : 0);
    const pieces = fields.number(2);
    const next = fields.at + pieces * (widths.index + widths.offset + widths.length);
    fields.number(widths.index);
    const extent = { offset: base + fields.number(widths.offset), length: fields.number(widths.length) };
    if (pieces === 1 && method < 2) found.set(id, extent);
    fields.at = next;
  }
  return found;
}

/** Four bytes tell how far the TIFF header is behind them (`Exif\0\0` mostly lies between). */
function exifItem(bytes: Bytes, extent: Extent | undefined): { walk: TiffWalk; at: number }[] {
  if (!extent || extent.length < 12) return [];
  const skip = new Fields(bytes, extent.offset, extent.offset + 4).number(4) + 4;
  for (const at of [extent.offset + skip, extent.offset + 4, extent.offset]) {
    const walk = walkTiff(windowOf(bytes, at, extent.offset + extent.length - at));
    if (walk) return [{ walk, at }];
  }
  return [];
}

function jpegItem(extent: Extent | undefined, { size, orientation }: ItemProperties): PreviewCandidate[] {
  if (!extent) return [];
  return [{ kind: 'item', ...extent, width: size?.width ?? 0, height: size?.height ?? 0, orientation: orientation ?? 1 }];
}

interface ItemProperties {
  readonly size: { readonly width: number; readonly height: number } | null;
  /** EXIF orientation that does what `irot` and `imir` do; `null` without them. */
  readonly orientation: number | null;
}

/** `iprp`: a list of properties and which item has which, in order. */
class Properties {
  readonly #boxes: readonly Box[];
  readonly #ofItem = new Map<number, number[]>();

  constructor(
    private readonly bytes: Bytes,
    iprp: Box | null,
  ) {
    const ipco = iprp && findBox(bytes, iprp, 'ipco');
    this.#boxes = ipco ? [...boxes(bytes, ipco.at, ipco.end)] : [];
    if (iprp) for (const box of boxes(bytes, iprp.at, iprp.end)) if (box.type === 'ipma') this.#associate(box);
  }

  of(id: number): ItemProperties {
    let size: ItemProperties['size'] = null;
    let orientation: number | null = null;
    for (const index of this.#ofItem.get(id) ?? []) {
      const box = this.#boxes[index - 1];
      if (box?.type === 'ispe') size = this.#size(box);
      if (box?.type === 'irot') orientation = rotate(orientation ?? 1, this.#byte(box) & 3);
      if (box?.type === 'imir') orientation = mirror(orientation ?? 1, this.#byte(box) & 1);
    }
    return { size, orientation };
  }

  #associate(ipma: Box): void {
    const fields = new Fields(this.bytes, ipma.at, ipma.end);
    const head = fields.number(4);
    const [version, wide] = [head >>> 24, (head & 1) === 1];
    const count = Math.min(fields.number(4), MAX_ITEMS);
    for (let i = 0; i < count && !fields.done; i++) {
      const id = fields.number(version === 0 ? 2 : 4);
      const indices = Array.from({ length: fields.number(1) }, () => fields.number(wide ? 2 : 1) & (wide ? 0x7fff : 0x7f));
      this.#ofItem.set(id, indices);
    }
  }

  #size(box: Box): ItemProperties['size'] {
    const fields = new Fields(this.bytes, box.at + 4, box.end);
    const [width, height] = [fields.number(4), fields.number(4)];
    return width > 0 && height > 0 ? { width, height } : null;
  }

  #byte = (box: Box): number => new Fields(this.bytes, box.at, box.end).number(1);
}

/** Orientations as turns: [clockwise quarter turns to upright, mirrored left-right before turning]. */
const TURNS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 1],
  [2, 0],
  [2, 1],
  [3, 1],
  [1, 0],
  [1, 1],
  [3, 0],
];

const toOrientation = (turns: number, mirrored: number): number => TURNS.findIndex(([t, m]) => t === (turns + 8) % 4 && m === mirrored) + 1;

/** `irot` turns counter-clockwise. */
function rotate(orientation: number, quarters: number): number {
  const [turns, mirrored] = TURNS[orientation - 1] ?? [0, 0];
  return toOrientation(turns - quarters, mirrored);
}

/** `imir` axis 0 flips top and bottom, 1 left and right; after the turns so far, a flip reverses them. */
function mirror(orientation: number, axis: number): number {
  const [turns, mirrored] = TURNS[orientation - 1] ?? [0, 0];
  return toOrientation((axis === 0 ? 2 : 0) - turns, 1 - mirrored);
}
