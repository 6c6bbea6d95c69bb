import path from 'node:path';
import * as vscode from 'vscode';
import type { StoreLocation } from '../core/index/location';
import { userDataDir } from '../core/userDataDir';
import { ChartsPanels } from './charts/chartsPanels';
import { CommandRunner } from './commandRunner';
import { FileDecorations } from './decorations/fileDecorations';
import { PhotoProblems } from './decorations/problems';
import { Disposable } from './dispose';
import { ExplainPanels } from './explain/explainPanels';
import { GridPanels } from './grid/gridPanels';
import { DisagreementsView } from './history/disagreementsView';
import { IndexRuns } from './indexRuns';
import { Intent } from './intent/intent';
import { rehearseKeys } from './keyRehearsal';
import { ExtensionModels } from './models/extensionModels';
import { PhotoEditors } from './photoEditor/photoEditors';
import { PickerPanels } from './picker/pickerPanels';
import { ReportDocuments } from './reportDocuments';
import { type ShootOpener, Shoots } from './shoots';
import { BurstsView } from './views/burstsView';
import { PresetsView } from './views/presetsView';
import { SelectionView } from './views/selectionView';
import { StatusBar } from './views/statusBar';
import { type PoolMaker, WarmWorkers } from './warmWorkers';
import { Watching } from './watch/watching';

/** The composition root: everything the extension is made of, wired once. The compiler itself loads when a shoot is opened. */
export class Extension extends Disposable {
  readonly log = this._register(vscode.window.createOutputChannel('qrate', { log: true }));
  readonly memory: vscode.Memento;
  readonly shoots: Shoots;
  readonly indexing: IndexRuns;
  readonly watching: Watching;
  readonly bursts: BurstsView;
  readonly selection: SelectionView;
  readonly presets: PresetsView;
  readonly statusBar: StatusBar;
  readonly decorations: FileDecorations;
  readonly problems: PhotoProblems;
  readonly explain: ExplainPanels;
  readonly disagreements: DisagreementsView;
  readonly photos: PhotoEditors;
  readonly charts: ChartsPanels;
  readonly grids: GridPanels;
  readonly pickers: PickerPanels;
  readonly reports: ReportDocuments;
  readonly intent: Intent;
  readonly models: ExtensionModels;
  readonly commands: CommandRunner;
  readonly #manifest: unknown;

  constructor(context: vscode.ExtensionContext) {
    super();
    this.memory = context.workspaceState;
    this.#manifest = context.extension.packageJSON;
    const pools = () => loadPools(context.extensionPath, this.log);
    const warm = this._register(new WarmWorkers(pools));
    const opener = shootOpener({ extensionPath: context.extensionPath, log: this.log, warm, pools });
    this.shoots = this._register(new Shoots(opener, context.workspaceState));
    this.indexing = this._register(new IndexRuns(this.shoots));
    this.watching = this._register(new Watching(this, context.workspaceState, (tethered) => void warm.keep(tethered)));
    this.bursts = this._register(new BurstsView(this.shoots, this.log, context.workspaceState));
    this.selection = this._register(new SelectionView(this.shoots, this.log));
    this.presets = this._register(new PresetsView(this.shoots, this.log));
    const { shoots, indexing, log, watching } = this;
    this.statusBar = this._register(new StatusBar({ shoots, indexing, log, isTethered: (root) => watching.isTethered(root) }));
    this.decorations = this._register(new FileDecorations(this.shoots, this.log));
    this.problems = this._register(new PhotoProblems(this.shoots, this.log));
    this.#followArrivals();
    this.intent = this._register(new Intent({ context, shoots: this.shoots, log: this.log }));
    this.explain = this._register(new ExplainPanels({ extensionUri: context.extensionUri, shoots, log, polisher: this.intent.polisher }));
    this._register(this.explain.onDidShow(({ root, path: photo }) => void this.bursts.follow(root, photo)));
    this.disagreements = this._register(new DisagreementsView(this.shoots, this.log));
    const storage = context.globalStorageUri;
    const startWorkers = async () => (await pools())(1);
    this.photos = this._register(
      new PhotoEditors({ extensionUri: context.extensionUri, storage, shoots: this.shoots, log: this.log, startWorkers }),
    );
    this._register(this.photos.onDidActivate(({ root, path: photo }) => void this.bursts.follow(root, photo)));
    this.charts = this._register(new ChartsPanels(context.extensionUri, this.shoots, this.log));
    this.grids = this._register(new GridPanels(context.extensionUri, this.shoots, this.log));
    this._register(this.grids.onDidMove(({ root, path: photo }) => void this.bursts.follow(root, photo)));
    this.pickers = this._register(
      new PickerPanels({ extensionUri: context.extensionUri, shoots: this.shoots, log: this.log, memory: context.workspaceState }),
    );
    this.reports = this._register(new ReportDocuments());
    this.models = this._register(new ExtensionModels(context.globalState, this.log));
    this.commands = this._register(new CommandRunner(this));
  }

  /** What happens by itself once the window is there. */
  start(): void {
    void this.statusBar.update();
    void this.disagreements.update();
    this.problems.update();
    this.watching.start();
    void this.grids.warm();
    void rehearseKeys(this.#manifest, this.log);
  }

  /** Frames of a tethered camera go to the top of the tree, until that is over. */
  #followArrivals(): void {
    this._register(this.watching.onDidArrive(({ root, photos }) => this.watching.isTethered(root) && this.bursts.announce(root, photos)));
    this._register(
      this.watching.onDidChangeTether((root) => {
        if (!this.watching.isTethered(root)) this.bursts.announce(root, null);
        void this.statusBar.update();
      }),
    );
  }
}

/** Pools of worker processes that run the script beside the extension. */
async function loadPools(extensionPath: string, log: vscode.LogOutputChannel): Promise<PoolMaker> {
  const { createPhotoWorkers } = await import('../workers/supervisor');
  const workerPath = workerPathIn(extensionPath);
  return (size) => createPhotoWorkers({ size, workerPath, log: (message) => log.info(message) });
}

interface OpenerParts {
  readonly extensionPath: string;
  readonly log: vscode.LogOutputChannel;
  readonly warm: WarmWorkers;
  readonly pools: () => Promise<PoolMaker>;
}

/** Opens shoots with the files that are shipped beside the extension. */
function shootOpener({ extensionPath, log, warm, pools }: OpenerParts): ShootOpener {
  const workerPath = workerPathIn(extensionPath);
  const sqlWasm = path.join(extensionPath, 'dist', 'sql-wasm.wasm');
  const script = path.join(extensionPath, 'dist', 'shootThread.js');
  return {
    open: async (root) => {
      const [{ Shoot }, make, { createModels }, { ThreadClient }, { ThreadedShoot }, { shootSettings }] = await Promise.all([
        import('../core/shoot'),
        pools(),
        import('../workers/models'),
        import('../workers/thread/threadClient'),
        import('../workers/thread/threadedShoot'),
        import('./settings'),
      ]);
      const settings = shootSettings(root);
      const toLog = (message: string) => log.info(message);
      const thread = new ThreadClient({ root, settings, sqlWasm, workerPath, userDataDir: userDataDir(), script, log: toLog });
      const services = {
        workers: (size: number) => warm.lend(size, make),
        models: createModels({ scripts: path.join(extensionPath, 'dist'), userDataDir: userDataDir(), log: toLog }),
        sqlWasm,
        userDataDir: userDataDir(),
        clock: { now: () => new Date() },
        log: toLog,
        readIndex: (location: StoreLocation) => thread.read(location),
        compare: thread.compare.bind(thread),
      };
      return new ThreadedShoot(await Shoot.open(root, services, settings), thread);
    },
    around: async (file) => (await import('../core/index/location')).findShoot(file, { userDataDir: userDataDir() }),
  };
}

const workerPathIn = (extensionPath: string): string => path.join(extensionPath, 'dist', 'worker.js');
