import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { CLASSIC, classicVector } from '../../../src/core/analyze/vectors/classic/classic';
import { drained } from '../../../src/core/pace';
import { cosines } from '../../../src/core/vectors/likeness';
import { likestFirst, matchesOf } from '../../../src/core/vectors/search';
import { picture } from '../../support/models';
import { needSamples } from '../../support/samples';

/** Folders of which every picture shows one scene; and one where every picture is another. */
const SCENES = ['bursts/iphoneXR_static_handheld_10fps', 'bursts/focusstack_pcb_7', 'bursts/rx100m6_aeb_brackets'];
const SINGLES = 'corpus_cc0';
const FRAMES = 4;

describe('likeness by classic statistics', () => {
  it('is greater within a scene than between scenes', async function () {
    const samples = needSamples(this);
    const scenes = new Map<string, string>();
    const vectors = new Map<string, Float32Array>();
    const take = async (folder: string, most: number, sceneOf: (file: string) => string) => {
      for (const name of jpegs(path.join(samples, folder)).slice(0, most)) {
        const file = path.join(folder, name);
        vectors.set(file, classicVector(await picture(path.join(samples, file), 1, 320)));
        scenes.set(file, sceneOf(file));
      }
    };
    for (const folder of SCENES) await take(folder, FRAMES, () => folder);
    await take(SINGLES, 16, (file) => file);
    const files = [...vectors.keys()];
    const stored = {
      modelId: CLASSIC.id,
      length: CLASSIC.length,
      read: (id: string, into: Float64Array) => {
        into.set(vectors.get(id) ?? []);
        return vectors.has(id);
      },
    };
    const photos = files.map((file) => ({ path: file }));

    const likeness = { same: [] as number[], other: [] as number[] };
    let [asked, right] = [0, 0];
    for (const file of files) {
      const cosine = drained(cosines(stored, { ids: files, query: file }));
      assert.ok(cosine);
      const matches = drained(matchesOf(photos, { likeness: cosine, order: likestFirst(cosine) }, file));
      for (const match of matches) likeness[scenes.get(match.path) === scenes.get(file) ? 'same' : 'other'].push(match.likeness);
      if (!SCENES.includes(scenes.get(file) ?? '')) continue;
      asked += 1;
      if (scenes.get(matches[0]?.path ?? '') === scenes.get(file)) right += 1;
    }
    const [same, other] = [mean(likeness.same), mean(likeness.other)];
    console.log(
      `      same scene ${same.toFixed(3)}, other scene ${other.toFixed(3)}; the likest is of the same scene for ${right} of ${asked}`,
    );
    assert.ok(same > other + 0.5);
    assert.ok(right >= 0.9 * asked && asked >= 8);
  });
});

const jpegs = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jpe?g$/i.test(name))
    .sort();

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
