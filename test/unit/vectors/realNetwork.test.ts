import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AddReport } from '../../../src/core/models/addModels';
import { ModelStore } from '../../../src/core/models/modelStore';
import type { IndexReport } from '../../../src/core/reports';
import type { Match } from '../../../src/core/vectors/search';
import { readVectors } from '../../../src/core/vectors/vectorStore';
import { createModelWorkers } from '../../../src/workers/modelWorkers';
import { SMALL } from '../../fixtures/sharedShoot';
import { makeShoot } from '../../fixtures/shoot';
import { qrateJson } from '../../support/cli';
import { modelFile, testRuntime } from '../../support/models';
import { BACKBONE, BACKBONE_FILE, realNetwork, writeRealEmbedder } from '../../support/realEmbedder';
import { needSamples, repoRoot } from '../../support/samples';
import { useTempDir } from '../../support/tempDir';
import { openShoot } from '../session/storedShoot';

/** Small, since TensorFlow.js without its native part is slow. */
const SIDE = 64;

/** Pictures of each scene, by folder; of the trap camera those of one place. */
const BURSTS: readonly { readonly folder: string; readonly name: RegExp }[] = [
  { folder: 'bursts/iphoneXR_static_handheld_10fps', name: /\.JPG$/ },
  { folder: 'bursts/focusstack_pcb_7', name: /\.jpg$/ },
  { folder: 'bursts/cameratrap_minute_times', name: /^StationA/ },
  { folder: 'bursts/cameratrap_minute_times', name: /^StationB/ },
];
const FRAMES = 3;
const SINGLES = 6;

describe('a real network', () => {
  const temp = useTempDir();
  const home = (): string => path.join(temp.path, 'home');
  const env = (): NodeJS.ProcessEnv => ({ QRATE_HOME: home() });
  let id = '';

  it('was turned into ONNX right: it gives what TensorFlow.js gives', async () => {
    const pixels = Array.from({ length: 3 * SIDE * SIDE }, (_, i) => (i * 7919 + ((i * i) >> 7)) % 256);
    const oracle = spawnSync(process.execPath, [path.join(__dirname, 'tfjsOracle.js'), BACKBONE_FILE, BACKBONE.to, String(SIDE)], {
      input: JSON.stringify(pixels),
      encoding: 'utf8',
    });
    assert.equal(oracle.status, 0, oracle.stderr);
    const expected = Float32Array.from(JSON.parse(oracle.stdout) as number[]);
    const network = path.join(temp.path, 'small.onnx');
    writeFileSync(network, realNetwork(SIDE));
    const session = await (await testRuntime()).open(modelFile(network));
    const planes = Float32Array.from(pixels, (_, i) => pixels[3 * (i % (SIDE * SIDE)) + Math.floor(i / (SIDE * SIDE))] ?? 0);
    const { embedding } = await session.run({ picture: { type: 'float32', dims: [1, 3, SIDE, SIDE], data: planes } });
    const given = embedding?.data as Float32Array;
    assert.equal(given.length, BACKBONE.length);
    assert.ok(
      expected.some((value) => Math.abs(value) > 0.5),
      'the numbers say nothing',
    );
    const worst = given.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))), 0);
    console.log(`      ${given.length} numbers, the largest difference ${worst.toExponential(1)}`);
    assert.ok(worst < 1e-3);
  });

  it('is installed from a folder by the description beside it', async () => {
    writeRealEmbedder(path.join(temp.path, 'mine'));
    const { added, installed } = await qrateJson<AddReport>(['models', 'add', path.join(temp.path, 'mine')], { env: env() });
    id = installed[0] ?? '';
    assert.match(id, /^mobilenet-v3-coco-[0-9a-f]{8}$/);
    assert.deepEqual(
      added.map(({ name }) => name),
      ['mobilenet.onnx'],
    );
  });

  it('finds photos of the same scene likest, in a shoot that was drawn', async () => {
    const shoot = path.join(temp.path, 'drawn');
    const { photos } = await makeShoot(shoot, { seed: 3, scale: 0.4, size: SMALL });
    const scenes = photos.flatMap(({ path: file, kind, group }): readonly Placed[] =>
      ['near-duplicate', 'burst', 'bracket', 'single'].includes(kind) ? [{ file, scene: group ?? file }] : [],
    );
    const share = await inOrder(shoot, scenes, 'drawn');
    assert.ok(share.network > 0.97, `${share.network}`);
  });

  it('finds photos of the same scene likest, among real bursts', async function () {
    const samples = needSamples(this);
    const shoot = path.join(temp.path, 'real');
    mkdirSync(shoot);
    const scenes: Placed[] = [];
    const take = (folder: string, names: readonly string[], scene: string | null) => {
      for (const name of names) {
        const file = `${scenes.length}-${name}`;
        cpSync(path.join(samples, folder, name), path.join(shoot, file));
        scenes.push({ file, scene: scene ?? file });
      }
    };
    for (const { folder, name } of BURSTS) {
      take(
        folder,
        readdirSync(path.join(samples, folder))
          .filter((it) => name.test(it))
          .sort()
          .slice(0, FRAMES),
        `${folder} ${name}`,
      );
    }
    take('corpus_cc0', oneOfEachCamera(path.join(samples, 'corpus_cc0')).slice(0, SINGLES), null);
    const share = await inOrder(shoot, scenes, 'real');
    assert.ok(share.network > 0.93, `${share.network}`);
  });

  /** Indexes by the command line and asks for what is like each photo of a scene with several: share of triplets in the right order. */
  async function inOrder(shoot: string, scenes: readonly Placed[], name: string): Promise<{ readonly network: number }> {
    const { notes } = await qrateJson<IndexReport>(['index', shoot], { env: env() });
    assert.deepEqual(notes, []);
    const store = new ModelStore(path.join(home(), 'models'));
    const workers = (size: number) =>
      createModelWorkers({ size, workerPath: path.join(repoRoot, 'dist/modelWorker.js'), log: () => undefined });
    const withNetwork = await openShoot(shoot, { models: { store, workers } });
    const vectors = await readVectors(withNetwork.location, id);
    const known = await readVectors(withNetwork.location, 'classic-1');
    assert.deepEqual([vectors.size, vectors.length], [known.size, BACKBONE.length], 'not every preview has its vector');
    const network = await order(scenes, async (file) => {
      const { model, matches } = await withNetwork.find({ like: path.join(shoot, file) });
      assert.equal(model, id);
      return matches;
    });
    const without = await openShoot(shoot);
    const classic = await order(scenes, async (file) => (await without.find({ like: path.join(shoot, file) })).matches);
    console.log(
      `      ${name}, ${network.triplets} triplets: same scene likelier ${percent(network.share)} (classic-1: ${percent(classic.share)}), the likest of the same scene ${network.first} of ${network.asked} (${classic.first})`,
    );
    return { network: network.share };
  }
});

interface Placed {
  readonly file: string;
  readonly scene: string;
}

/** For each photo, one of its scene and one of another: how often the first is the likelier. */
async function order(scenes: readonly Placed[], likeTo: (file: string) => Promise<readonly Match[]>) {
  const sceneOf = new Map(scenes.map(({ file, scene }) => [file, scene]));
  let [right, triplets, first, asked] = [0, 0, 0, 0];
  for (const { file, scene } of scenes) {
    if (scenes.filter((it) => it.scene === scene).length < 2) continue;
    const matches = (await likeTo(file)).filter((it) => sceneOf.has(it.path));
    const isSame = (match: Match): boolean => sceneOf.get(match.path) === scene;
    const [same, other] = [matches.filter(isSame), matches.filter((it) => !isSame(it))];
    for (const one of same) right += other.filter(({ likeness }) => likeness < one.likeness).length;
    triplets += same.length * other.length;
    asked += 1;
    if (matches[0] !== undefined && isSame(matches[0])) first += 1;
  }
  assert.ok(triplets > 100);
  return { share: right / triplets, triplets, first, asked };
}

/** The first picture of each, so that no two show the same. */
function oneOfEachCamera(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name));
  return [
    ...new Map(
      names
        .sort()
        .reverse()
        .map((name) => [name.split('__', 2).join('__'), name]),
    ).values(),
  ].sort();
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
