import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One row of the samples' MANIFEST.tsv, by column name. */
export type ManifestRow = Readonly<Record<string, string>>;

export function readManifest(samples: string): ManifestRow[] {
  const [head = '', ...lines] = readFileSync(path.join(samples, 'MANIFEST.tsv'), 'utf8').split('\n');
  const columns = head.split('\t');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
    });
}
