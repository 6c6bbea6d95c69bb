import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { QrateError } from '../../../src/core/errors';
import { resolveStore, type StoreLocation } from '../../../src/core/index/location';
import { listPlans } from '../../../src/core/intent/plans';
import { DEFAULT_RECIPE } from '../../../src/core/model';
import { BUILT_IN, presetFileSchema } from '../../../src/core/presets/preset';
import { parsePresetFile } from '../../../src/core/presets/presetFile';
import { deletePreset, listPresets, renamePreset, savePreset } from '../../../src/core/presets/presets';
import { findNamed } from '../../../src/core/presets/shelves';
import { repoRoot } from '../../support/samples';
import { useTempDir } from '../../support/tempDir';

const says = (pattern: RegExp) => (error: unknown) => error instanceof QrateError && pattern.test(error.message);

describe('the presets of a shoot', () => {
  const temp = useTempDir();
  let location: StoreLocation;
  const recipe = { ...DEFAULT_RECIPE, keepPerBurst: 2 };
  const text = () => readFileSync(location.presets, 'utf8');

  beforeEach(async function () {
    const root = path.join(temp.path, (this.currentTest?.title ?? '').replace(/\W+/g, '-'));
    mkdirSync(root);
    location = await resolveStore(root, { mode: 'shoot', userDataDir: path.join(temp.path, 'user') });
  });

  it('are the built-in ones where there is no file', async () => {
    assert.deepEqual((await listPresets(location)).items, BUILT_IN);
    assert.ok(BUILT_IN.some((preset) => JSON.stringify(preset.recipe) === JSON.stringify(DEFAULT_RECIPE)));
  });

  it('are saved, renamed and deleted, and found without regard to case', async () => {
    await savePreset(location, { name: ' Wedding ', recipe });
    assert.deepEqual(findNamed(await listPresets(location), 'WEDDING').recipe, recipe);
    await renamePreset(location, { name: 'wedding', newName: 'Concert' });
    assert.deepEqual((await listPresets(location)).items.map(({ name }) => name)[0], 'Concert');
    await deletePreset(location, 'concert');
    assert.deepEqual((await listPresets(location)).items, BUILT_IN);
  });

  it('are all there when several processes, and one several times at once, save into the same file', async function () {
    this.timeout(60_000);
    const saver = path.join(repoRoot, 'out/test/unit/presets/presetSaver.js');
    const others = ['x', 'y', 'z'].map((name) => promisify(execFile)(process.execPath, [saver, location.root, name, '8']));
    const own = Array.from({ length: 8 }, (_, at) => savePreset(location, { name: `own ${at}`, recipe }));
    await Promise.all([...others, ...own]);
    const names = JSON.parse(text()).presets.map(({ name }: { name: string }) => name);
    assert.deepEqual(
      names.toSorted(),
      ['own', 'x', 'y', 'z'].flatMap((name) => Array.from({ length: 8 }, (_, at) => `${name} ${at}`)),
    );
    assert.deepEqual(
      readdirSync(location.dir).filter((name) => name.includes('lock') || name.includes('tmp')),
      [],
    );
  });

  it('make no folder where there is nothing to change', async () => {
    await assert.rejects(deletePreset(location, 'nothing'), /no preset “nothing” of its own/);
    assert.ok(!existsSync(location.dir));
  });

  it('are the person’s, too, for every shoot; the shoot’s hide them, and they hide the built-in ones', async () => {
    await savePreset(location, { name: 'Strict', recipe }, 'person');
    const other = await resolveStore(temp.path, { mode: 'shoot', userDataDir: path.join(temp.path, 'user') });
    const found = async (store: StoreLocation) =>
      (await listPresets(store)).items.filter(({ name }) => name === 'Strict').map(({ origin }) => origin);
    assert.deepEqual(await found(other), ['person']);
    await savePreset(location, { name: 'Strict', recipe });
    assert.deepEqual([await found(location), await found(other)], [['shoot'], ['person']]);
    const { plan, origin } = findNamed(await listPlans(other), 'strict');
    assert.deepEqual([plan.recipe?.keepPerBurst, origin], [2, 'person']);
    await renamePreset(location, { name: 'strict', newName: 'Mine' }, 'person');
    await deletePreset(location, 'mine', 'person');
    await assert.rejects(deletePreset(location, 'mine', 'person'), says(/You have no preset “mine”/));
    assert.deepEqual(await found(other), ['built-in']);
  });

  it('get a new recipe under an old name, and hide a built-in one of their name', async () => {
    await savePreset(location, { name: 'Strict', description: 'mine', recipe });
    await savePreset(location, { name: 'strict', recipe: { ...recipe, keepPerBurst: 5 } });
    const found = (await listPresets(location)).items.filter(({ name }) => name.toLowerCase() === 'strict');
    assert.deepEqual(found, [{ name: 'strict', description: 'mine', recipe: { ...recipe, keepPerBurst: 5 }, origin: 'shoot' }]);
  });

  it('keep what a later version or a person wrote beside them', async () => {
    await savePreset(location, { name: 'One', recipe });
    const file = JSON.parse(text());
    file.note = 'ours';
    file.presets[0].export = { format: 'copy' };
    file.presets[0].recipe.minFaces = 1;
    writeFileSync(location.presets, JSON.stringify(file));
    await savePreset(location, { name: 'Two', recipe });
    await savePreset(location, { name: 'One', recipe: DEFAULT_RECIPE });
    const after = JSON.parse(text());
    assert.equal(after.note, 'ours');
    assert.deepEqual(after.presets[0], { name: 'One', recipe: { ...DEFAULT_RECIPE, minFaces: 1 }, export: { format: 'copy' } });
  });

  it('fill what a person left out with the defaults', () => {
    const { presets } = parsePresetFile('\uFEFF{"version":1,"presets":[{"name":"a","recipe":{"keepPerBurst":3}}]}', 'f');
    assert.equal(presets.length, 1);
  });

  it('refuse names that are none, taken ones, and changes to what comes with qrate', async () => {
    for (const name of ['', '   ', 'a\nb', 'x'.repeat(61)])
      await assert.rejects(savePreset(location, { name, recipe }), says(/cannot be the name/));
    await savePreset(location, { name: 'One', recipe });
    await savePreset(location, { name: 'Two', recipe });
    await assert.rejects(renamePreset(location, { name: 'One', newName: 'TWO' }), says(/already/));
    await assert.rejects(deletePreset(location, 'Standard'), says(/comes with qrate/));
    await assert.rejects(deletePreset(location, 'Three'), says(/no preset “Three”/));
    assert.throws(() => findNamed({ items: BUILT_IN, problems: [] }, 'Three'), says(/There are: Standard, Generous/));
  });

  const broken: readonly (readonly [what: string, text: string, said: RegExp])[] = [
    ['no JSON', '{', /it is not JSON/],
    ['an unfinished merge', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n', /merge that was not finished/],
    ['a newer version', '{"version":2,"presets":[]}', /newer qrate \(version 2/],
    [
      'a number out of range',
      '{"version":1,"presets":[{"name":"a","recipe":{"nearDistance":40}}]}',
      /presets\[0\]\.recipe\.nearDistance: /,
    ],
    ['a name that is missing', '{"version":1,"presets":[{"recipe":{}}]}', /presets\[0\]\.name: /],
    [
      'a name that stands twice',
      '{"version":1,"presets":[{"name":"a","recipe":{}},{"name":"A","recipe":{}}]}',
      /two presets are called “A”/,
    ],
  ];
  for (const [what, content, said] of broken) {
    it(`say what is wrong with a file that holds ${what}, and leave it as it is`, async () => {
      await savePreset(location, { name: 'One', recipe });
      writeFileSync(location.presets, content);
      await assert.rejects(listPresets(location), says(said));
      await assert.rejects(savePreset(location, { name: 'Two', recipe }), says(/left as it is/));
      assert.equal(text(), content);
    });
  }

  it('are described to editors by the schema that reads them', () => {
    const file = path.join(repoRoot, 'media/schemas/presets.schema.json');
    const made = z.toJSONSchema(presetFileSchema, { io: 'input' });
    // QRATE_UPDATE=1 writes the file anew after the schema has changed; then: npm run format.
    if (process.env.QRATE_UPDATE === '1') writeFileSync(file, JSON.stringify(made));
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(made)));
  });
});
