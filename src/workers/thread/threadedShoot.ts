import type { DecisionWish } from '../../core/decisions';
import type { ExportPlan, ExportRequest } from '../../core/export/plan';
import type { StoreLocation } from '../../core/index/location';
import type { Decision, GroupOp, Recipe } from '../../core/model';
import type { RunOptions } from '../../core/progress';
import type { IndexOptions, ShootApi } from '../../core/shootApi';
import type { FindQuery } from '../../core/vectors/find';
import type { ThreadClient } from './threadClient';

/** A shoot of the editor: what is quick is done here, on what is in memory; what works on a whole index, in a thread. */
export class ThreadedShoot implements ShootApi {
  constructor(
    private readonly shoot: ShootApi,
    private readonly thread: ThreadClient,
  ) {}

  get root(): string {
    return this.shoot.root;
  }

  get location(): StoreLocation {
    return this.shoot.location;
  }

  get git(): ShootApi['git'] {
    return this.shoot.git;
  }

  get taste(): ShootApi['taste'] {
    return this.shoot.taste;
  }

  /** What a watcher knows of a folder it knows here: a thread could not ask it. Few photos come in at a time. */
  index = (options: IndexOptions) => (options.incoming === undefined ? this.thread.index(options) : this.shoot.index(options));
  cull = (recipe: Recipe) => this.thread.cull(recipe);
  previewCull = (recipe: Recipe) => this.thread.previewCull(recipe);
  undoCull = () => this.thread.undoCull();
  regroup = (op: GroupOp, files: readonly string[]) => this.thread.regroup(op, files);
  setClock = (camera: string, seconds: number) => this.thread.setClock(camera, seconds);

  view = () => this.shoot.view();
  viewAs = (recipe: Recipe) => this.shoot.viewAs(recipe);
  status = () => this.shoot.status();
  planExport = (request: ExportRequest, options?: RunOptions) => this.shoot.planExport(request, options);
  applyExport = (plan: ExportPlan, options?: RunOptions) => this.shoot.applyExport(plan, options);
  sync = (options?: Parameters<ShootApi['sync']>[0]) => this.shoot.sync(options);
  explain = (file: string) => this.shoot.explain(file);
  decide = (files: readonly string[], patch: Partial<Decision>) => this.shoot.decide(files, patch);
  decideAll = (wishes: readonly DecisionWish[]) => this.shoot.decideAll(wishes);
  undo = () => this.shoot.undo();
  redo = () => this.shoot.redo();
  history = () => this.shoot.history();
  clocks = () => this.shoot.clocks();
  find = (query: FindQuery, options?: RunOptions) => this.shoot.find(query, options);
  looks = (texts: readonly string[], options?: RunOptions) => this.shoot.looks(texts, options);
  fullSize = (file: string, options?: RunOptions) => this.shoot.fullSize(file, options);
}
