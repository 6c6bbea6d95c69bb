import type { FrameRow } from '../../protocol/frameTable';
import type { GridDecision, GridDecisionPatch, GridPatch } from '../../protocol/grid';
import type { PendingEdit, ShootData } from './state';

/**
 * Decisions show at once and are reconciled with what the host says. `base` is the host's word; `rows` are `base` with every
 * decision that is still on its way.
 */

/** Lays a decision over the rows until the host confirms or refuses it. */
export function addPending(data: ShootData, edit: PendingEdit): ShootData {
  return { ...data, pending: [...data.pending, edit], rows: laidOver(data.rows, data.rowOf, edit.changes) };
}

/** The host has written it: its word counts from now on, whether its patch came before or not. */
export function confirmPending(data: ShootData, id: number): ShootData {
  const edit = data.pending.find((it) => it.id === id);
  if (edit === undefined) return data;
  const base = laidOver(data.base, data.rowOf, edit.changes);
  return { ...data, base, pending: without(data, id) };
}

/** The host has refused it: the rows are what they were before, later decisions aside. */
export function dropPending(data: ShootData, id: number): ShootData {
  const edit = data.pending.find((it) => it.id === id);
  if (edit === undefined) return data;
  const pending = without(data, id);
  const touched = edit.changes.flatMap(({ paths }) => paths.flatMap((path) => data.rowOf.get(path) ?? []));
  return { ...data, pending, rows: rebased({ ...data, pending }, touched) };
}

/** Takes over what the host says has changed. A patch of another snapshot is none of ours. */
export function applyPatch(data: ShootData, patch: GridPatch): ShootData {
  if (patch.revision !== data.revision) return data;
  const base = data.base.slice();
  const touched: number[] = [];
  for (const { row, ...fields } of patch.rows) {
    const known = base[row];
    if (known === undefined) throw new RangeError(`a patch names row ${row} of ${base.length}`);
    base[row] = { ...known, ...defined(fields) };
    touched.push(row);
  }
  const next = { ...data, base, groups: withBests(data, patch), history: patch.history };
  return { ...next, rows: rebased(next, touched) };
}

function withBests({ groups }: ShootData, patch: GridPatch): ShootData['groups'] {
  if (patch.groups.length === 0) return groups;
  const changed = groups.slice();
  for (const { group, best } of patch.groups) {
    const known = changed[group];
    if (known === undefined) throw new RangeError(`a patch names group ${group} of ${groups.length}`);
    changed[group] = { ...known, best };
  }
  return changed;
}

const without = ({ pending }: ShootData, id: number): readonly PendingEdit[] => pending.filter((it) => it.id !== id);

/** The shown rows where some of `base` are new: those, with what is on its way. */
function rebased({ base, rows, rowOf, pending }: ShootData, touched: readonly number[]): readonly FrameRow[] {
  const fresh = rows.slice();
  const names = new Set<string>();
  for (const row of touched) {
    const known = base[row];
    if (known === undefined) continue;
    fresh[row] = known;
    names.add(known.path);
  }
  for (const { changes } of pending) {
    for (const { paths, patch } of changes) lay(fresh, rowOf, { paths: paths.filter((path) => names.has(path)), patch });
  }
  return fresh;
}

/** All rows with everything that is on its way: for a new snapshot. */
export function withPending(
  base: readonly FrameRow[],
  rowOf: ReadonlyMap<string, number>,
  pending: readonly PendingEdit[],
): readonly FrameRow[] {
  return pending.reduce((rows, { changes }) => laidOver(rows, rowOf, changes), base);
}

function laidOver(rows: readonly FrameRow[], rowOf: ReadonlyMap<string, number>, changes: readonly GridDecision[]): readonly FrameRow[] {
  const fresh = rows.slice();
  for (const change of changes) lay(fresh, rowOf, change);
  return fresh;
}

function lay(rows: FrameRow[], rowOf: ReadonlyMap<string, number>, { paths, patch }: GridDecision): void {
  for (const path of paths) {
    const at = rowOf.get(path);
    const row = at === undefined ? undefined : rows[at];
    if (at !== undefined && row !== undefined) rows[at] = { ...row, ...rowFields(patch) };
  }
}

const rowFields = ({ verdict, rating, label }: GridDecisionPatch): Partial<FrameRow> => ({
  ...(verdict === undefined ? {} : { decided: verdict }),
  ...(rating === undefined ? {} : { rating }),
  ...(label === undefined ? {} : { label }),
});

/** Without fields that are `undefined`: they stay. */
const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
