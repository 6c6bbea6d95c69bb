import path from 'node:path';
import { ModelStore } from '../core/models/modelStore';
import type { Models } from '../core/models/models';
import { createModelWorkers } from './modelWorkers';

export interface ModelsOptions {
  /** Absolute path of the folder with the built worker scripts. */
  readonly scripts: string;
  /** The user's data folder of qrate. */
  readonly userDataDir: string;
  readonly log: (message: string) => void;
}

/** The store in the user's data folder, and workers that run the script beside the others. */
export function createModels({ scripts, userDataDir, log }: ModelsOptions): Models {
  return {
    store: new ModelStore(modelsFolder(userDataDir)),
    workers: (size) => createModelWorkers({ size, workerPath: path.join(scripts, 'modelWorker.js'), log }),
  };
}

export const modelsFolder = (userDataDir: string): string => path.join(userDataDir, 'models');
