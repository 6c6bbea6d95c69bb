import * as z from 'zod';
import type { StoreLocation } from '../../core/index/location';
import type { IndexedPhoto } from '../../core/index/rows';
import type { Group, GroupOp, Recipe } from '../../core/model';
import type { Progress } from '../../core/progress';
import type { ClockReport, CullPreview, CullReport, CullUndoReport, DecisionReport, IndexReport } from '../../core/reports';
import type { ShootSettings } from '../../core/shootApi';
import type { Parse, ReplySchemas, RequestSchemas } from '../../protocol/messages';

/**
 * What the host asks of a thread that works on one shoot. Both ends are of one build and one process, so nothing is checked but that
 * numbers and texts are where the code counts on them; schemas for 100,000 photos would cost more than the reading.
 */
export interface ThreadMethods {
  /** Reads the index and keeps it; `photos` and `groups` fetch it piece by piece. */
  readonly read: { readonly request: StoreLocation; readonly reply: ReadReply };
  readonly photos: { readonly request: Piece; readonly reply: readonly IndexedPhoto[] };
  readonly groups: { readonly request: Piece; readonly reply: readonly Group[] };
  readonly index: {
    readonly request: { readonly workers: number; readonly models?: boolean | undefined };
    readonly reply: IndexReport;
    readonly progress: Progress;
  };
  readonly cull: { readonly request: Recipe; readonly reply: CullReport };
  readonly previewCull: { readonly request: Recipe; readonly reply: CullPreview };
  readonly undoCull: { readonly request: null; readonly reply: CullUndoReport };
  readonly regroup: { readonly request: { readonly op: GroupOp; readonly files: readonly string[] }; readonly reply: DecisionReport };
  readonly setClock: { readonly request: { readonly camera: string; readonly seconds: number }; readonly reply: ClockReport };
  /** Ends a running `index` early; it rejects after it has kept what it has. */
  readonly cancel: { readonly request: null; readonly reply: null };
}

/** What the thread tells the host. */
export interface ThreadHostMethods {
  readonly log: { readonly request: string; readonly reply: null };
}

export interface ReadReply {
  readonly generation: number | null;
  readonly key: string;
  /** How many there are to fetch. */
  readonly photos: number;
  readonly groups: number;
}

export interface Piece {
  readonly from: number;
  readonly count: number;
}

/** What a thread needs to open its shoot. */
export interface ThreadData {
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly settings: ShootSettings;
  readonly sqlWasm: string;
  readonly workerPath: string;
  readonly userDataDir: string;
}

const trusted =
  <T>(): Parse<T> =>
  (value) =>
    value as T;
const list =
  <T>(): Parse<readonly T[]> =>
  (value) =>
    z.array(z.unknown()).parse(value) as T[];
const nothing = (value: unknown): null => z.null().parse(value);

const piece = z.object({ from: z.int().min(0), count: z.int().min(1) });
const readReply = z.object({ generation: z.int().nullable(), key: z.string(), photos: z.int().min(0), groups: z.int().min(0) });

export const threadRequests: RequestSchemas<ThreadMethods> = {
  read: trusted(),
  photos: (value) => piece.parse(value),
  groups: (value) => piece.parse(value),
  index: (value) => z.object({ workers: z.int().min(1), models: z.boolean().optional() }).parse(value),
  cull: trusted(),
  previewCull: trusted(),
  undoCull: nothing,
  regroup: trusted(),
  setClock: (value) => z.object({ camera: z.string(), seconds: z.number() }).parse(value),
  cancel: nothing,
};

export const threadReplies: ReplySchemas<ThreadMethods> = {
  read: (value) => readReply.parse(value),
  photos: list(),
  groups: list(),
  index: trusted(),
  cull: trusted(),
  previewCull: trusted(),
  undoCull: trusted(),
  regroup: trusted(),
  setClock: trusted(),
  cancel: nothing,
};

export const threadHostRequests: RequestSchemas<ThreadHostMethods> = { log: (value) => z.string().parse(value) };
export const threadHostReplies: ReplySchemas<ThreadHostMethods> = { log: nothing };
