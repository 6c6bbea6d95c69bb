import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Preset } from '../../../src/core/presets/preset';
import type { CullReport } from '../../../src/core/reports';
import { makeShoot } from '../../fixtures/shoot';
import { qrate, qrateJson } from '../../support/cli';
import { useTempDir } from '../../support/tempDir';

describe('presets on the command line', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let shoot = '';

  before(async () => {
    shoot = path.join(temp.path, 'shoot');
    await makeShoot(shoot, { seed: 1, size: { width: 480, height: 320 } });
    await qrateJson(['index', shoot, '--workers', '2']);
  });

  it('cull by name; a number that is typed beside it wins', async () => {
    assert.equal((await qrateJson<CullReport>(['cull', shoot, '--preset', 'generous'])).recipe.keepPerBurst, 3);
    const { recipe } = await qrateJson<CullReport>(['cull', shoot, '--preset', 'Generous', '--keep-per-burst', '1']);
    assert.deepEqual([recipe.keepPerBurst, recipe.minSharpness], [1, 30]);
    const { code, stderr } = await qrate(['cull', shoot, '--preset', 'nonesuch']);
    assert.equal(code, 2);
    assert.match(stderr, /There is no preset “nonesuch”\. There are: Standard,/);
  });

  it('keep the recipe of the last cull, and give it back', async () => {
    await qrateJson(['cull', shoot, '--keep-per-burst', '4', '--min-sharpness', '7']);
    await qrateJson(['presets', 'save', 'Mine', shoot, '--description', 'for tests']);
    await qrateJson(['presets', 'rename', 'mine', 'Ours', shoot]);
    const [first] = await qrateJson<readonly Preset[]>(['presets', shoot]);
    assert.deepEqual([first?.name, first?.description, first?.recipe.keepPerBurst], ['Ours', 'for tests', 4]);
    assert.match(
      (await qrate(['presets', 'list', shoot])).stdout,
      /^Ours: keep 4 of a burst, sharpness ≥ 7, .*\n.*Standard: .*\(built-in\)$/m,
    );
    assert.equal((await qrateJson<CullReport>(['cull', shoot, '--preset', 'ours'])).recipe.minSharpness, 7);
    assert.equal(JSON.parse(readFileSync(path.join(shoot, '.qrate/presets.json'), 'utf8')).version, 1);
    await qrateJson(['presets', 'delete', 'ours', shoot]);
    assert.equal((await qrateJson<readonly Preset[]>(['presets', shoot]))[0]?.name, 'Standard');
  });
});
