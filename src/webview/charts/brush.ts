/** Geometry of the brushes, in any one unit of length. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The rectangle between two corners in any order. */
export const rectBetween = (a: Point, b: Point): Rect => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
});

/** Edges belong to it. */
export const inRect = ({ left, top, right, bottom }: Rect, { x, y }: Point): boolean => x >= left && x <= right && y >= top && y <= bottom;

/**
 * Even–odd rule: whether a ray from the point to the right crosses the closed polygon an odd number of times. Fewer than three corners
 * hold nothing. Each edge holds its upper end alone, so that a ray through a corner counts once.
 */
export function inPolygon(polygon: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  let last = polygon.at(-1);
  for (const corner of polygon) {
    if (last !== undefined && corner.y > y !== last.y > y) {
      const crossing = corner.x + ((y - corner.y) * (last.x - corner.x)) / (last.y - corner.y);
      if (x < crossing) inside = !inside;
    }
    last = corner;
  }
  return inside;
}

/** Points by index; NaN = not drawn. */
export interface Points {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
}

const at = ({ xs, ys }: Points, i: number): Point => ({ x: xs[i] ?? Number.NaN, y: ys[i] ?? Number.NaN });

/** Indexes of the points that a test holds for. */
export function pointsWhere(points: Points, test: (point: Point) => boolean): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < points.xs.length; i++) if (test(at(points, i))) found.push(i);
  return found;
}

/** Index of the point next to `to`, at most `within` away; of equally near ones the last, which is drawn on top. `null` = none. */
export function nearestPoint(points: Points, to: Point, within: number): number | null {
  let nearest: number | null = null;
  let least = within * within;
  for (let i = 0; i < points.xs.length; i++) {
    const { x, y } = at(points, i);
    const distance = (x - to.x) ** 2 + (y - to.y) ** 2;
    if (distance <= least) [nearest, least] = [i, distance];
  }
  return nearest;
}
