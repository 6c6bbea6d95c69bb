import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveStore, type StoreLocation } from '../../../src/core/index/location';
import type { NamedPlan } from '../../../src/core/intent/builtIn';
import { listPlans, savePlan } from '../../../src/core/intent/plans';
import { DEFAULT_RECIPE } from '../../../src/core/model';
import { givenPresetSchema, type Preset } from '../../../src/core/presets/preset';
import { type Keeping, listPresets, renamePreset, savePreset } from '../../../src/core/presets/presets';
import { findNamed, givenShelf } from '../../../src/core/presets/shelves';
import { repoRoot } from '../../support/samples';
import { useTempDir } from '../../support/tempDir';

const recipe = { ...DEFAULT_RECIPE, keepPerBurst: 2 };

describe('the places of presets', () => {
  const temp = useTempDir();
  let location: StoreLocation;

  beforeEach(async function () {
    const root = path.join(temp.path, (this.currentTest?.title ?? '').replace(/\W+/g, '-'));
    mkdirSync(root);
    location = await resolveStore(root, { mode: 'shoot', userDataDir: path.join(root, 'user') });
  });

  const given = (givenPresets: unknown): StoreLocation => ({ ...location, givenPresets });
  const origins = async (at: StoreLocation, name: string) =>
    [await listPresets(at), await listPlans(at)].map((shelf) => findNamed<Preset | NamedPlan>(shelf, name).origin);

  it('come one after the other: the shoot’s, the settings’, the person’s, the built-in ones', async () => {
    const at = given({ strict: { recipe: { keepPerBurst: 5 } } });
    assert.deepEqual(await origins(location, 'Strict'), ['built-in', 'built-in']);
    await savePreset(location, { name: 'Strict', recipe }, 'person');
    assert.deepEqual(await origins(location, 'Strict'), ['person', 'person']);
    assert.deepEqual(await origins(at, 'Strict'), ['settings', 'settings']);
    assert.equal(findNamed(await listPlans(at), 'STRICT').plan.recipe?.keepPerBurst, 5);
    await savePreset(location, { name: 'Strict', recipe });
    assert.deepEqual(await origins(at, 'Strict'), ['shoot', 'shoot']);
    const names = (await listPresets(at)).items.map(({ name }) => name.toLowerCase());
    assert.equal(names.length, new Set(names).size);
  });

  it('lose one entry of the settings where one is wrong, which is named and lets no other of its name through', async () => {
    const wrong = {
      Good: { recipe: { keepPerBurst: 3 }, description: 'fine' },
      Strict: { recipe: { keepPerBurst: 0 } },
      'Bad plan': { plan: { version: 1, filter: { nonsense: true } } },
      'Only a plan': { plan: { version: 1, filter: { portraits: true } } },
      ['x'.repeat(61)]: {},
      'no object': 7,
    };
    const [presets, plans] = [await listPresets(given(wrong)), await listPlans(given(wrong))];
    assert.equal(findNamed(presets, 'good').recipe.keepPerBurst, 3);
    assert.deepEqual(findNamed(plans, 'only a plan').plan.filter, { portraits: true });
    assert.throws(() => findNamed(presets, 'strict'), { code: 'presets', message: /“Strict” in the setting .*recipe\.keepPerBurst/ });
    assert.throws(() => findNamed(plans, 'bad plan'), { code: 'presets', message: /The plan of the preset “Bad plan” cannot be used/ });
    assert.deepEqual(
      plans.problems.map(({ origin, name }) => [origin, name?.slice(0, 9)]),
      [
        ['settings', 'Strict'],
        ['settings', 'xxxxxxxxx'],
        ['settings', 'no object'],
        ['settings', 'Bad plan'],
      ],
    );
    assert.equal(givenShelf([1]).problems[0]?.name, null);
    assert.deepEqual([givenShelf(undefined), givenShelf({})], Array(2).fill({ items: [], problems: [] }));
  });

  it('lose the person’s file alone where it is broken, and say so', async () => {
    await savePreset(location, { name: 'Shoot’s', recipe });
    mkdirSync(path.dirname(location.ownPresets));
    writeFileSync(location.ownPresets, '{');
    for (const shelf of [await listPresets(location), await listPlans(location)]) {
      assert.equal(findNamed<Preset | NamedPlan>(shelf, 'shoot’s').origin, 'shoot');
      assert.match(shelf.problems.map(({ message }) => message).join(), /user.presets\.json cannot be used: it is not JSON/);
      assert.throws(() => findNamed<Preset | NamedPlan>(shelf, 'Mine'), {
        code: 'usage',
        message: /There is no preset “Mine”.*it is not JSON/,
      });
    }
    await assert.rejects(savePreset(location, { name: 'Mine', recipe }, 'person'), { code: 'presets' });
    assert.equal(readFileSync(location.ownPresets, 'utf8'), '{');
  });

  it('lose one plan of a file where one cannot be read', async () => {
    await savePlan(location, { name: 'Fine', plan: { version: 1, filter: { portraits: true } } });
    const file = JSON.parse(readFileSync(location.presets, 'utf8'));
    file.presets.push({ name: 'Web', recipe: {}, plan: { version: 9 } });
    writeFileSync(location.presets, JSON.stringify(file));
    const plans = await listPlans(location);
    assert.equal(findNamed(plans, 'fine').origin, 'shoot');
    assert.throws(() => findNamed(plans, 'web'), { code: 'presets' });
  });

  it('are plans with the taste that their recipe weighs in, and keep it when they are saved again', async () => {
    const taste = { model: 'weddings', weight: 0.4 };
    await savePreset(location, { name: 'Tasteful', recipe: { ...recipe, taste } });
    const { plan } = findNamed(await listPlans(location), 'tasteful');
    assert.deepEqual([plan.recipe?.tasteModel, plan.recipe?.tasteWeight], ['weddings', 0.4]);
    await savePlan(location, { name: 'Again', plan });
    assert.deepEqual(findNamed(await listPresets(location), 'again').recipe.taste, taste);
    await savePlan(location, { name: 'Weight', plan: { version: 1, recipe: { tasteWeight: 0.2 } } });
    assert.deepEqual(findNamed(await listPlans(location), 'weight').plan.recipe, { tasteWeight: 0.2 });
  });

  it('may be an editor’s settings, whose entries are changed one by one', async () => {
    let content: Readonly<Record<string, unknown>> = { Mine: { recipe: {}, future: true } };
    const keeping: Keeping = {
      origin: 'settings',
      read: async () => ({ version: 1, presets: [...givenShelf(content).items] }),
      write: async ({ presets }) => {
        content = Object.fromEntries(presets.map(({ name, ...rest }) => [name, rest]));
      },
      alone: (work) => work(),
    };
    const saved = await savePlan(location, { name: 'mine', plan: { version: 1, recipe: { keepPerBurst: 2, top: 9 } } }, keeping);
    assert.deepEqual([saved.origin, saved.plan.recipe], ['settings', { top: 9, keepPerBurst: 2 }]);
    await renamePreset(location, { name: 'Mine', newName: 'Ours' }, keeping);
    assert.deepEqual(content, { Ours: { recipe: { keepPerBurst: 2 }, future: true, plan: { version: 1, recipe: { top: 9 } } } });
    await assert.rejects(renamePreset(location, { name: 'x', newName: 'y' }, keeping), /The settings hold no preset “x”/);
  });

  it('are described to editors of settings as they are read', () => {
    const schema = JSON.parse(readFileSync(path.join(repoRoot, 'media/schemas/settings.schema.json'), 'utf8'));
    const { properties } = schema.properties['qrate.presets'].additionalProperties;
    assert.deepEqual(Object.keys(properties).sort(), [...Object.keys(givenPresetSchema.shape), 'plan'].sort());
    const target = properties.recipe.$ref.split('#/')[1].split('/');
    const presets = JSON.parse(readFileSync(path.join(repoRoot, 'media/schemas/presets.schema.json'), 'utf8'));
    const found = target.reduce((at: Record<string, unknown>, key: string) => at[key] as Record<string, unknown>, presets);
    assert.ok('keepPerBurst' in found.properties);
  });
});
