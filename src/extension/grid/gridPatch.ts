import type { PhotoView } from '../../core/model';
import type { ShootView } from '../../core/reports';
import type { GridPatch, GridRowPatch } from '../../protocol/grid';
import { type GridOrder, verdictFields } from './gridTable';

/** Whether only decisions and what follows from them lie between two views: the rows are the same then. */
export const isSameTable = (before: ShootView, after: ShootView): boolean =>
  before.groups === after.groups && before.photos.length === after.photos.length && before.recipe === after.recipe;

/** What a page that shows `before` has to change. Photos that stayed the same are the same objects in both (`LiveView`). */
export function gridPatch(before: ShootView, after: ShootView, order: GridOrder): Pick<GridPatch, 'rows' | 'groups'> {
  const changed = after.photos.flatMap((photo, at) => {
    const old = before.photos[at];
    return old === undefined || old === photo ? [] : [{ old, photo }];
  });
  const best = new Map(changed.flatMap(({ old, photo }) => (old.bestPath === photo.bestPath ? [] : bestOf(photo, order))));
  return {
    rows: changed.flatMap(({ old, photo }) => rowPatch(old, photo, order)),
    groups: [...best].map(([group, row]) => ({ group, best: row })),
  };
}

function rowPatch(old: PhotoView, photo: PhotoView, { rows }: GridOrder): readonly GridRowPatch[] {
  const row = rows.get(photo.path);
  if (row === undefined) return [];
  const was: Readonly<Record<string, unknown>> = verdictFields(old);
  const fields = Object.entries(verdictFields(photo)).filter(([name, value]) => was[name] !== value);
  return fields.length === 0 ? [] : [{ row, ...Object.fromEntries(fields) }];
}

function bestOf({ group, bestPath }: PhotoView, { positions, rows }: GridOrder): readonly [number, number | null][] {
  const position = group === null ? undefined : positions.get(group.id);
  return position === undefined ? [] : [[position, bestPath === null ? null : (rows.get(bestPath) ?? null)]];
}
