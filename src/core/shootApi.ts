import type { DecisionWish } from './decisions';
import type { ExportPlan, ExportRequest } from './export/plan';
import type { GitHistory } from './git/gitHistory';
import type { StoreLocation } from './index/location';
import type { Incoming } from './ingest/incoming';
import type { TasteApi } from './learn/tasteApi';
import type { Decision, GroupOp, Recipe } from './model';
import type { Models } from './models/models';
import type { Clock, WorkersFactory } from './ports';
import type { RunOptions } from './progress';
import type {
  CameraClock,
  ClockReport,
  CullPreview,
  CullReport,
  CullUndoReport,
  DecisionReport,
  Explanation,
  ExportReport,
  FullSizeReport,
  HistoryReport,
  IndexReport,
  ShootView,
  StatusReport,
  UndoReport,
} from './reports';
import type { Looks } from './select/looks';
import type { IndexReader } from './session/readIndex';
import type { SyncOptions } from './sync/planSync';
import type { SyncReport } from './sync/report';
import type { Comparer } from './vectors/compare';
import type { FindQuery, FindReport } from './vectors/find';

/** Where `.qrate/` lives: `auto` = in the shoot unless it is read-only, then in the user's data folder. */
export type StorageMode = 'auto' | 'shoot' | 'global';

export interface ShootSettings {
  /** Globs of paths relative to the shoot that the scan leaves out. */
  readonly ignore: readonly string[];
  readonly storage: StorageMode;
  /** Bound of the preview cache in bytes. */
  readonly cacheMaxBytes: number;
  /** Presets of an editor's settings, as the person wrote them; absent = none. */
  readonly presets?: unknown;
  /** Whether faces are looked for where the network is installed; absent = yes. */
  readonly faces?: boolean | undefined;
  /** Whether pictures are described by a network where one is installed; absent = yes. */
  readonly embeddings?: boolean | undefined;
}

/** What a composition root hands in. */
export interface Services {
  readonly workers: WorkersFactory;
  /** Absent = no neural networks. */
  readonly models?: Models | undefined;
  /** Absolute path of `sql-wasm.wasm`. */
  readonly sqlWasm: string;
  /** The user's data folder of qrate, for read-only shoots. */
  readonly userDataDir: string;
  readonly clock: Clock;
  readonly log: (message: string) => void;
  /** How an index is read; absent = here and now. */
  readonly readIndex?: IndexReader | undefined;
  /** How vectors are compared; absent = here and now. */
  readonly compare?: Comparer | undefined;
}

export interface IndexOptions extends RunOptions {
  /** Worker processes, ≥ 1. */
  readonly workers: number;
  /** Of a watched folder: what may be read already. */
  readonly incoming?: Incoming | undefined;
  /** `false` = no networks in this run. */
  readonly models?: boolean | undefined;
}

/** One shoot: the operations that the CLI, the extension and tests share. */
export interface ShootApi {
  readonly root: string;
  /** Where its index, decisions and presets are. */
  readonly location: StoreLocation;
  index(options: IndexOptions): Promise<IndexReport>;
  /** Throws QrateError('no-index') before the first `index`. */
  view(): Promise<ShootView>;
  /** The shoot as a cull with this recipe would show it. Writes nothing. */
  viewAs(recipe: Recipe): Promise<ShootView>;
  status(): Promise<StatusReport>;
  cull(recipe: Recipe, options?: RunOptions): Promise<CullReport>;
  /** What `cull` with this recipe would change. Writes nothing. */
  previewCull(recipe: Recipe): Promise<CullPreview>;
  /** Takes the last cull that stands back; decisions stay. Throws QrateError('usage') where there is none. */
  undoCull(): Promise<CullUndoReport>;
  planExport(request: ExportRequest, options?: RunOptions): Promise<ExportPlan>;
  applyExport(plan: ExportPlan, options?: RunOptions): Promise<ExportReport>;
  /** Brings XMP sidecars and decisions together, in both directions. */
  sync(options?: SyncOptions & { readonly dryRun?: boolean | undefined }): Promise<SyncReport>;
  /** `file` absolute or relative to the shoot; companions name their photo. */
  explain(file: string): Promise<Explanation>;
  /** Writes decisions; `null` in a field clears it, an absent field stays. */
  decide(files: readonly string[], patch: Partial<Decision>): Promise<DecisionReport>;
  /** The same for several patches as one batch, which is taken back at once. */
  decideAll(wishes: readonly DecisionWish[]): Promise<DecisionReport>;
  /** Takes back what the person decided last, however often it is called; what was decided anew since stays. */
  undo(): Promise<UndoReport>;
  /** Does again what was taken back last, unless something else was decided after that. */
  redo(): Promise<UndoReport>;
  history(): Promise<HistoryReport>;
  /** The largest picture that there is of a photo. Rejects with the signal's reason, or QrateError('no-such-photo' | 'workers'). */
  fullSize(file: string, options?: RunOptions): Promise<FullSizeReport>;
  /** Photos by likeness to one, or by words. Throws QrateError('no-such-photo' | 'usage' | 'models'). */
  find(query: FindQuery, options?: RunOptions): Promise<FindReport>;
  /** What words say about the photos, for filters; without words, whether words can be searched. What cannot be is part of the answer. */
  looks(texts: readonly string[], options?: RunOptions): Promise<Looks>;
  /** Writes the person's word on groups (`foldRegroupings` says what it means). Throws QrateError('usage') for a merge of one photo. */
  regroup(op: GroupOp, files: readonly string[]): Promise<DecisionReport>;
  /** The cameras of the shoot with their clocks, sorted by name. */
  clocks(): Promise<readonly CameraClock[]>;
  /** Corrects the clock of `camera` (its name, or a part that is unique) by `seconds`; 0 takes it back. Throws QrateError('usage'). */
  setClock(camera: string, seconds: number): Promise<ClockReport>;
  /** What the person finds better, learned from pairs. */
  readonly taste: TasteApi;
  /** Who decided what, what changed since a commit, and where people disagree. */
  readonly git: GitHistory;
}
