import path from 'node:path';
import { applyExport } from '../../../src/core/export/applyExport';
import { planExport } from '../../../src/core/export/planExport';
import type { ShootView } from '../../../src/core/reports';
import { photoView } from './shoots';

/** Copies the photos named after the shoot and the destination, once; says one line a file. Meant to be killed. */
async function main([root, out, ...names]: readonly string[]): Promise<void> {
  if (root === undefined || out === undefined) throw new Error('usage: copyChild <shoot> <destination> <photo>…');
  const photos = names.map((name) => photoView(name));
  const view: ShootView = { root, photos, groups: [], recipe: null, cacheDir: path.join(root, '.qrate', 'cache') };
  const request = { format: 'copy', out, top: null, copy: { structure: 'flat', collisions: 'number' } } as const;
  const plan = await planExport({ view, selected: photos, request, sentence: () => '' });
  process.stdout.write('planned\n');
  await applyExport({ view, plan, sentence: () => '', onProgress: () => process.stdout.write('.\n') });
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
