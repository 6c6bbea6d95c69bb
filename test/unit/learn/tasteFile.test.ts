import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportTaste, readTasteFrom } from '../../../src/core/learn/exchange';
import { appliesOf, verdictOf } from '../../../src/core/learn/modelReport';
import { formatTaste, parseTaste, readTaste, type TasteModel, writeTaste } from '../../../src/core/learn/tasteFile';
import { needSamples } from '../../support/samples';
import { useTempDir } from '../index/fixtures';

const model: TasteModel = {
  name: 'Weddings',
  origin: 'learned',
  features: { id: 'classic-1', length: 3 },
  trainedAt: '2026-05-17T12:00:00.000Z',
  choices: 60,
  ties: 3,
  silent: 12,
  lambda: 0.3,
  calibration: 0.8,
  heldOut: { value: 0.8, low: 0.68, high: 0.88, pairs: 60 },
  technical: { value: 0.55, low: 0.42, high: 0.67, pairs: 60 },
  byChance: 0.002,
  mean: Float32Array.from([0.1, 0.2, 0.3]),
  deviation: Float32Array.from([1, 0, 1e-9]),
  weights: Float32Array.from([-0.5, 0, 3.4e38]),
};

const edited = (change: (stored: Record<string, unknown>) => unknown): string => {
  const file = JSON.parse(formatTaste([model])) as { models: Record<string, unknown>[] };
  const [stored = {}] = file.models;
  change(stored);
  return JSON.stringify(file);
};
const base64 = (...values: number[]): string => Buffer.from(Float32Array.from(values).buffer).toString('base64');

describe('taste.json', () => {
  const temp = useTempDir();

  it('is read back bit for bit, and is the same text for the same model', async () => {
    const location = { dir: temp() };
    assert.deepEqual(await readTaste(location), []);
    await writeTaste(location, [model, { ...model, name: 'Landscapes', heldOut: null, technical: null }]);
    const [first, second] = await readTaste(location);
    assert.deepEqual([first, second?.heldOut], [model, null]);
    const text = readFileSync(path.join(temp(), 'taste.json'), 'utf8');
    await writeTaste(location, await readTaste(location));
    assert.equal(readFileSync(path.join(temp(), 'taste.json'), 'utf8'), text);
  });

  const broken: readonly (readonly [what: string, text: string, why: RegExp])[] = [
    ['another length of weights', edited((it) => Object.assign(it, { weights: base64(1, 2) })), /weights: 2 numbers instead of 3/],
    ['a weight that is no number', edited((it) => Object.assign(it, { weights: base64(1, Number.NaN, 2) })), /weights: not float32/],
    ['an infinite weight', edited((it) => Object.assign(it, { mean: base64(1, Number.POSITIVE_INFINITY, 2) })), /mean: not float32/],
    ['half a number', edited((it) => Object.assign(it, { weights: 'AAAA' })), /weights/],
    ['a value changed by hand', edited((it) => Object.assign(it, { byChance: 0.001 })), /changed by hand or damaged/],
    ['a field that nobody knows', edited((it) => Object.assign(it, { run: 'me' })), /[Uu]nrecognized key/],
    ['a prototype', formatTaste([model]).replace('"name"', '"__proto__": {"applies": true}, "name"'), /proto|changed|[Uu]nrecognized/],
    ['an accuracy above 1', edited((it) => Object.assign(it, { heldOut: { value: 2, low: 0, high: 1, pairs: 3 } })), /heldOut/],
    ['an id that is a path', edited((it) => Object.assign(it, { features: { id: '../../x', length: 3 } })), /features\.id/],
    ['a newer version', JSON.stringify({ version: 2, models: [] }), /newer qrate \(version 2/],
    ['an unknown version', JSON.stringify({ version: 0, models: [] }), /version/],
    ['marks of a merge', `<<<<<<< ours\n${formatTaste([model])}`, /merge that was not finished/],
    ['no JSON', 'pickle', /not JSON/],
    ['two models of one name', formatTaste([model, { ...model, name: 'weddings' }]), /two models have one name/],
  ];
  for (const [what, text, why] of broken) {
    it(`says what is wrong with ${what}`, () => {
      assert.throws(() => parseTaste(text, 'taste.json'), { code: 'taste', message: why });
      assert.equal(({} as { applies?: boolean }).applies, undefined);
    });
  }

  it('does not believe a file that a model applies: that follows from its numbers', () => {
    assert.equal(appliesOf(model), true);
    assert.equal(appliesOf({ ...model, byChance: 0.03 }), false);
    assert.equal(appliesOf({ ...model, heldOut: { value: 0.6, low: 0.49, high: 0.7, pairs: 60 } }), false);
    assert.equal(appliesOf({ ...model, heldOut: null }), false);
  });

  it('says in a sentence how good a model is and whether it is applied', () => {
    assert.equal(
      verdictOf(model),
      'It foretells 80 % of the choices that it has not seen (60 pairs; 95 % interval 68–88 %), technical ranking 55 %: it is applied.',
    );
    assert.match(
      verdictOf({ ...model, byChance: 0.3 }),
      /may be chance, so it counts as no better than technical ranking and is not applied/,
    );
    assert.match(
      verdictOf({ ...model, byChance: 1, technical: model.heldOut }),
      /it is no better than technical ranking and is not applied/,
    );
    assert.match(verdictOf({ ...model, heldOut: null }), /60 choices are too few/);
  });

  it('is exported to a file of its own, never over another, and imported only as one model', async () => {
    const file = path.join(temp(), 'mine.json');
    await exportTaste(model, file);
    assert.deepEqual(await readTasteFrom(file), model);
    await assert.rejects(exportTaste(model, file), { code: 'usage', message: /is there already/ });
    await assert.rejects(exportTaste(model, path.join(temp(), 'no', 'such.json')), { code: 'storage' });
    await assert.rejects(readTasteFrom(path.join(temp(), 'none.json')), { code: 'usage', message: /There is no file/ });
    mkdirSync(path.join(temp(), 'two'));
    writeFileSync(path.join(temp(), 'two.json'), formatTaste([model, { ...model, name: 'other' }]));
    await assert.rejects(readTasteFrom(path.join(temp(), 'two.json')), { code: 'usage', message: /holds 2 models/ });
    writeFileSync(
      path.join(temp(), 'bad.json'),
      edited((it) => Object.assign(it, { weights: base64(1) })),
    );
    await assert.rejects(readTasteFrom(path.join(temp(), 'bad.json')), { code: 'usage', message: /1 numbers instead of 3/ });
  });

  it('takes the published weights of a generic aesthetic for a start', async function () {
    const file = path.join(needSamples(this), '..', 'models', 'laion_aesthetic_v1_vit_b_32.json');
    const generic = await readTasteFrom(file);
    assert.deepEqual([generic.origin, generic.features.length, appliesOf(generic)], ['generic', 512, true]);
    assert.match(verdictOf(generic), /not learned from your choices/);
    assert.equal(parseTaste(formatTaste([generic]), 'x')[0]?.weights.length, 512);
  });
});
