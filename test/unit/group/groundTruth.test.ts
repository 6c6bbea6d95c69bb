import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Group, type Photo } from '../../../src/core/model';
import { suggest } from '../../../src/core/select/suggest';
import { needSamples, samplesDir } from '../../support/samples';
import { photo } from './photoBuilder';

/** What a person wrote down about each picture; `-` is a single. */
interface Truth {
  readonly set: string;
  readonly path: string;
  readonly group: string;
}

interface Sample extends Truth {
  readonly photo: Photo;
}

const BURSTS = 'iphoneXR_static_handheld_10fps';

const missing = samplesDir === null ? 'no samples' : spawnSync('exiftool', ['-ver']).status !== 0 ? 'no exiftool' : null;

describe(`groups of real photos${missing === null ? '' : ` (skipped: ${missing})`}`, function () {
  this.timeout(120_000);
  let samples: readonly Sample[] = [];
  let groups: readonly Group[] = [];

  before(async function () {
    if (missing !== null) this.skip();
    samples = await loadSamples(path.join(needSamples(this), 'bursts'));
    groups = groupPhotos(
      samples.map((sample) => sample.photo),
      DEFAULT_RECIPE,
    );
  });

  const setOf = (name: string) => samples.filter(({ set }) => set === name);
  const kindsOf = (name: string) => groups.filter(({ members }) => members[0]?.startsWith(`${name}/`)).map(({ kind }) => kind);

  it('agree with the ground truth; precision and recall of pairs are shown per set', () => {
    for (const set of new Set(samples.map((sample) => sample.set))) console.log(`      ${score(set, setOf(set), groups)}`);
  });

  it('find the phone’s burst, and no frame beside it', () => {
    const burst = groups.filter(({ kind }) => kind === 'burst');
    const expected = setOf(BURSTS).filter(({ group }) => group !== '-');
    assert.deepEqual(
      burst.map(({ members }) => members),
      [expected.map((sample) => sample.path)],
    );
  });

  it('find the three brackets, each whole', () => {
    const found = groups
      .filter(({ kind }) => kind === 'bracket')
      .map(({ members }) => members.map((member) => path.basename(member, '.JPG')));
    assert.deepEqual(found, [
      ['DSC08194', 'DSC08195'],
      ['DSC08196', 'DSC08197', 'DSC08198', 'DSC08199', 'DSC08200'],
      ['DSC08201', 'DSC08202', 'DSC08203', 'DSC08204', 'DSC08205'],
    ]);
  });

  it('find the focus stack, whole', () => {
    assert.deepEqual(kindsOf('focusstack_pcb_7'), ['series']);
    assert.equal(groups.find(({ kind }) => kind === 'series')?.members.length, 7);
  });

  it('leave the camera trap, whose clock shows minutes, alone', () => {
    assert.deepEqual(kindsOf('cameratrap_minute_times'), []);
  });

  it('never offer brackets, stacks or minute-clock frames as “keep the best”', () => {
    const suggestions = suggest(
      samples.map((sample) => sample.photo),
      groups,
      new Map(),
      { ...DEFAULT_RECIPE, minSharpness: 0 },
    );
    for (const sample of samples) {
      if (sample.set === BURSTS || sample.group === '-') continue;
      assert.equal(suggestions.get(sample.path)?.verdict, 'pick', sample.path);
    }
  });
});

async function loadSamples(dir: string): Promise<Sample[]> {
  const [, ...lines] = readFileSync(path.join(dir, 'GROUND_TRUTH.tsv'), 'utf8').trim().split('\n');
  const truths = lines.map((line) => line.split('\t')).map(([set = '', file = '', group = '']) => ({ set, path: file, group }));
  const tags = readTags(
    dir,
    truths.map((truth) => truth.path),
  );
  return Promise.all(
    truths.map(async (truth) => ({
      ...truth,
      photo: photo(truth.path, { ...metadataOf(tags.get(truth.path) ?? {}), phash: await dctHash(path.join(dir, stillOf(truth.path))) }),
    })),
  );
}

/** The HEIC singles around the burst need a decoder; the burst's own frames stand in for them, as the hardest case. */
const stillOf = (file: string): string => file.replace('IMG_3579.HEIC', 'IMG_3580.JPG').replace('IMG_3589.HEIC', 'IMG_3588.JPG');

type Tags = Readonly<Record<string, unknown>>;

function readTags(dir: string, files: readonly string[]): ReadonlyMap<string, Tags> {
  const json = execFileSync('exiftool', ['-n', '-j', '-struct', ...files], {
    cwd: dir,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 26,
  });
  return new Map((JSON.parse(json) as Tags[]).map((tags) => [String(tags.SourceFile), tags]));
}

function metadataOf(tags: Tags): Parameters<typeof photo>[1] {
  const number = (key: string) => (typeof tags[key] === 'number' ? tags[key] : null);
  const text = (key: string) => (tags[key] === undefined ? null : String(tags[key]));
  const taken = text('DateTimeOriginal')?.replace(/^(\d+):(\d+):(\d+) /, '$1-$2-$3T') ?? null;
  const fraction = text('SubSecTimeOriginal');
  return {
    timestamp: taken === null || fraction === null ? taken : `${taken}.${fraction.padStart(3, '0')}`,
    shutter: number('ExposureTime'),
    aperture: number('FNumber'),
    iso: number('ISO'),
    focalLength: number('FocalLength'),
    exposureBias: number('ExposureCompensation'),
    exposureMode: number('ExposureMode'),
    make: text('Make'),
    model: text('Model'),
    serial: text('SerialNumber'),
    burstId: text('BurstUUID'),
  };
}

/** The textbook DCT hash: 32×32 grey, the 8×8 lowest frequencies against their median (Zauner 2010). */
async function dctHash(file: string): Promise<string> {
  const grey = await sharp(file).greyscale().resize(32, 32, { fit: 'fill' }).raw().toBuffer();
  const cosine = (i: number, k: number) => Math.cos(((2 * i + 1) * k * Math.PI) / 64);
  const coefficients = Array.from({ length: 64 }, (_, at) =>
    grey.reduce((sum, value, i) => sum + value * cosine(i >> 5, at >> 3) * cosine(i & 31, at & 7), 0),
  );
  const sorted = [...coefficients].sort((a, b) => a - b);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  const bits = coefficients.map((value) => (value > median ? '1' : '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

/** Pairs that belong together by the truth and by our groups. */
function score(set: string, samples: readonly Sample[], groups: readonly Group[]): string {
  const found = new Map(groups.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  let [both, truth, ours] = [0, 0, 0];
  for (const [i, a] of samples.entries()) {
    for (const b of samples.slice(i + 1)) {
      const together = a.group !== '-' && a.group === b.group;
      const grouped = found.has(a.path) && found.get(a.path) === found.get(b.path);
      truth += Number(together);
      ours += Number(grouped);
      both += Number(together && grouped);
    }
  }
  const share = (part: number, of: number) => (of === 0 ? 'none' : `${part}/${of}`);
  return `${set}: precision ${share(both, ours)}, recall ${share(both, truth)} pairs`;
}
