import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveStore, type StoreLocation } from '../../../src/core/index/location';
import { readingAnswer } from '../../../src/core/intent/tools/answers';
import { doubtsAbout, type ReadShoot, understand } from '../../../src/core/intent/understand';
import type { ShootView } from '../../../src/core/reports';
import { NO_LOOKS } from '../../../src/core/select/looks';
import { useTempDir } from '../../support/tempDir';

const NOW = '2026-05-12T10:00';

describe('A sentence where presets cannot be used', () => {
  const temp = useTempDir();
  let location: StoreLocation;

  beforeEach(async function () {
    const root = path.join(temp.path, (this.currentTest?.title ?? '').replace(/\W+/g, '-').slice(0, 40));
    mkdirSync(root);
    location = await resolveStore(root, { mode: 'shoot', userDataDir: path.join(root, 'user') });
  });

  const ask = (sentence: string, givenPresets?: unknown) => {
    const view = async () => ({ photos: [] as readonly never[] }) as unknown as ShootView;
    const shoot: ReadShoot = {
      view,
      looks: async () => ({ ...NO_LOOKS, missing: 'No words here.' }),
      location: { ...location, givenPresets },
    };
    return understand(shoot, sentence, { now: NOW });
  };
  const breakShoots = () => {
    mkdirSync(path.dirname(location.presets), { recursive: true });
    writeFileSync(location.presets, '{"version":1,"presets":[{"name":"a","recipe":{"keepPerBurst":0}}]}');
  };

  it('is read all the same, and says that the shoot’s file cannot be used', async () => {
    breakShoots();
    const { plan, presetProblems, ...reading } = await ask('best 5 from Saturday');
    assert.equal(plan.recipe?.top, 5);
    assert.deepEqual(
      presetProblems.map(({ origin, name }) => [origin, name]),
      [['shoot', null]],
    );
    assert.match(presetProblems[0]?.message ?? '', /presets\[0\]\.recipe\.keepPerBurst/);
    assert.deepEqual(doubtsAbout(reading), [], 'it names no preset');
  });

  it('has doubts where it names a preset that may stand in the broken file', async () => {
    breakShoots();
    assert.deepEqual(doubtsAbout(await ask('best 5 for exhibition')), [
      '“Exhibition” may be another preset: the shoot’s presets.json cannot be used.',
    ]);
  });

  it('never takes the built-in preset for one of the same name that is broken', async () => {
    const settings = { exhibition: { recipe: { keepPerBurst: 0 } } };
    const reading = await ask('best 5 for exhibition', settings);
    assert.deepEqual(reading.plan.recipe, { top: 5 });
    assert.match(doubtsAbout(reading).join(), /“exhibition” in the setting qrate\.presets cannot be used: .*keepPerBurst/);
    assert.match(doubtsAbout(await ask('best 5, preset "Exhibition"', settings)).join(), /cannot be used/);
  });

  it('tells assistants, too, without the folder of the file', async () => {
    breakShoots();
    const reading = await ask('best 5', { Wrong: { recipe: { keepPerBurst: 0 } } });
    const answer = JSON.stringify(readingAnswer(reading));
    assert.match(answer, /the shoot’s presets\.json cannot be used/);
    assert.match(answer, /“Wrong” in the setting qrate\.presets/);
    assert.ok(!answer.includes(temp.path), answer);
    assert.ok(!JSON.stringify(readingAnswer({ ...reading, presetProblems: [] })).includes('presetsThatCannotBeUsed'));
  });
});
