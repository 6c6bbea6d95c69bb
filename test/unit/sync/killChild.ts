import path from 'node:path';
import { LABEL_SETS } from '../../../src/core/export/xmp/labels';
import { PROFILES } from '../../../src/core/export/xmp/profiles';
import { NO_WISHES } from '../../../src/core/export/xmp/wishes';
import { writeSidecar } from '../../../src/core/export/xmp/writeSidecar';

/** Rates the sidecars A, B and C of the folder named as argument for ever. Meant to be killed. */
async function main([folder]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('usage: killChild <folder>');
  const style = { profile: PROFILES.lightroom, labels: LABEL_SETS.en, flags: false };
  for (let round = 0; ; round++) {
    for (const name of ['A', 'B', 'C']) {
      const wishes = { ...NO_WISHES, rating: { value: 1 + (round % 5), mode: 'set' } as const };
      await writeSidecar({ target: path.join(folder, `${name}.xmp`), base: null, wishes, style, extension: 'NEF' });
    }
  }
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
