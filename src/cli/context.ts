import { availableParallelism } from 'node:os';
import path from 'node:path';
import { QrateError } from '../core/errors';
import { findShoot } from '../core/index/location';
import type { Models } from '../core/models/models';
import type { RunOptions } from '../core/progress';
import { Shoot } from '../core/shoot';
import type { Services, ShootSettings, StorageMode } from '../core/shootApi';
import { userDataDir } from '../core/userDataDir';
import { createModels } from '../workers/models';
import { createPhotoWorkers } from '../workers/supervisor';
import type { Output } from './output';

const STORAGE_MODES: readonly string[] = ['auto', 'shoot', 'global'] satisfies readonly StorageMode[];
const DEFAULT_CACHE_BYTES = 10 * 2 ** 30;

/** What every command gets: where to answer, how to be cancelled, and how to open shoots. The composition root of the CLI. */
export class Context {
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly models: Models;
  /** Where scripts of other processes, pages and WASM files lie. */
  readonly scripts: string;
  private readonly services: Services;

  constructor({ output, signal, scripts }: Pick<Context, 'output' | 'signal' | 'scripts'>) {
    this.output = output;
    this.signal = signal;
    this.scripts = scripts;
    this.models = createModels({ scripts, userDataDir: userDataDir(), log: output.debug });
    this.services = {
      workers: (size) => createPhotoWorkers({ size, workerPath: path.join(scripts, 'worker.js'), log: output.debug }),
      models: this.models,
      sqlWasm: path.join(scripts, 'sql-wasm.wasm'),
      userDataDir: userDataDir(),
      clock: { now: () => new Date() },
      log: output.log,
    };
  }

  get run(): RunOptions {
    return { signal: this.signal, onProgress: this.output.progress };
  }

  /** Opens exactly this folder: an index may begin here. */
  openFolder(dir: string, ignore: readonly string[] = []): Promise<Shoot> {
    return Shoot.open(path.resolve(dir), this.services, this.settings(ignore));
  }

  /** The shoot around `start` (a folder or file), or an error that says how to make one. */
  async openShoot(start: string): Promise<Shoot> {
    const root = await findShoot(path.resolve(start), this.services);
    if (root === null)
      throw new QrateError('no-index', `${path.resolve(start)} is not inside an indexed shoot. Run: qrate index ${quote(start)}`);
    return this.openFolder(root);
  }

  /** `index` without a folder: the shoot around the current folder, else the current folder itself. */
  async defaultFolder(): Promise<string> {
    return (await findShoot(process.cwd(), this.services)) ?? process.cwd();
  }

  private settings(ignore: readonly string[]): ShootSettings {
    return { ignore, storage: storageMode(), cacheMaxBytes: DEFAULT_CACHE_BYTES };
  }
}

export const defaultWorkers = (): number => availableParallelism();

function storageMode(): StorageMode {
  const mode = process.env.QRATE_STORAGE ?? 'auto';
  if (!STORAGE_MODES.includes(mode)) throw new QrateError('bad-settings', `QRATE_STORAGE must be auto, shoot or global, not "${mode}".`);
  return mode as StorageMode;
}

const quote = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
