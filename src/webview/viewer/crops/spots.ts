import type { Point, Rect } from '../geometry';
import type { FocusBox, Size, ViewerPicture } from '../picture';

/** A place of a picture that is worth a look at 1:1. */
export interface Spot extends Point {
  readonly kind: FocusBox['kind'] | 'sharpest';
}

/** More faces than this are a crowd. */
const MOST = 3;

/** The largest faces, else the subjects, else the place with the most detail. */
export function spotsOf({ focusBoxes }: ViewerPicture, sharpest: Point | null): readonly Spot[] {
  const faces = focusBoxes.filter(({ kind }) => kind === 'face');
  const boxes = [...(faces.length > 0 ? faces : focusBoxes)].sort((a, b) => b.w * b.h - a.w * a.h).slice(0, MOST);
  if (boxes.length > 0) return boxes.map(({ x, y, w, h, kind }) => ({ x: x + w / 2, y: y + h / 2, kind }));
  return sharpest === null ? [] : [{ ...sharpest, kind: 'sharpest' }];
}

/** The part of a picture, in whole pixels of it, that a crop of `size` shows around a spot: never beyond the picture's border. */
export function cropAround(spot: Point, picture: Size, size: Size): Rect {
  const width = Math.min(size.width, picture.width);
  const height = Math.min(size.height, picture.height);
  const from = (at: number, whole: number, shown: number) => Math.round(Math.min(Math.max(at * whole - shown / 2, 0), whole - shown));
  return { x: from(spot.x, picture.width, width), y: from(spot.y, picture.height, height), width, height };
}
