import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { cameraClocks, findCamera } from './cameraClocks';
import { Decisions, type DecisionWish, orUnindexed } from './decisions';
import { QrateError } from './errors';
import { applyExport } from './export/applyExport';
import type { ExportPlan, ExportRequest } from './export/plan';
import { planExport } from './export/planExport';
import { findPhoto } from './findPhoto';
import { FullSizes } from './fullSizes';
import { findDisagreements } from './git/disagreements';
import { type DecidingTurn, GitHistory } from './git/gitHistory';
import { MAX_CLOCK_OFFSET } from './group/clocks';
import { cacheSize, evict } from './index/cache';
import { cullUndo, lastRecipe } from './index/culls';
import { appendClock, appendCull, type DecisionLog, readDecisions } from './index/decisions';
import { foldClocks } from './index/fold';
import { resolveStore, type StoreLocation } from './index/location';
import { IndexStore } from './index/store';
import { ensureStore } from './index/storeFolder';
import { Taste } from './learn/taste';
import type { Decision, GroupOp, Recipe } from './model';
import { groupAnew, type PipelineContext, type PipelineReport, runPipeline } from './pipeline';
import type { PhotoWorkers } from './ports';
import type { RunOptions } from './progress';
import { writeRegrouping } from './regroup';
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
import { changedPhotos, cullPreview, cullReport, sameRecipe } from './select/compareCulls';
import { explain, sentenceFor } from './select/explain';
import { textsOf } from './select/filter';
import { type Looks, NO_LOOKS } from './select/looks';
import { selectForExport } from './select/top';
import { readIndex } from './session/readIndex';
import { ShootSession } from './session/session';
import { viewAs } from './session/viewAs';
import type { IndexOptions, Services, ShootApi, ShootSettings } from './shootApi';
import { failedPhotos, fileCount, statusOf, suggestionCounts } from './status';
import { StoredViews } from './storedViews';
import type { SyncOptions } from './sync/planSync';
import { rememberExport } from './sync/remember';
import type { SyncReport } from './sync/report';
import { readSeen } from './sync/seenFile';
import { ShootSync } from './sync/shootSync';
import { compareVectors } from './vectors/compare';
import { type FindContext, type FindQuery, type FindReport, findPhotos } from './vectors/find';
import { looksOf } from './vectors/looks';
import { Words } from './vectors/words';

/**
 * The one implementation. What was read stays in memory and is brought up to date by what changed on disk (`session/`); a change of
 * the index opens the store and lets go of it, so that windows and terminals can take turns. Suggestions are a pure function of index,
 * decisions and recipe, and never go stale.
 */
export class Shoot implements ShootApi {
  private readonly session: ShootSession;
  private readonly decisions: Decisions;
  private readonly fullSizes: FullSizes;
  private readonly tasting: Taste;
  private readonly stored: StoredViews;
  private readonly words: Words;

  private constructor(
    readonly root: string,
    readonly location: StoreLocation,
    private readonly services: Services,
    private readonly settings: ShootSettings,
  ) {
    this.session = new ShootSession(location, services.readIndex ?? ((at, log) => readIndex(at, log, services)));
    this.decisions = new Decisions(location, this.session, services.clock);
    this.tasting = new Taste(location, this.session, this.decisions, services.clock);
    this.stored = new StoredViews(location, services);
    this.words = new Words(services.models ?? null);
    this.fullSizes = new FullSizes(location, services.workers, settings.cacheMaxBytes);
  }

  /** Throws QrateError('not-a-folder') or ('storage'). Writes nothing. */
  static async open(dir: string, services: Services, settings: ShootSettings): Promise<Shoot> {
    const location = await resolveStore(dir, { mode: settings.storage, userDataDir: services.userDataDir });
    return new Shoot(location.root, { ...location, givenPresets: settings.presets }, services, settings);
  }

  async index(options: IndexOptions): Promise<IndexReport> {
    const started = performance.now();
    const workers = this.services.workers(options.workers);
    try {
      // A first index and a folder in which something arrived have work for certain: workers start while the store is opened.
      if (!existsSync(this.location.index) || options.incoming !== undefined) workers.prepare();
      return await this.writing(async (store) => {
        const log = await readDecisions(this.location.decisions);
        const report = await this.compile(store, log, { ...options, workers });
        await store.save();
        if (report.opened.size + report.described > 0) await this.boundCache(store);
        return indexReport(report, store, (performance.now() - started) / 1000);
      });
    } finally {
      await workers.dispose();
    }
  }

  async view(): Promise<ShootView> {
    return (await this.session.read()).live.shown;
  }

  async status(): Promise<StatusReport> {
    const { photos, log, live } = await this.session.read();
    const view = live.shown;
    const { index, cacheDir } = this.location;
    return statusOf({
      view,
      photos,
      index: { path: index, bytes: (await stat(index)).size },
      cache: { ...(await cacheSize(cacheDir)), path: cacheDir },
      unreadableDecisions: log.unreadable,
      disagreements: findDisagreements(log.entries, photos),
      clocks: cameraClocks(view.photos, foldClocks(log.entries)).filter(({ seconds }) => seconds !== 0),
    });
  }

  async cull(recipe: Recipe): Promise<CullReport> {
    return this.writing(async (store) => {
      requireIndexed(store, this.root);
      const log = await readDecisions(this.location.decisions);
      const last = lastRecipe(log);
      const before = await this.stored.view(store, log, last);
      if (last === null || !sameRecipe(last, recipe)) {
        await this.session.exclusive(async () => appendCull(this.location, { recipe }, await this.decisions.stamp()));
      }
      groupAnew(await this.stored.grouping(store, log, recipe));
      await store.save();
      return cullReport(before, await this.stored.view(store, log, recipe), recipe);
    });
  }

  async viewAs(recipe: Recipe): Promise<ShootView> {
    return viewAs(this.location, await this.session.read(), recipe);
  }

  async previewCull(recipe: Recipe): Promise<CullPreview> {
    const { live } = await this.session.read();
    return cullPreview(live.shown, await this.viewAs(recipe), recipe);
  }

  async undoCull(): Promise<CullUndoReport> {
    return this.writing(async (store) => {
      requireIndexed(store, this.root);
      const log = await readDecisions(this.location.decisions);
      const undo = cullUndo(log);
      if (undo === null) throw new QrateError('usage', 'There is no cull to take back.');
      const { id, undone, recipe } = undo;
      const before = await this.stored.view(store, log, undone);
      await this.session.exclusive(async () => appendCull(this.location, { recipe, undoes: id }, await this.decisions.stamp()));
      groupAnew(await this.stored.grouping(store, log, recipe));
      await store.save();
      const after = await this.stored.view(store, log, recipe);
      const changed = changedPhotos(before, after).length;
      return { undone, recipe, photos: after.photos.length, suggestions: suggestionCounts(after.photos), changed };
    });
  }

  async planExport(request: ExportRequest, options: RunOptions = {}): Promise<ExportPlan> {
    const view = await this.culledView();
    const texts = textsOf(request.filter ?? {});
    const looks = texts.length === 0 ? NO_LOOKS : await this.looks(texts, options);
    const selected = selectForExport(view.photos, request, looks);
    const seen = await readSeen(this.location);
    return planExport({ view, selected, request, sentence: sentenceFor, seen, signal: options.signal });
  }

  async applyExport(plan: ExportPlan, options: RunOptions = {}): Promise<ExportReport> {
    const seen = await readSeen(this.location);
    const report = await applyExport({ view: await this.culledView(), plan, sentence: sentenceFor, seen, ...options });
    if (plan.request.format === 'xmp') await rememberExport(this.location, report);
    return report;
  }

  sync({ dryRun = false, ...options }: SyncOptions & { readonly dryRun?: boolean | undefined } = {}): Promise<SyncReport> {
    const sync = new ShootSync(this.location, this.session, this.decisions);
    return dryRun ? sync.plan(options) : this.writing(() => sync.run(options));
  }

  async explain(file: string): Promise<Explanation> {
    const view = await this.culledView();
    return explain(view, (await findPhoto(view.root, view.photos, file)).path);
  }

  decide(files: readonly string[], patch: Partial<Decision>): Promise<DecisionReport> {
    return this.decideAll([{ files, patch }]);
  }

  decideAll(wishes: readonly DecisionWish[]): Promise<DecisionReport> {
    return this.decisions.decide(wishes);
  }

  undo(): Promise<UndoReport> {
    return this.decisions.takeBack('undo');
  }

  redo(): Promise<UndoReport> {
    return this.decisions.takeBack('redo');
  }

  history(): Promise<HistoryReport> {
    return this.decisions.history();
  }

  async regroup(op: GroupOp, files: readonly string[]): Promise<DecisionReport> {
    const report = await this.session.exclusive(async (refresh) => {
      const state = await orUnindexed(refresh);
      const known = state?.live.shown.photos ?? [];
      const photos = await this.decisions.photos(state, files);
      await ensureStore(this.location);
      const { entries } = await readDecisions(this.location.decisions);
      return writeRegrouping({ location: this.location, op, photos, known, entries, stamp: await this.decisions.stamp() });
    });
    if (report.changed.length > 0) await this.regroupStored();
    return report;
  }

  async clocks(): Promise<readonly CameraClock[]> {
    const { log, live } = await this.session.read();
    return cameraClocks(live.shown.photos, foldClocks(log.entries));
  }

  async setClock(camera: string, seconds: number): Promise<ClockReport> {
    if (!(Math.abs(seconds) <= MAX_CLOCK_OFFSET)) throw new QrateError('usage', 'A clock can be corrected by at most 100 years.');
    const found = findCamera(await this.clocks(), camera);
    if (found.seconds !== seconds) {
      await ensureStore(this.location);
      await this.session.exclusive(async () => appendClock(this.location, { camera: found.camera, seconds }, await this.decisions.stamp()));
      await this.regroupStored();
    }
    const after = (await this.clocks()).find((it) => it.camera === found.camera);
    return { ...(after ?? { ...found, seconds }), before: found.seconds };
  }

  async fullSize(file: string, { signal }: RunOptions = {}): Promise<FullSizeReport> {
    const { shown } = (await this.session.read()).live;
    return this.fullSizes.of(await findPhoto(this.root, shown.photos, file), signal);
  }

  async find(query: FindQuery, options: RunOptions = {}): Promise<FindReport> {
    return findPhotos(await this.finding(), query, options);
  }

  async looks(texts: readonly string[], options: RunOptions = {}): Promise<Looks> {
    return looksOf(await this.finding(), texts, options);
  }

  private async finding(): Promise<FindContext> {
    const { location, words, services } = this;
    const { shown: view } = (await this.session.read()).live;
    return { location, view, words, models: services.models ?? null, compare: services.compare ?? compareVectors };
  }

  /**
   * Brings the groups in the index up to date with what the person has just said. It is said either way: while another qrate writes,
   * or where the disk does not take the index, every reader works the groups out for itself until the next index or cull.
   */
  private async regroupStored(): Promise<void> {
    try {
      await this.writing(async (store) => {
        if (store.generation === null) return;
        const log = await readDecisions(this.location.decisions);
        groupAnew(await this.stored.grouping(store, log, lastRecipe(log)));
        await store.save();
      });
    } catch (error) {
      if (!(error instanceof QrateError)) throw error;
      this.services.log(`The groups in the index are updated later: ${error.message}`);
    }
  }

  /** Ingest, Analyze, Group. What was finished when this fails or is cancelled is kept, so that the next run goes on there. */
  private async compile(
    store: IndexStore,
    log: DecisionLog,
    options: Omit<IndexOptions, 'workers'> & { readonly workers: PhotoWorkers },
  ): Promise<PipelineReport> {
    const { workers, incoming } = options;
    const { root, cacheDir } = this.location;
    try {
      const context = {
        ...(await this.stored.grouping(store, log, lastRecipe(log))),
        root,
        cacheDir,
        workers,
        incoming,
        ignore: this.settings.ignore,
        describe: this.describing(options.models ?? true),
      };
      return await runPipeline(context, options);
    } catch (error) {
      await store.save();
      throw error;
    }
  }

  /** What phase 3 needs. */
  private describing(withModels: boolean): PipelineContext['describe'] {
    const { faces = true, embeddings = true } = this.settings;
    return { location: this.location, models: (withModels && this.services.models) || null, settings: { faces, embeddings } };
  }

  /** Runs `change` as the one writer of this shoot. */
  private async writing<T>(change: (store: IndexStore) => Promise<T>): Promise<T> {
    const { sqlWasm, log } = this.services;
    const store = await IndexStore.open(this.location, { sqlWasm, log, readOnly: false });
    try {
      return await change(store);
    } finally {
      await store.close();
    }
  }

  /** Before the first cull, the default recipe speaks. */
  private async culledView(): Promise<ShootView> {
    return (await this.session.read()).live.culled;
  }

  get taste(): Taste {
    return this.tasting;
  }

  get git(): GitHistory {
    const photos = async () => (await orUnindexed(() => this.session.read()))?.photos ?? [];
    const deciding: DecidingTurn = (work) => this.session.exclusive(async () => work(await this.decisions.stamp()));
    return new GitHistory({ location: this.location, photos, views: (logs) => this.stored.viewsBy(logs), deciding });
  }

  private async boundCache(store: IndexStore): Promise<void> {
    const keep = new Set(store.photos().flatMap(({ preview }) => (preview === null ? [] : [preview.contentId])));
    await evict(this.location.cacheDir, { maxBytes: this.settings.cacheMaxBytes, keep });
  }
}

function requireIndexed(store: IndexStore, root: string): void {
  if (store.generation === null) throw new QrateError('no-index', `${root} has no index yet. Run: qrate index`);
}

function indexReport({ photos, scan, opened, described, notes }: PipelineReport, store: IndexStore, seconds: number): IndexReport {
  const failed = [...failedPhotos(scan.failures), ...failedPhotos(store.photos())];
  return {
    photos,
    files: fileCount(store.photos()),
    analyzed: opened.size,
    unchanged: photos - opened.size,
    described,
    failed,
    notes,
    seconds,
  };
}
