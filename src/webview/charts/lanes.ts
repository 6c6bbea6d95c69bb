import type { FrameGroup } from '../../protocol/frameTable';
import type { ShootData } from './shootData';

/** The photos of one camera, in order of time. */
export interface Lane {
  readonly camera: string | null;
  readonly rows: readonly number[];
}

/** More cameras than these share the last lane. */
const MOST_LANES = 8;

/** One lane per camera, the busiest first; photos without a time are in none. */
export function lanesOf({ rows, times }: Pick<ShootData, 'rows' | 'times'>): readonly Lane[] {
  const byCamera = new Map<string | null, number[]>();
  for (const [row, { camera }] of rows.entries()) {
    if (Number.isNaN(times[row])) continue;
    const lane = byCamera.get(camera);
    if (lane === undefined) byCamera.set(camera, [row]);
    else lane.push(row);
  }
  const inTime = (lane: readonly number[]) => lane.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const busiestFirst = [...byCamera].sort(([a, left], [b, right]) => right.length - left.length || ((a ?? '') < (b ?? '') ? -1 : 1));
  const own = busiestFirst.slice(0, MOST_LANES - 1).map(([camera, lane]): Lane => ({ camera, rows: inTime(lane) }));
  const rest = busiestFirst.slice(MOST_LANES - 1);
  if (rest.length <= 1) return [...own, ...rest.map(([camera, lane]): Lane => ({ camera, rows: inTime(lane) }))];
  const shared = { camera: rest.map(([camera]) => camera ?? '?').join(', '), rows: inTime(rest.flatMap(([, lane]) => lane)) };
  return [...own, shared];
}

/** A group's time on a lane. */
export interface Band {
  readonly group: number;
  readonly kind: FrameGroup['kind'];
  readonly lane: number;
  /** Seconds of its first and last frame there. */
  readonly start: number;
  readonly end: number;
}

/** Bands of all groups, each on the lanes of its frames, in order of time. */
export function bandsOf(lanes: readonly Lane[], { groups, rows, times }: Pick<ShootData, 'groups' | 'rows' | 'times'>): readonly Band[] {
  const bands = lanes.flatMap((lane, at) => {
    const found = new Map<number, { start: number; end: number }>();
    for (const row of lane.rows) {
      const group = rows[row]?.group ?? null;
      const time = times[row] ?? 0;
      const known = group === null ? undefined : found.get(group);
      if (known !== undefined) known.end = time;
      else if (group !== null) found.set(group, { start: time, end: time });
    }
    return [...found].flatMap(([group, span]): readonly Band[] => {
      const kind = groups[group]?.kind;
      return kind === undefined ? [] : [{ group, kind, lane: at, ...span }];
    });
  });
  return bands.sort((a, b) => a.start - b.start || a.lane - b.lane);
}
