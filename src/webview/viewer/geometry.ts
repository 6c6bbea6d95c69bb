import type { Size } from './picture';

/**
 * Where a picture lies in its pane. A scale is device pixels per pixel of the full picture, so 1 is 1:1 on every screen; places in a
 * picture are fractions 0–1 of its width and height, so that one place means the same in pictures of any size.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** `fit` shows the whole picture, `1:1` is the number 1. */
export type Zoom = 'fit' | '1:1' | number;

export interface View {
  readonly zoom: Zoom;
  /** The place in the middle of the pane. */
  readonly center: Point;
}

/** A picture (in its pixels) and the pane that shows it (in device pixels). */
export interface Stage {
  readonly picture: Size;
  readonly port: Size;
}

export const MIDDLE: Point = { x: 0.5, y: 0.5 };
export const MAX_SCALE = 16;

/** The largest scale at which the whole picture is visible. */
export const fitScale = ({ picture, port }: Stage): number => Math.min(port.width / picture.width, port.height / picture.height);

export function scaleOf(zoom: Zoom, stage: Stage): number {
  if (zoom === 'fit') return fitScale(stage);
  return zoom === '1:1' ? 1 : zoom;
}

/** Nothing but picture in the pane where the picture is larger; the picture in the middle where it is smaller. */
export function clampCenter(center: Point, scale: number, { picture, port }: Stage): Point {
  const clamp = (at: number, shown: number, whole: number) => {
    const half = shown / 2 / (whole * scale);
    return half >= 0.5 ? 0.5 : Math.min(Math.max(at, half), 1 - half);
  };
  return { x: clamp(center.x, port.width, picture.width), y: clamp(center.y, port.height, picture.height) };
}

/** The picture's rectangle in the pane. Its corner lies on a whole device pixel: at 1:1 one pixel is one pixel. */
export function place({ zoom, center }: View, stage: Stage): Rect {
  const { picture, port } = stage;
  const scale = scaleOf(zoom, stage);
  const { x, y } = clampCenter(center, scale, stage);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: Math.round(port.width / 2 - x * width), y: Math.round(port.height / 2 - y * height), width, height };
}

/** The place under a point of the pane; outside the picture below 0 or above 1. */
export const placeAt = (point: Point, rect: Rect): Point => ({ x: (point.x - rect.x) / rect.width, y: (point.y - rect.y) / rect.height });

/** The centre after the picture was dragged by (x, y) device pixels. */
export function pan({ zoom, center }: View, by: Point, stage: Stage): Point {
  const scale = scaleOf(zoom, stage);
  const { picture } = stage;
  const from = clampCenter(center, scale, stage);
  return clampCenter({ x: from.x - by.x / (picture.width * scale), y: from.y - by.y / (picture.height * scale) }, scale, stage);
}

/** The centre at which `zoom` leaves the place under `point` (of the pane) where it is, as far as the borders let it. */
export function zoomAround(view: View, to: Zoom, { point, stage }: { readonly point: Point; readonly stage: Stage }): Point {
  const { picture, port } = stage;
  const scale = scaleOf(to, stage);
  const at = placeAt(point, place(view, stage));
  const inside = { x: Math.min(Math.max(at.x, 0), 1), y: Math.min(Math.max(at.y, 0), 1) };
  const center = {
    x: inside.x - (point.x - port.width / 2) / (picture.width * scale),
    y: inside.y - (point.y - port.height / 2) / (picture.height * scale),
  };
  return clampCenter(center, scale, stage);
}

/** Zooms by a factor; what would be smaller than the whole picture becomes `fit`. A step lands on 1:1 instead of passing it. */
export function zoomBy(zoom: Zoom, factor: number, stage: Stage): Zoom {
  const from = scaleOf(zoom, stage);
  const smallest = fitScale(stage);
  const to = Math.min(from * factor, Math.max(MAX_SCALE, smallest));
  if (to <= smallest * 1.001) return 'fit';
  const passes = (from < 0.999 && to > 1) || (from > 1.001 && to < 1);
  return passes || Math.abs(to - 1) < 0.001 ? '1:1' : to;
}

/** The part of the picture that the pane shows, as fractions. */
export function visiblePart(rect: Rect, port: Size): Rect {
  const left = Math.max(0, -rect.x / rect.width);
  const top = Math.max(0, -rect.y / rect.height);
  const right = Math.min(1, (port.width - rect.x) / rect.width);
  const bottom = Math.min(1, (port.height - rect.y) / rect.height);
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}
