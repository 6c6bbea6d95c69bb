import { CLIPPED_HIGH, CLIPPED_LOW, type Grey } from '../measure/luma';
import { markInFocus } from '../measure/peaking';

/** What an overlay can say about a pixel. Each has two colours and a pattern of its own, so that no colour need be told from another. */
export type Mark = 'focus' | 'highlights' | 'shadows';

export type Rgb = readonly [red: number, green: number, blue: number];
/** The two colours of each pattern. */
export type Palette = Readonly<Record<Mark, readonly [Rgb, Rgb]>>;

/** Width of a stripe, in pixels of the overlay. */
const STRIPE = 3;

/** Which of the two colours a mark has at a pixel: dots for focus, stripes rising for highlights, falling for shadows. */
export const PATTERNS: Readonly<Record<Mark, (x: number, y: number) => 0 | 1>> = {
  focus: (x, y) => (((x >> 1) + (y >> 1)) & 1 ? 1 : 0),
  highlights: (x, y) => (Math.floor((x + y) / STRIPE) & 1 ? 1 : 0),
  shadows: (x, y) => (Math.floor((x - y + 3 * 65_536) / STRIPE) & 1 ? 1 : 0),
};

export interface MarkOptions {
  readonly peaking: boolean;
  readonly clipping: boolean;
  readonly palette: Palette;
}

/** Paints the marks of row `y` into `rgba`, the pixels of that row alone; where there is none, they stay transparent. */
export function paintRow(grey: Grey, y: number, { rgba, inFocus, options }: RowTarget): void {
  const { width, data } = grey;
  if (options.peaking) markInFocus(grey, y, inFocus);
  for (let x = 0; x < width; x += 1) {
    const mark = markOf(data[y * width + x] ?? 0, inFocus[y * width + x] === 1, options);
    if (mark === null) continue;
    const [red, green, blue] = options.palette[mark][PATTERNS[mark](x, y)];
    rgba.set([red, green, blue, 255], 4 * x);
  }
}

export interface RowTarget {
  readonly rgba: Uint8ClampedArray;
  /** Room for one byte a pixel of the whole picture. */
  readonly inFocus: Uint8Array;
  readonly options: MarkOptions;
}

/** Clipping says more than focus: an edge of a blown highlight is no detail. */
function markOf(luma: number, inFocus: boolean, { peaking, clipping }: MarkOptions): Mark | null {
  if (clipping && luma >= CLIPPED_HIGH) return 'highlights';
  if (clipping && luma <= CLIPPED_LOW) return 'shadows';
  return peaking && inFocus ? 'focus' : null;
}
