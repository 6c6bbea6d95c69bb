import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Measured } from './measure';

export interface RunSettings {
  readonly workers: number;
  /** Folder with installed networks; `undefined` = phase 3 by statistics alone. */
  readonly models?: string;
}

/** One cold start to the last result, in a process of its own, so that its children's processor time can be read at its end. */
export function runQrate(photos: string, scratch: string, { workers, models }: RunSettings): Measured {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(__dirname, 'qrateProcess.js'), photos, scratch, String(workers), ...(models === undefined ? [] : [models])],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`qrate failed: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}
