import path from 'node:path';
import type { Shoot } from '../core/shoot';
import type { Context } from './context';

/** Files of one shoot, absolute. */
export interface ShootFiles {
  readonly shoot: Shoot;
  readonly files: readonly string[];
}

/** Files may belong to several shoots: each gets its own. */
export async function byShoot(context: Context, files: readonly string[]): Promise<readonly ShootFiles[]> {
  const byRoot = new Map<string, { readonly shoot: Shoot; readonly files: string[] }>();
  for (const file of files.map((it) => path.resolve(it))) {
    const shoot = await context.openShoot(path.dirname(file));
    const entry = byRoot.get(shoot.root) ?? { shoot, files: [] };
    entry.files.push(file);
    byRoot.set(shoot.root, entry);
  }
  return [...byRoot.values()];
}
