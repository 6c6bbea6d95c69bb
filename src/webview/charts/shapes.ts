import type { Palette } from './palette';

/** Marks and fills of verdicts: each has a shape and a texture of its own, so that colour is never the only signal. */
interface Mark {
  /** SVG path around 0, about 9 px wide. */
  readonly path: string;
  readonly filled: boolean;
}

const CIRCLE = 'M4 0A4 4 0 1 1 -4 0A4 4 0 1 1 4 0Z';

/** By verdict code: pick, alternate, review, reject, none. */
export const MARKS: readonly Mark[] = [
  { path: CIRCLE, filled: true },
  { path: CIRCLE, filled: false },
  { path: 'M0 -5L5 4L-5 4Z', filled: true },
  { path: 'M-4 -4L4 4M4 -4L-4 4', filled: false },
  { path: 'M-3 -3L3 -3L3 3L-3 3Z', filled: false },
];

/** Strokes in a tile of TILE px; an empty one stands for a plain fill. */
export const TEXTURES: readonly string[] = ['', 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5', 'M0 1.5H6M0 4.5H6', 'M-1 7L7 -1M-1 -1L7 7', 'M3 0V6'];
export const TILE = 6;

/** Room for a mark and its ring. */
const SPRITE = 20;

export interface Sprite {
  draw(context: CanvasRenderingContext2D, x: number, y: number): void;
}

function sprite(ratio: number, paint: (context: CanvasRenderingContext2D) => void): Sprite {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.ceil(SPRITE * ratio);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.scale(ratio, ratio);
    context.translate(SPRITE / 2, SPRITE / 2);
    paint(context);
  }
  return { draw: (target, x, y) => target.drawImage(canvas, x - SPRITE / 2, y - SPRITE / 2, SPRITE, SPRITE) };
}

export interface Sprites {
  /** By verdict code. */
  readonly marks: readonly Sprite[];
  /** Around what the person decided about, and around what is selected. */
  readonly decided: Sprite;
  readonly selected: Sprite;
}

/** `ratio`: device pixels per px. */
export function makeSprites(palette: Palette, ratio: number): Sprites {
  return {
    marks: MARKS.map(({ path, filled }, code) =>
      sprite(ratio, (context) => {
        const shape = new Path2D(path);
        context.strokeStyle = context.fillStyle = palette.verdicts[code] ?? palette.foreground;
        context.lineWidth = 1.6;
        if (filled) context.fill(shape);
        else context.stroke(shape);
      }),
    ),
    decided: ring(palette.foreground, ratio, { radius: 6, width: 1 }),
    selected: ring(palette.selection, ratio, { radius: 8, width: 2 }),
  };
}

const ring = (colour: string, ratio: number, { radius, width }: { readonly radius: number; readonly width: number }): Sprite =>
  sprite(ratio, (context) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
  });

/** Fills by verdict code: plain, or strokes on a tint of the colour. */
export function makeFills(palette: Palette, context: CanvasRenderingContext2D): readonly (string | CanvasPattern)[] {
  return TEXTURES.map((texture, code) => {
    const colour = palette.verdicts[code] ?? palette.foreground;
    return texture === '' ? colour : (context.createPattern(tile(texture, colour), 'repeat') ?? colour);
  });
}

function tile(texture: string, colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = TILE;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = context.strokeStyle = colour;
  context.globalAlpha = 0.3;
  context.fillRect(0, 0, TILE, TILE);
  context.globalAlpha = 1;
  context.lineWidth = 1.4;
  context.stroke(new Path2D(texture));
  return canvas;
}
