import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { needSamples } from '../../support/samples';
import { readManifest } from './manifest';

/** djpeg's exit codes: 0 = decoded, 2 = decoded with warnings, anything else = given up. */
const DECODED: ReadonlySet<number | null> = new Set([0, 2]);

/** Samples that libjpeg decodes and ingest may refuse, with the reason. */
const REFUSED: Readonly<Record<string, string>> = {
  'corrupt/metadata-extractor/39f43f280b31152f1d27df3f9d189317.jpg': 'fuzzed: ten bytes of a progressive scan and no end, all grey',
};

const decodes = (file: string): boolean =>
  DECODED.has(spawnSync('djpeg', ['-fast', '-scale', '1/8', '-outfile', '/dev/null', file]).status);

const accepts = (samples: string, file: string): Promise<boolean> =>
  ingestPhoto(samples, { path: file, size: 0, mtimeMs: 0, companions: [] }).then(
    ({ picture }) => picture !== null,
    () => false,
  );

describe('a JPEG that libjpeg decodes', () => {
  it('is not refused, however odd it is', async function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    if (spawnSync('djpeg', ['-version']).error) {
      if (this.test) this.test.title += ' (skipped: no djpeg)';
      return this.skip();
    }
    const jpegs = readManifest(samples).flatMap(({ path: file = '' }) => (/\.jpe?g$/i.test(file) ? [file] : []));
    assert.ok(jpegs.length > 250, 'the manifest lists the JPEG samples');
    const refused: string[] = [];
    for (const file of jpegs) if (!(await accepts(samples, file)) && decodes(path.join(samples, file))) refused.push(file);
    assert.deepEqual(
      refused.filter((file) => !(file in REFUSED)),
      [],
    );
  });
});
