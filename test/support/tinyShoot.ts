import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { ModelStore } from '../../src/core/models/modelStore';
import type { ModelWorkers } from '../../src/core/ports';
import { Shoot } from '../../src/core/shoot';
import type { Services } from '../../src/core/shootApi';
import { createModelWorkers } from '../../src/workers/modelWorkers';
import { createPhotoWorkers } from '../../src/workers/supervisor';
import { repoRoot } from './samples';
import { TINY_IMAGE, TINY_TEXT } from './tinyClip';

/** Shoots of plain colours, for a CLIP that knows colours and nothing else. */

const dist = (name: string): string => path.join(repoRoot, 'dist', name);
const log = (): void => undefined;

/** One JPEG for each name; distinct colours, or they are doubles. */
export async function paintColours(folder: string, colours: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, background] of Object.entries(colours)) {
    await sharp({ create: { width: 300, height: 240, channels: 3, background } })
      .jpeg()
      .toFile(path.join(folder, `${name}.jpg`));
  }
}

export interface TinyOptions extends Partial<Pick<Services, 'compare'>> {
  /** Where models are looked for. */
  readonly models: string;
  /** The user's data folder of qrate. */
  readonly data: string;
  /** What stands between a shoot and its processes. */
  readonly wrap?: ((workers: ModelWorkers) => ModelWorkers) | undefined;
}

export function openTinyShoot(folder: string, { models, data, wrap = (it) => it, ...services }: TinyOptions): Promise<Shoot> {
  return Shoot.open(
    folder,
    {
      workers: (size) => createPhotoWorkers({ size, workerPath: dist('worker.js'), log }),
      models: {
        store: new ModelStore(models, [TINY_IMAGE, TINY_TEXT]),
        workers: (size) => wrap(createModelWorkers({ size, workerPath: dist('modelWorker.js'), log })),
      },
      sqlWasm: dist('sql-wasm.wasm'),
      userDataDir: data,
      clock: { now: () => new Date(0) },
      log,
      ...services,
    },
    { ignore: [], storage: 'shoot', cacheMaxBytes: 1e9 },
  );
}
