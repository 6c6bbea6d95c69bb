import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { manifestSchema } from '../../../src/core/export/manifest/schema';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type PhotoView } from '../../../src/core/model';
import { buildView } from '../../../src/core/select/view';
import { repoRoot } from '../../support/samples';
import { randomShoot } from '../group/randomShoot';
import { Scratch } from './shoots';

const PUBLISHED = path.join(repoRoot, 'docs', 'manifest.schema.json');

const generated = () => {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, { target: 'draft-2020-12' });
  return `${JSON.stringify({ $schema, title: 'qrate manifest, version 1', ...schema }, null, 2)}\n`;
};

/** A shoot with everything in it: groups of all kinds, suggestions, and photos that nothing is known of. */
function everything(): readonly PhotoView[] {
  const photos = randomShoot(5, 120);
  const groups = groupPhotos(photos, DEFAULT_RECIPE);
  const first = photos[0]?.path ?? '';
  const decisions = new Map([[first, { verdict: 'pick', rating: 5, label: 'red' } as const]]);
  return buildView({ root: '/shoot', cacheDir: '/cache', photos, groups, decisions, recipe: DEFAULT_RECIPE }).photos;
}

describe('The schema of the manifest', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  const manifest = async () => (await shoot.export(everything(), { format: 'manifest', out: null })).text ?? '';

  it('is published as it is checked (QRATE_UPDATE_DOCS=1 writes it)', () => {
    if (process.env.QRATE_UPDATE_DOCS === '1') writeFileSync(PUBLISHED, generated());
    assert.deepEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')), JSON.parse(generated()));
  });

  it('fits what is written, line by line, without a field more or less', async () => {
    const lines = (await manifest()).trimEnd().split('\n');
    assert.equal(lines.length, 120);
    for (const line of lines) manifestSchema.parse(JSON.parse(line));
  });

  it('fits for an independent validator, which finds the faults too', async function () {
    if (spawnSync('python3', ['-c', 'import jsonschema']).status !== 0) {
      if (this.test) this.test.title += ' (skipped: Python has no jsonschema)';
      return this.skip();
    }
    const [line = ''] = (await manifest()).split('\n');
    const record = JSON.parse(line) as Record<string, unknown>;
    const { path: _, ...pathless } = record;
    const wrong = [
      { ...record, rating: 6 },
      { ...record, more: 1 },
      pathless,
      { ...record, hash_blake3: 'XYZ' },
      { ...record, sharpness: 'sharp' },
    ];
    const file = path.join(shoot.dir, 'manifest.ndjson');
    writeFileSync(file, (await manifest()) + wrong.map((it) => `${JSON.stringify(it)}\n`).join(''));
    const script = [
      'import json, sys, jsonschema',
      'check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1], encoding="utf8")))',
      'jsonschema.Draft202012Validator.check_schema(check.schema)',
      'print(json.dumps([i for i, l in enumerate(open(sys.argv[2], encoding="utf8", newline="\\n")) if list(check.iter_errors(json.loads(l)))]))',
    ].join('\n');
    const { stdout, stderr } = spawnSync('python3', ['-c', script, PUBLISHED, file], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(stdout || '[]'), [120, 121, 122, 123, 124], stderr);
  });
});
