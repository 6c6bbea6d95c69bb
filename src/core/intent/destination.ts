import { homedir } from 'node:os';
import path from 'node:path';
import type { Plan } from './plan';

/** Destinations that a person types are from the current folder, those of a preset from the shoot. */
export const destinationFrom =
  (folder: string) =>
  (destination: string): string =>
    path.resolve(folder, destination.replace(/^~(?=[\\/])/, homedir()));

/** A plan to keep: its destination from the shoot, so that it means the same wherever the shoot lies. `resolve` reads it as it stands now. */
export function portable(plan: Plan, root: string, resolve: (destination: string) => string): Plan {
  const destination = plan.export?.destination;
  if (plan.export === undefined || destination === undefined) return plan;
  const relative = path.relative(root, resolve(destination)).split(path.sep).join('/');
  return { ...plan, export: { ...plan.export, destination: relative === '' ? '.' : relative } };
}
