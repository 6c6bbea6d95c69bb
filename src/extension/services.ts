import path from 'node:path';
import * as vscode from 'vscode';
import type { StoreLocation } from '../core/index/location';
import type { WorkersFactory } from '../core/ports';
import { userDataDir } from '../core/userDataDir';
import { CommandRunner } from './commandRunner';
import { Disposable } from './dispose';
import { ExplainPanels } from './explain/explainPanels';
import { GridPanels } from './grid/gridPanels';
import { PhotoEditors } from './photoEditor/photoEditors';
import { ReportDocuments } from './reportDocuments';
import { type ShootOpener, Shoots } from './shoots';
import { BurstsView } from './views/burstsView';
import { PicksStatusBar } from './views/picksStatusBar';

/** The composition root: everything the extension is made of, wired once. The compiler itself loads when a shoot is opened. */
export class Extension extends Disposable {
  readonly log = this._register(vscode.window.createOutputChannel('qrate', { log: true }));
  readonly shoots: Shoots;
  readonly bursts: BurstsView;
  readonly picks: PicksStatusBar;
  readonly explain: ExplainPanels;
  readonly photos: PhotoEditors;
  readonly grids: GridPanels;
  readonly reports: ReportDocuments;
  readonly commands: CommandRunner;

  constructor(context: vscode.ExtensionContext) {
    super();
    this.shoots = this._register(new Shoots(shootOpener(context.extensionPath, this.log), context.workspaceState));
    this.bursts = this._register(new BurstsView(this.shoots, this.log));
    this.picks = this._register(new PicksStatusBar(this.shoots, this.log));
    this.explain = this._register(new ExplainPanels(context.extensionUri, this.shoots, this.log));
    this._register(this.explain.onDidShow(({ root, path: photo }) => void this.bursts.follow(root, photo)));
    const storage = context.globalStorageUri;
    const startWorkers = async () => (await photoWorkers(context.extensionPath, this.log))(1);
    this.photos = this._register(
      new PhotoEditors({ extensionUri: context.extensionUri, storage, shoots: this.shoots, log: this.log, startWorkers }),
    );
    this._register(this.photos.onDidActivate(({ root, path: photo }) => void this.bursts.follow(root, photo)));
    this.grids = this._register(new GridPanels(context.extensionUri, this.shoots, this.log));
    this._register(this.grids.onDidMove(({ root, path: photo }) => void this.bursts.follow(root, photo)));
    this.reports = this._register(new ReportDocuments());
    this.commands = this._register(new CommandRunner(this));
  }
}

/** Opens shoots with the files that are shipped beside the extension. */
function shootOpener(extensionPath: string, log: vscode.LogOutputChannel): ShootOpener {
  const workerPath = workerPathIn(extensionPath);
  const sqlWasm = path.join(extensionPath, 'dist', 'sql-wasm.wasm');
  const script = path.join(extensionPath, 'dist', 'shootThread.js');
  return {
    open: async (root) => {
      const [{ Shoot }, workers, { ThreadClient }, { ThreadedShoot }, { shootSettings }] = await Promise.all([
        import('../core/shoot'),
        photoWorkers(extensionPath, log),
        import('../workers/thread/threadClient'),
        import('../workers/thread/threadedShoot'),
        import('./settings'),
      ]);
      const settings = shootSettings(root);
      const toLog = (message: string) => log.info(message);
      const thread = new ThreadClient({ root, settings, sqlWasm, workerPath, userDataDir: userDataDir(), script, log: toLog });
      const services = {
        workers,
        sqlWasm,
        userDataDir: userDataDir(),
        clock: { now: () => new Date() },
        log: toLog,
        readIndex: (location: StoreLocation) => thread.read(location),
      };
      return new ThreadedShoot(await Shoot.open(root, services, settings), thread);
    },
    around: async (file) => (await import('../core/index/location')).findShoot(file, { userDataDir: userDataDir() }),
  };
}

/** Makes pools of the worker processes that are shipped beside the extension. */
async function photoWorkers(extensionPath: string, log: vscode.LogOutputChannel): Promise<WorkersFactory> {
  const { createPhotoWorkers } = await import('../workers/supervisor');
  const workerPath = workerPathIn(extensionPath);
  return (size) => createPhotoWorkers({ size, workerPath, log: (message) => log.info(message) });
}

const workerPathIn = (extensionPath: string): string => path.join(extensionPath, 'dist', 'worker.js');
