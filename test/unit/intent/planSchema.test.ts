import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { BUILT_IN_PLANS } from '../../../src/core/intent/builtIn';
import { missingOf, type Plan, parsePlan, photoFilterOf, planSchema } from '../../../src/core/intent/plan';
import { withParameters } from '../../../src/core/intent/plans';
import { repoRoot } from '../../support/samples';

const PUBLISHED = path.join(repoRoot, 'docs', 'plan.schema.json');
/** The editor's copy, for completion. */
const COMPLETED = path.join(repoRoot, 'media', 'schemas', 'plan.schema.json');

const generated = () => {
  const { $schema, ...schema } = z.toJSONSchema(planSchema, { target: 'draft-2020-12' });
  return `${JSON.stringify({ $schema, title: 'qrate plan, version 1', ...schema }, null, 2)}\n`;
};

describe('The schema of plans', () => {
  it('is published as it is checked (QRATE_UPDATE_DOCS=1 writes it)', () => {
    if (process.env.QRATE_UPDATE_DOCS === '1') for (const file of [PUBLISHED, COMPLETED]) writeFileSync(file, generated());
    assert.deepEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')), JSON.parse(generated()));
  });

  it('refuses what it does not know, anywhere, and names the place', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{}, /version/],
      [{ version: 2 }, /version/],
      [{ version: 1, steps: ['rm'] }, /steps/],
      [{ version: 1, filter: { nothing: 1 } }, /filter/],
      [{ version: 1, filter: { except: [{ except: [] }] } }, /filter\.except\.0/],
      [{ version: 1, recipe: { top: 0 } }, /recipe\.top/],
      [{ version: 1, export: { format: 'exec' } }, /export\.format/],
      [{ version: 1, export: { format: 'copy', mode: 'move' } }, /export/],
      [{ version: 1, filter: { from: 'yesterday' } }, /filter\.from/],
      ['best 50', /the whole/],
      [null, /the whole/],
    ];
    for (const [value, place] of wrong) assert.throws(() => parsePlan(value), place, JSON.stringify(value));
  });

  it('says what nobody can answer yet, also where it is to be left out, and filters by the rest', () => {
    const plan: Plan = {
      version: 1,
      filter: { portraits: true, cameras: ['X'], except: [{ text: 'dogs' }, { groups: ['burst'] }] },
      recipe: { tasteWeight: 1, quality: 'good' },
    };
    assert.deepEqual(
      missingOf(plan).map((it) => it.split(' ')[0]),
      ['Portraits', 'What', 'Your'],
    );
    assert.deepEqual(photoFilterOf(plan), { cameras: ['X'], quality: 'good', except: [{ groups: ['burst'] }] });
    assert.deepEqual(missingOf({ version: 1 }), []);
  });

  it('takes parameters, and refuses those that there are not', () => {
    const [exhibition] = BUILT_IN_PLANS;
    assert.ok(exhibition);
    const plan = withParameters(exhibition.plan, ['top=20', 'format=copy', 'destination=7', 'minRating=3', 'spread=false']);
    assert.deepEqual(
      [plan.recipe?.top, plan.export, plan.filter, plan.recipe?.spread],
      [20, { format: 'copy', destination: '7' }, { minRating: 3 }, false],
    );
    for (const bad of ['top=0', 'top=', 'top', 'version=2', '__proto__=1', 'constructor=1', 'format=exec', 'quality=bad'])
      assert.throws(() => withParameters(exhibition.plan, [bad]), /sets nothing|no plan/, bad);
  });
});
