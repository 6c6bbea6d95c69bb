import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Plan } from '../../../src/core/intent/plan';
import type { PlanPreview } from '../../../src/core/intent/preview';
import { ModelStore } from '../../../src/core/models/modelStore';
import { Shoot } from '../../../src/core/shoot';
import { createModelWorkers } from '../../../src/workers/modelWorkers';
import { createPhotoWorkers } from '../../../src/workers/supervisor';
import { writeDated } from '../../fixtures/drawnPhoto';
import { type PortraitWeekend, SITTINGS, writePortraitWeekend } from '../../fixtures/portraitWeekend';
import { qrate, qrateJson } from '../../support/cli';
import { DRAWN_FACES, installDrawnFaces } from '../../support/drawnFaces';
import { needYunet } from '../../support/models';
import { needSamples, repoRoot } from '../../support/samples';
import { useTempDir } from '../../support/tempDir';

const SEED = 'select best 50 portraits from last weekend for exhibition';
const NOW = ['--now', '2026-05-12'];

interface Asked {
  readonly plan: Plan;
  readonly preview: PlanPreview;
  readonly unused: readonly string[];
  readonly report?: { readonly selected: readonly string[] };
}

const dist = (name: string): string => path.join(repoRoot, 'dist', name);

/** As the command line opens it, but with a network for drawn faces in the place of YuNet. */
function openDrawn(root: string, data: string): Promise<Shoot> {
  const log = (): void => undefined;
  return Shoot.open(
    root,
    {
      workers: (size) => createPhotoWorkers({ size, workerPath: dist('worker.js'), log }),
      models: {
        store: new ModelStore(path.join(data, 'models'), [DRAWN_FACES]),
        workers: (size) => createModelWorkers({ size, workerPath: dist('modelWorker.js'), log }),
      },
      sqlWasm: dist('sql-wasm.wasm'),
      userDataDir: data,
      clock: { now: () => new Date(0) },
      log,
    },
    { ignore: [], storage: 'shoot', cacheMaxBytes: 1e9 },
  );
}

describe('The sentence “select best 50 portraits from last weekend for exhibition”', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let weekend: PortraitWeekend;
  let root = '';

  before(async () => {
    root = path.join(temp.path, 'weekend');
    const data = path.join(temp.path, 'data');
    weekend = await writePortraitWeekend(root);
    installDrawnFaces(path.join(data, 'models'));
    const shoot = await openDrawn(root, data);
    const { notes, failed } = await shoot.index({ workers: 2 });
    assert.deepEqual([notes, failed], [[], []]);
    await shoot.decide(weekend.rejected, { verdict: 'reject' });
    await shoot.decide(weekend.picked, { verdict: 'pick' });
  });

  it('finds the faces that were drawn', async () => {
    const { photos } = await (await openDrawn(root, path.join(temp.path, 'data'))).view();
    const found = new Map(photos.map((photo) => [photo.path, photo.faces?.faces.length]));
    assert.deepEqual(
      weekend.photos.filter((it) => found.get(it.path) !== (it.face === null ? 0 : 1)).map((it) => [it.path, found.get(it.path)]),
      [],
    );
  });

  it('says how many pass each step, and writes nothing unasked', async () => {
    const log = path.join(root, '.qrate', 'decisions.jsonl');
    const before = readFileSync(log, 'utf8');
    const { stdout } = await qrate([SEED, ...NOW], { cwd: root });
    const counted = [...stdout.matchAll(/^ {2,}(\d+) {2}(.+)$/gm)].map(([, count, what]) => `${count} ${what}`);
    const { photos, best, nextInLine } = weekend;
    const ofWeekend = photos.filter(({ time }) => /-(?:09|10)T/.test(time));
    assert.deepEqual(
      counted.filter((it) => !it.includes('quality') && !it.includes('portraits')),
      [
        `${photos.length} all photos`,
        `${ofWeekend.length} taken from 2026-05-09 to 2026-05-10`,
        `${best.length + nextInLine.length} picks`,
        `${SITTINGS} the best ${SITTINGS}`,
      ],
    );
    assert.match(stdout, /Selected: 50 photos\n/);
    assert.equal(readFileSync(log, 'utf8'), before);
  });

  it('picks exactly the best of each sitting, and exports just these', async () => {
    const out = path.join(temp.path, 'exhibition.txt');
    const asked = await qrateJson<Asked>(['ask', `${SEED} as a list to ${out}`, root, ...NOW, '--run', '--yes']);
    const { plan, preview, unused, report } = asked;
    assert.deepEqual(unused, []);
    assert.deepEqual(plan.filter, { from: '2026-05-09', to: '2026-05-10', portraits: true });
    assert.deepEqual([plan.recipe?.top, plan.recipe?.quality, plan.recipe?.keepPerBurst], [SITTINGS, 'excellent', 1]);
    assert.deepEqual(sorted(report?.selected), sorted(weekend.best));
    assert.ok(preview.next !== null && weekend.nextInLine.includes(preview.next), `${preview.next}`);
    assert.deepEqual(sorted(listedIn(out, root)), sorted(weekend.best));
  });
});

/** Photos of people that people took, and how they are dated: pairs on the weekend, and copies before and after it. */
const PEOPLE = ['2008_001322.jpg', '2008_002470.jpg', '2008_007676.jpg', 'astronaut.png', 'portrait.jpg'];

describe('The same sentence on photos of real people', function () {
  this.timeout(120_000);
  const temp = useTempDir();

  it('picks the sharp frame of each pair of the weekend (real faces)', async function () {
    const samples = needSamples(this);
    const env = { QRATE_HOME: path.join(temp.path, 'home') };
    const root = path.join(temp.path, 'people');
    await writePeople(root, samples);
    assert.equal((await qrate(['models', 'add', path.dirname(needYunet(this).path)], { env })).code, 0);
    assert.equal((await qrate(['index', root, '--workers', '2'], { env })).code, 0);
    const out = path.join(temp.path, 'people.txt');
    const asked = ['ask', `${SEED} as a list to ${out}`, root, ...NOW, '--run', '--yes'];
    const { preview, report } = await qrateJson<Asked>(asked, { env });
    const best = PEOPLE.map((_, n) => `weekend/${n}_sharp.JPG`);
    assert.deepEqual([preview.missing, sorted(report?.selected)], [[], best]);
    assert.deepEqual(sorted(listedIn(out, root)), best);
  });
});

async function writePeople(root: string, samples: string): Promise<void> {
  for (const [n, name] of PEOPLE.entries()) {
    const source = path.join(samples, 'faces', name);
    const at = (day: string, hundredths = 0) => ({ time: `2026-05-${day}T${10 + n}:00:00`, hundredths });
    await writeDated(path.join(root, `weekend/${n}_soft.JPG`), sharp(source).blur(2), at(n % 2 === 0 ? '09' : '10'));
    await writeDated(path.join(root, `weekend/${n}_sharp.JPG`), sharp(source), at(n % 2 === 0 ? '09' : '10', 30));
    await writeDated(path.join(root, `before/${n}.JPG`), sharp(source).flop(), at('08'));
    await writeDated(path.join(root, `after/${n}.JPG`), sharp(source).flop(), at('11'));
  }
  for (const [n, name] of readdirSync(path.join(samples, 'corpus_cc0'))
    .filter((it) => it.endsWith('.jpg'))
    .slice(0, 4)
    .entries()) {
    const picture = sharp(path.join(samples, 'corpus_cc0', name)).resize(640);
    await writeDated(path.join(root, `weekend/nobody_${n}.JPG`), picture, { time: `2026-05-09T${18 + n}:00:00` });
  }
}

const sorted = (paths: readonly string[] = []): readonly string[] => [...paths].sort();

/** Paths in the shoot that a list of absolute or relative paths names. */
const listedIn = (list: string, root: string): readonly string[] =>
  readFileSync(list, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (path.isAbsolute(line) ? path.relative(root, line) : line).split(path.sep).join('/'));
