import { existsSync } from 'node:fs';
import path from 'node:path';

/** The repository's root, from a bundle under `out/test/…` as well as from the source. */
export const repoRoot = (() => {
  let dir = __dirname;
  while (!existsSync(path.join(dir, 'esbuild.mjs'))) dir = path.dirname(dir);
  return dir;
})();

const shared = process.env.QRATE_SHARED ?? path.join(repoRoot, '..', 'shared');

/** Folder of real camera files, or `null` where there are none. */
export const samplesDir: string | null = existsSync(path.join(shared, 'samples')) ? path.join(shared, 'samples') : null;

/** For tests on real files: the folder, or the test is skipped with the reason in its title. */
export function needSamples(context: Mocha.Context): string {
  if (samplesDir !== null) return samplesDir;
  if (context.test) context.test.title += ' (skipped: no samples)';
  return context.skip();
}
