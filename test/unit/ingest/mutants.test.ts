import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PhotoError, toFailure } from '../../../src/core/failures';
import { type Ingested, ingestPhoto } from '../../../src/core/ingest/ingest';
import { Random } from '../../fixtures/random';
import { makeSyntheticFiles } from '../../fixtures/synthetic/catalog';
import { processorTime } from '../../support/processorTime';
import { samplesDir } from '../../support/samples';
import { readManifest } from './manifest';
import { MutantFile } from './mutantFile';
import { damagesOf } from './mutants';

/** The same five thousand on every run; other seeds and numbers for a longer search. */
const SEED = process.env.QRATE_MUTANT_SEED ?? '20260601';
const MUTANTS = Number(process.env.QRATE_MUTANTS ?? 5000);
const BUDGET = 256 * 1024;
/** Larger samples say nothing more, and cost time. */
const MAX_SAMPLE = 1.5 * 1024 * 1024;

interface Source {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The RAW and HEIF samples, where there are any. */
function samples(): Source[] {
  if (samplesDir === null) return [];
  const dir = samplesDir;
  return readManifest(dir)
    .filter((row) => /^(raw|raw_headers|heic_avif)\/[^/]*\.(?!xmp|jpg|thm)\w+$/i.test(row.path ?? '') && Number(row.bytes) <= MAX_SAMPLE)
    .map(({ path: name = '' }) => ({ name, bytes: readFileSync(path.join(dir, name)) }));
}

/** Width and height in the first frame header of a JPEG, by a walk of its own. */
function frameOf(jpeg: Buffer): string {
  for (let at = 2; at + 9 < jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff || marker === 0xff || marker === 0) at += 1;
    else if (marker >= 0xc0 && marker <= 0xc2) return `${jpeg.readUInt16BE(at + 7)}x${jpeg.readUInt16BE(at + 5)}`;
    else at += marker === 1 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + jpeg.readUInt16BE(at + 2);
  }
  return 'none';
}

describe('damaged files', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate mutants '));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const ingest = (): Promise<Ingested | unknown> =>
    ingestPhoto(root, { path: 'mutant', size: 0, mtimeMs: 0, companions: [] }).catch((error: unknown) => error);

  it(`${MUTANTS} of them end in a picture or a failure with a name, soon and within the budget`, async function () {
    this.timeout(30_000 + 10 * MUTANTS);
    const synthetic = (await makeSyntheticFiles()).map(({ name, bytes }) => ({ name: `synthetic ${name}`, bytes }));
    const sources = [...synthetic, ...samples()];
    for (const [number, { name, bytes }] of sources.entries()) {
      const file = new MutantFile(path.join(root, 'mutant'), bytes);
      const count = Math.ceil((MUTANTS - number) / sources.length);
      for (let i = 0; i < count; i++) {
        const damages = damagesOf(bytes, new Random(`${SEED} ${name} ${i}`));
        file.damage(damages);
        let outcome: unknown;
        const ms = await processorTime(async () => {
          outcome = await ingest();
        });
        check(outcome, { ms, what: `seed ${SEED}, ${name} ${i}: ${damages.map((it) => it.what).join(', ')}` });
        file.heal(damages);
      }
      file.close();
    }
  });
});

function check(outcome: unknown, { ms, what }: { ms: number; what: string }): void {
  assert.ok(ms < 2000, `${what}: ${ms} ms`);
  if (!isIngested(outcome)) {
    const failure = toFailure('ingest', outcome);
    assert.ok(outcome instanceof PhotoError || failure.code !== 'internal', `${what}: ${(outcome as Error).stack}`);
    return;
  }
  const { format, picture, failure, reads } = outcome;
  assert.notEqual(failure?.code, 'internal', `${what}: ${failure?.detail}`);
  assert.equal(picture === null, failure !== null, what);
  const beside = reads.bytes - (picture?.bytes.length ?? 0);
  // Of what became a plain picture, the whole file is the picture.
  if (format === 'raw' || format === 'heif') assert.ok(beside <= BUDGET, `${what}: ${beside} bytes beside the preview`);
  if (picture?.source.startsWith('embedded')) {
    assert.equal(picture.bytes.readUInt16BE(0), 0xffd8, what);
    assert.match(frameOf(picture.bytes), /^[1-9]\d*x[1-9]\d*$/, what);
    assert.equal(picture.bytes.readUInt16BE(picture.bytes.length - 2), 0xffd9, what);
  }
}

const isIngested = (outcome: unknown): outcome is Ingested => typeof outcome === 'object' && outcome !== null && 'reads' in outcome;
