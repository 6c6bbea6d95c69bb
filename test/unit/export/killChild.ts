import path from 'node:path';
import { applyExport } from '../../../src/core/export/applyExport';
import { planExport } from '../../../src/core/export/planExport';
import type { ShootView } from '../../../src/core/reports';
import { decided, photoView } from './shoots';

/** Rates and copies for ever in the shoot and destination named as arguments; says one line a step. Meant to be killed. */
async function main([root, out]: readonly string[]): Promise<void> {
  if (root === undefined || out === undefined) throw new Error('usage: killChild <shoot> <destination>');
  for (let round = 0; ; round++) {
    const rating = 1 + (round % 5);
    const photos = ['A.NEF', 'B.NEF', 'C.NEF'].map((name) => photoView(name, { decision: decided({ rating }) }));
    const view: ShootView = { root, photos, groups: [], recipe: null, cacheDir: path.join(root, '.qrate', 'cache') };
    for (const request of [
      { format: 'xmp', out: null, top: null },
      { format: 'copy', out: path.join(out, `${process.pid}-${round}`), top: null },
    ] as const) {
      const plan = await planExport({ view, selected: photos, request, sentence: () => '' });
      await applyExport({ view, plan, sentence: () => '', onProgress: () => process.stdout.write('.\n') });
    }
  }
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
