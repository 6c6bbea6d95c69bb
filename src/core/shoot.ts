import type { ExportPlan, ExportRequest } from './export/plan';
import type { Decision, Recipe } from './model';
import type { Clock, WorkersFactory } from './ports';
import type { RunOptions } from './progress';
import type { CullReport, DecisionReport, Explanation, ExportReport, IndexReport, ShootView, StatusReport } from './reports';

/** Where `.qrate/` lives: `auto` = in the shoot unless it is read-only, then in the user's data folder. */
export type StorageMode = 'auto' | 'shoot' | 'global';

export interface ShootSettings {
  /** Globs of paths relative to the shoot that the scan leaves out. */
  readonly ignore: readonly string[];
  readonly storage: StorageMode;
  /** Bound of the preview cache in bytes. */
  readonly cacheMaxBytes: number;
}

/** What a composition root hands in. */
export interface Services {
  readonly workers: WorkersFactory;
  /** Absolute path of `sql-wasm.wasm`. */
  readonly sqlWasm: string;
  /** The user's data folder of qrate, for read-only shoots. */
  readonly userDataDir: string;
  readonly clock: Clock;
  readonly log: (message: string) => void;
}

/** One shoot: the operations that the CLI, the extension and tests share. */
export interface ShootApi {
  readonly root: string;
  index(options: RunOptions & { readonly workers: number }): Promise<IndexReport>;
  /** Throws QrateError('no-index') before the first `index`. */
  view(): Promise<ShootView>;
  status(): Promise<StatusReport>;
  cull(recipe: Recipe, options?: RunOptions): Promise<CullReport>;
  planExport(request: ExportRequest, options?: RunOptions): Promise<ExportPlan>;
  applyExport(plan: ExportPlan, options?: RunOptions): Promise<ExportReport>;
  /** `file` absolute or relative to the shoot; companions name their photo. */
  explain(file: string): Promise<Explanation>;
  /** Writes decisions; `null` in a field clears it, an absent field stays. */
  decide(files: readonly string[], patch: Partial<Decision>, options?: RunOptions): Promise<DecisionReport>;
}
