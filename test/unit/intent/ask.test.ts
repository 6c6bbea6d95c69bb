import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from '../../../src/core/intent/plan';
import type { PlanPreview } from '../../../src/core/intent/preview';
import type { ShootTruth } from '../../fixtures/truth';
import { qrateHere, qrateHereJson } from '../../support/cliHere';
import { copyIndexedShoot } from '../../support/indexedShoot';
import { list } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

interface Asked {
  readonly plan: Plan;
  readonly preview: PlanPreview;
  readonly unused: readonly string[];
  readonly report?: { readonly selected: readonly string[]; readonly export: { readonly written: readonly string[] } | null };
}

const SEED = 'select best 50 portraits from last weekend for exhibition';
/** The Tuesday after the demo shoot's weekend. */
const NOW = ['--now', '2026-05-12'];

describe('A sentence on the command line', function () {
  this.timeout(240_000);
  const temp = useTempDir();
  let original = '';
  let truth: ShootTruth;

  before(async () => {
    original = path.join(temp.path, 'original');
    truth = await copyIndexedShoot(original);
    await qrateHereJson(['cull', original]);
  });

  function copy(name: string): string {
    const shoot = path.join(temp.path, name);
    cpSync(original, shoot, { recursive: true, preserveTimestamps: true });
    return shoot;
  }
  const files = (dir: string) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  const log = (shoot: string) => readFileSync(path.join(shoot, '.qrate', 'decisions.jsonl'), 'utf8');

  it('shows the seed’s plan, says what cannot be answered, and runs without it only when told to', async () => {
    const shoot = copy('seed');
    const [before, decisions] = [files(shoot), log(shoot)];
    const { code, stdout } = await qrateHere([SEED, ...NOW], { cwd: shoot });
    assert.equal(code, 0);
    assert.match(stdout, /Not answered: Portraits cannot be told apart yet: no faces were looked for\./);
    assert.match(stdout, /Nothing was written/);
    const refused = await qrateHere(['ask', SEED, shoot, ...NOW, '--run', '--yes']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /Nothing was done: Portraits cannot be told apart yet/);
    assert.deepEqual([files(shoot), log(shoot)], [before, decisions]);
    const asked = await qrateHereJson<Asked>(['ask', SEED, shoot, ...NOW, '--run', '--yes', '--anyway']);
    assert.deepEqual(asked.report?.selected, asked.preview.selected);
  });

  it('picks exactly the photos that the maker of the shoot calls the best of the named day and camera', async () => {
    const asked = await qrateHereJson<Asked>(['ask', 'all from Saturday taken with the canon, without brackets', original, ...NOW]);
    const canon = (await list(original)).records
      .filter((it) => it.camera?.startsWith('Canon') && it.exif_timestamp?.startsWith('2026-05-09'))
      .map((it) => it.path);
    assert.ok(canon.length > 5);
    assert.deepEqual([...asked.preview.selected].sort(), canon.sort());
    const picked = await qrateHereJson<Asked>(['ask', 'picks from Saturday taken with the canon', original, ...NOW]);
    const best = truth.photos.filter((it) => it.verdict === 'pick' && canon.includes(it.path)).map((it) => it.path);
    assert.deepEqual([...picked.preview.selected].sort(), best.sort());
  });

  it('counts what passes each step', async () => {
    const { preview, unused } = await qrateHereJson<Asked>(['ask', 'best 5 on Sunday in the evening, not blurry', original, ...NOW]);
    assert.deepEqual(unused, []);
    const counts = [preview.photos, ...preview.steps.map(({ photos }) => photos)];
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
    assert.equal(counts.at(-1), preview.selected.length);
    assert.ok(preview.selected.length > 0 && preview.selected.length <= 5);
  });

  it('writes only after a yes: nobody to ask is no yes', async () => {
    const shoot = copy('yes');
    const out = path.join(temp.path, 'out');
    const args = ['ask', 'best 3 and copy them to ./out', shoot, ...NOW, '--run'];
    const refused = await qrateHere(args, { cwd: temp.path });
    assert.deepEqual([refused.code, existsSync(out)], [2, false]);
    assert.match(refused.stderr, /nobody to ask/);
    const { report } = await qrateHereJson<Asked>([...args, '--yes'], { cwd: temp.path });
    assert.equal(report?.selected.length, 3);
    const copied = files(out).filter((it) => report?.selected.some((photo) => it.endsWith(path.basename(photo))));
    assert.equal(copied.length, 3);
  });

  it('does not run what it only half understood', async () => {
    const { code, stderr } = await qrateHere(['ask', 'best 3 frobnicated', original, ...NOW, '--run', '--yes']);
    assert.equal(code, 2);
    assert.match(stderr, /Not used: frobnicated/);
  });

  it('saves a plan as a preset and runs presets in order, with parameters', async () => {
    const shoot = copy('presets');
    await qrateHereJson(
      ['ask', 'best 4 from Sunday, keep 2 of each burst, as a manifest to ./mine.ndjson', shoot, ...NOW, '--save', 'Sunday four'],
      {
        cwd: shoot,
      },
    );
    const names = (
      await qrateHereJson<readonly { readonly name: string; readonly recipe: { readonly keepPerBurst: number } }[]>([
        'presets',
        'list',
        shoot,
      ])
    ).filter((it) => it.name === 'Sunday four');
    assert.equal(names[0]?.recipe.keepPerBurst, 2);
    const ran = await qrateHereJson<readonly { readonly name: string; readonly report: { readonly selected: readonly string[] } }[]>([
      'run',
      'sunday FOUR',
      '--shoot',
      shoot,
      '--set',
      'top=2',
      '--yes',
    ]);
    assert.equal(ran[0]?.report.selected.length, 2);
    assert.equal(readFileSync(path.join(shoot, 'mine.ndjson'), 'utf8').trimEnd().split('\n').length, 2);
    const two = await qrateHere(['run', 'Triage', 'Duplicates only', '--shoot', shoot, '--yes']);
    assert.match(two.stdout, /2 plans: \d+ photos selected, 0 files written\.\n$/);
    const none = await qrateHere(['run', 'Nothing of the kind', '--shoot', shoot]);
    assert.deepEqual([none.code, /There is no preset/.test(none.stderr)], [2, true]);
  });

  it('takes a lone sentence only where it is neither a command nor a folder', async () => {
    assert.equal((await qrateHere(['best 5'], { cwd: original })).code, 0);
    const unknown = await qrateHere(['frobnicate'], { cwd: original });
    assert.match(unknown.stderr, /unknown command/);
    const empty = await qrateHere(['ask', '', original]);
    assert.deepEqual([empty.code, /nothing to read/.test(empty.stderr)], [2, true]);
  });
});
