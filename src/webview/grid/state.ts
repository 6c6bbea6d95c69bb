import type { FrameGroup, FrameRow } from '../../protocol/frameTable';
import type { GridDecision, GridHistory, GridRowPatch, GridSettings } from '../../protocol/grid';
import type { GridPageState } from '../../protocol/gridPageState';
import type { GridFound } from '../../protocol/gridSearch';
import type { GridStrings } from '../../protocol/gridStrings';
import type { Shown } from './shown';

/** No row. */
export const NONE = -1;

/** A decision that the host has not confirmed yet. */
export interface PendingEdit {
  readonly id: number;
  readonly changes: readonly GridDecision[];
}

/** The shoot as the host told it, with the person's newest decisions laid over it. */
export interface ShootData {
  readonly root: string;
  readonly name: string;
  readonly revision: number;
  /** As the host said. */
  readonly base: readonly FrameRow[];
  /** As shown: `base` with `pending`. In capture order. */
  readonly rows: readonly FrameRow[];
  readonly groups: readonly FrameGroup[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly pending: readonly PendingEdit[];
  readonly cacheBase: string;
  readonly culled: boolean;
  readonly minSharpness: number | null;
  readonly settings: GridSettings;
  readonly history: GridHistory;
  readonly strings: GridStrings;
}

/** How far a search by what photos show has come. */
export interface Search {
  readonly isBusy: boolean;
  /** Rows that are shown, by their place in likeness from 0 on; `null` = nothing holds anything back. */
  readonly places: ReadonlyMap<number, number> | null;
  /** All that were found, those that fit less well included. */
  readonly all: ReadonlyMap<number, number>;
  /** Photos that could not be compared. */
  readonly unknown: number;
  readonly problem: Extract<GridFound, { readonly problem: string }> | null;
}

/** No search. */
export const NO_SEARCH: Search = { isBusy: false, places: null, all: new Map(), unknown: 0, problem: null };

/** How a person looks at it. Rows instead of paths, otherwise as it is kept. */
export interface Look extends Omit<GridPageState, 'root' | 'active' | 'selection' | 'compare'> {
  /** `NONE` where nothing is shown. */
  readonly active: number;
  readonly selection: ReadonlySet<number>;
  /** Where an extension of the selection begins. */
  readonly anchor: number;
  /** The frames of the compare mode, left first; empty outside of it. */
  readonly compared: readonly number[];
  /** The first of them stays while the last changes. */
  readonly champion: boolean;
  readonly helpOpen: boolean;
  /** Of `query`. */
  readonly search: Search;
}

/** A short word about what a key did. `serial` tells two equal ones apart. */
export interface Said {
  readonly text: string;
  readonly kind: 'info' | 'problem';
  readonly serial: number;
}

export interface GridState {
  readonly data: ShootData;
  readonly look: Look;
  /** What passes the filters, in display order. */
  readonly shown: Shown;
  readonly said: Said;
}

export type RowPatch = GridRowPatch;

/** The active photo. */
export const activeFrame = ({ data, look }: GridState): FrameRow | null => data.rows[look.active] ?? null;

/** The group of a row, `null` for a photo that stands alone. */
export function groupOf({ rows, groups }: Pick<ShootData, 'rows' | 'groups'>, row: number): FrameGroup | null {
  const group = rows[row]?.group;
  return group == null ? null : (groups[group] ?? null);
}
