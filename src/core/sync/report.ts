import type { MarkField } from '../export/xmp/marks';

/** What a sync answers; paths are relative to the shoot, with `/`. */
export interface SyncReport {
  readonly root: string;
  readonly dryRun: boolean;
  /** Name of the program the sidecars are written for. */
  readonly profile: string;
  /** What other programs changed, and became decisions. */
  readonly pulled: readonly SyncChange[];
  /** Sidecars that got decisions. */
  readonly pushed: readonly SyncPush[];
  /** Changed on both sides, to different values; nothing was written on either. */
  readonly conflicts: readonly SyncConflict[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Photos whose sidecar and decision agree. */
  readonly unchanged: number;
  /** Photos without a decision whose sidecar carries values of other programs: their starting state, which `adopt` makes decisions. */
  readonly adoptable: number;
  readonly notes: readonly string[];
}

export interface SyncChange {
  readonly photo: string;
  readonly sidecar: string;
  readonly field: MarkField;
  /** As a person reads it: `rating 3`. */
  readonly from: string;
  readonly to: string;
  /** The program that changed it, as far as it can be told. */
  readonly program: string | null;
}

export interface SyncPush {
  readonly photo: string;
  readonly sidecar: string;
  readonly isNew: boolean;
  readonly fields: readonly MarkField[];
}

export interface SyncConflict {
  readonly photo: string;
  readonly sidecar: string;
  readonly field: MarkField;
  /** What both began with; `null` where it is not known. */
  readonly base: string | null;
  readonly theirs: string;
  readonly mine: string;
  readonly program: string | null;
}

/** A side of a conflict. */
export type Side = 'theirs' | 'mine';

/** A person's answer to one conflict. */
export interface SyncChoice {
  readonly photo: string;
  readonly field: MarkField;
  readonly side: Side;
}
