import { stat } from 'node:fs/promises';
import { writeDecisions } from './decide';
import { QrateError } from './errors';
import { applyExport } from './export/applyExport';
import type { ExportPlan, ExportRequest } from './export/plan';
import { planExport } from './export/planExport';
import { findPhoto } from './findPhoto';
import { gitAuthor } from './index/author';
import { cacheUsage, evict } from './index/cache';
import { appendCull, type DecisionLog, lastRecipe, readDecisions, type Stamp } from './index/decisions';
import { foldDecisions } from './index/fold';
import { resolveStore, type StoreLocation } from './index/location';
import { acquireLock } from './index/lock';
import { IndexStore } from './index/store';
import { ensureStore } from './index/storeFolder';
import { DEFAULT_RECIPE, type Decision, type PhotoView, type Recipe } from './model';
import { type PipelineReport, regroup, runPipeline } from './pipeline';
import type { Clock, WorkersFactory } from './ports';
import type { RunOptions } from './progress';
import type { CullReport, DecisionReport, Explanation, ExportReport, IndexReport, ShootView, StatusReport } from './reports';
import { explain } from './select/explain';
import { selectedForExport, selectTop } from './select/top';
import { buildView } from './select/view';
import { failedPhotos, statusOf, suggestionCounts } from './status';

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
  decide(files: readonly string[], patch: Partial<Decision>): Promise<DecisionReport>;
}

/** What one read of the shoot gave: the index, the decisions, and both seen together. */
interface ShootState {
  readonly store: IndexStore;
  readonly log: DecisionLog;
  readonly view: ShootView;
}

/**
 * The one implementation. Each operation opens the store and lets go of it, so that windows and terminals can take turns.
 * Suggestions are a pure function of index, decisions and recipe; they are computed on every read and never go stale.
 */
export class Shoot implements ShootApi {
  private constructor(
    readonly root: string,
    private readonly location: StoreLocation,
    private readonly services: Services,
    private readonly settings: ShootSettings,
  ) {}

  /** Throws QrateError('not-a-folder') or ('storage'). Writes nothing. */
  static async open(dir: string, services: Services, settings: ShootSettings): Promise<Shoot> {
    const location = await resolveStore(dir, { mode: settings.storage, userDataDir: services.userDataDir });
    return new Shoot(location.root, location, services, settings);
  }

  async index(options: RunOptions & { readonly workers: number }): Promise<IndexReport> {
    const started = performance.now();
    return this.writing(async (store) => {
      const log = await readDecisions(this.location.decisions);
      const recipe = lastRecipe(log);
      const report = await this.compile(store, recipe ?? DEFAULT_RECIPE, options);
      this.keepSelection(store, this.viewOf(store, log, recipe));
      await store.save();
      await this.boundCache(store);
      return indexReport(report, store, (performance.now() - started) / 1000);
    });
  }

  async view(): Promise<ShootView> {
    return (await this.read()).view;
  }

  async status(): Promise<StatusReport> {
    const { store, log, view } = await this.read();
    const { index, cacheDir } = this.location;
    return statusOf({
      view,
      photos: store.photos(),
      index: { path: index, bytes: (await stat(index)).size },
      cache: { ...(await cacheUsage(cacheDir)), path: cacheDir },
      unreadableDecisions: log.unreadable,
    });
  }

  async cull(recipe: Recipe): Promise<CullReport> {
    return this.writing(async (store) => {
      requireIndexed(store, this.root);
      const log = await readDecisions(this.location.decisions);
      const before = this.viewOf(store, log, lastRecipe(log));
      regroup({ store, recipe });
      const after = this.viewOf(store, log, recipe);
      if (!sameRecipe(lastRecipe(log), recipe)) await appendCull(this.location, recipe, await this.stamp());
      this.keepSelection(store, after);
      await store.save();
      return cullReport(before, after, recipe);
    });
  }

  async planExport(request: ExportRequest, options: RunOptions = {}): Promise<ExportPlan> {
    const view = await this.culledView();
    const selected = request.top === null ? selectedForExport(view.photos) : selectTop(view.photos, request.top);
    return planExport({ view, selected, request, signal: options.signal });
  }

  async applyExport(plan: ExportPlan, options: RunOptions = {}): Promise<ExportReport> {
    return applyExport({ view: await this.culledView(), plan, ...options });
  }

  async explain(file: string): Promise<Explanation> {
    const view = await this.culledView();
    return explain(view, (await findPhoto(view, file)).path);
  }

  async decide(files: readonly string[], patch: Partial<Decision>): Promise<DecisionReport> {
    const { view } = await this.read();
    const photos = await Promise.all(files.map((file) => findPhoto(view, file)));
    await ensureStore(this.location);
    return writeDecisions({ location: this.location, photos, patch, stamp: await this.stamp() });
  }

  /** Ingest, Analyze, Group. What was finished when this fails or is cancelled is kept, so that the next run goes on there. */
  private async compile(store: IndexStore, recipe: Recipe, options: RunOptions & { readonly workers: number }): Promise<PipelineReport> {
    const workers = this.services.workers(options.workers);
    const { root, cacheDir } = this.location;
    try {
      return await runPipeline({ root, cacheDir, store, workers, recipe, ignore: this.settings.ignore }, options);
    } catch (error) {
      await store.save();
      throw error;
    } finally {
      await workers.dispose();
    }
  }

  /** Runs `change` as the one writer of this shoot. */
  private async writing<T>(change: (store: IndexStore) => Promise<T>): Promise<T> {
    await ensureStore(this.location);
    const lock = await acquireLock(this.location);
    try {
      const store = await IndexStore.open(this.location, { sqlWasm: this.services.sqlWasm, log: this.services.log, lock });
      try {
        return await change(store);
      } finally {
        store.close();
      }
    } finally {
      await lock.release();
    }
  }

  private async read(): Promise<ShootState> {
    const store = await IndexStore.open(this.location, { sqlWasm: this.services.sqlWasm, log: this.services.log, lock: null });
    requireIndexed(store, this.root);
    const log = await readDecisions(this.location.decisions);
    return { store, log, view: this.viewOf(store, log, lastRecipe(log)) };
  }

  /** Before the first cull, the default recipe speaks. */
  private async culledView(): Promise<ShootView> {
    const { store, log } = await this.read();
    return this.viewOf(store, log, lastRecipe(log) ?? DEFAULT_RECIPE);
  }

  private viewOf(store: IndexStore, log: DecisionLog, recipe: Recipe | null): ShootView {
    const photos = store.photos();
    const { decisions } = foldDecisions(log.entries, photos);
    return buildView({ root: this.root, photos, groups: store.groups(), decisions, recipe, cacheDir: this.location.cacheDir });
  }

  /** For readers of `index.sqlite` other than qrate. */
  private keepSelection(store: IndexStore, view: ShootView): void {
    store.replaceSelection(view.photos);
  }

  private async boundCache(store: IndexStore): Promise<void> {
    const keep = new Set(store.photos().flatMap(({ preview }) => (preview === null ? [] : [preview.contentId])));
    await evict(this.location.cacheDir, { maxBytes: this.settings.cacheMaxBytes, keep });
  }

  private async stamp(): Promise<Stamp> {
    return { now: this.services.clock.now(), author: await gitAuthor(this.root) };
  }
}

function requireIndexed(store: IndexStore, root: string): void {
  if (store.isEmpty) throw new QrateError('no-index', `${root} has no index yet. Run: qrate index`);
}

const RECIPE_FIELDS = Object.keys(DEFAULT_RECIPE) as readonly (keyof Recipe)[];

const sameRecipe = (a: Recipe | null, b: Recipe): boolean => a !== null && RECIPE_FIELDS.every((field) => a[field] === b[field]);

function indexReport({ photos, scan, opened }: PipelineReport, store: IndexStore, seconds: number): IndexReport {
  const failed = [...failedPhotos(scan.failures), ...failedPhotos(store.photos())];
  return { photos, files: scan.files.length, analyzed: opened.size, unchanged: photos - opened.size, failed, seconds };
}

function cullReport(before: ShootView, after: ShootView, recipe: Recipe): CullReport {
  const { none: _, ...suggestions } = suggestionCounts(after.photos);
  const old = new Map(before.photos.map(({ path, suggestion }) => [path, suggestion]));
  const changed = after.photos.filter(({ path, suggestion }) => isChanged(old.get(path) ?? null, suggestion));
  return { recipe, photos: after.photos.length, suggestions, changed: changed.length };
}

const isChanged = (a: PhotoView['suggestion'], b: PhotoView['suggestion']): boolean => a?.verdict !== b?.verdict || a?.rank !== b?.rank;
