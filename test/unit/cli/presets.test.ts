import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Preset } from '../../../src/core/presets/preset';
import type { CullReport } from '../../../src/core/reports';
import { qrateHere, qrateHereJson } from '../../support/cliHere';
import { copyIndexedShoot } from '../../support/indexedShoot';
import { useTempDir } from '../../support/tempDir';

describe('presets on the command line', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let shoot = '';

  before(async () => {
    shoot = path.join(temp.path, 'shoot');
    await copyIndexedShoot(shoot);
  });

  it('cull by name; a number that is typed beside it wins', async () => {
    assert.equal((await qrateHereJson<CullReport>(['cull', shoot, '--preset', 'generous'])).recipe.keepPerBurst, 3);
    const { recipe } = await qrateHereJson<CullReport>(['cull', shoot, '--preset', 'Generous', '--keep-per-burst', '1']);
    assert.deepEqual([recipe.keepPerBurst, recipe.minSharpness], [1, 30]);
    const { code, stderr } = await qrateHere(['cull', shoot, '--preset', 'nonesuch']);
    assert.equal(code, 2);
    assert.match(stderr, /There is no preset “nonesuch”\. There are: Standard,/);
  });

  it('keep the recipe of the last cull, and give it back', async () => {
    await qrateHereJson(['cull', shoot, '--keep-per-burst', '4', '--min-sharpness', '7']);
    await qrateHereJson(['presets', 'save', 'Mine', shoot, '--description', 'for tests']);
    await qrateHereJson(['presets', 'rename', 'mine', 'Ours', shoot]);
    const [first] = await qrateHereJson<readonly Preset[]>(['presets', shoot]);
    assert.deepEqual([first?.name, first?.description, first?.recipe.keepPerBurst], ['Ours', 'for tests', 4]);
    assert.match(
      (await qrateHere(['presets', 'list', shoot])).stdout,
      /^Ours: keep 4 of a burst, sharpness ≥ 7, .*\n.*Standard: .*\(built-in\)$/m,
    );
    assert.equal((await qrateHereJson<CullReport>(['cull', shoot, '--preset', 'ours'])).recipe.minSharpness, 7);
    assert.equal(JSON.parse(readFileSync(path.join(shoot, '.qrate/presets.json'), 'utf8')).version, 1);
    await qrateHereJson(['presets', 'delete', 'ours', shoot]);
    assert.equal((await qrateHereJson<readonly Preset[]>(['presets', shoot]))[0]?.name, 'Standard');
  });

  it('say on stderr which presets cannot be used, wherever they are listed or named', async () => {
    const plan = { version: 1, filter: { nonsense: true } };
    writeFileSync(
      path.join(shoot, '.qrate/presets.json'),
      JSON.stringify({
        version: 1,
        presets: [
          { name: 'Odd', recipe: {}, plan },
          { name: 'Fine', recipe: {} },
        ],
      }),
    );
    for (const argv of [
      ['presets', shoot],
      ['ask', 'best 5', shoot],
    ]) {
      const { code, stderr } = await qrateHere(argv);
      assert.equal(code, 0);
      assert.match(stderr, /The plan of the preset “Odd” cannot be used: filter/, argv.join(' '));
    }
  });
});
