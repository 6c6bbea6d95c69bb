import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { analyzePicture } from '../../../src/core/analyze/analyze';
import { renderPicture } from '../../../src/core/analyze/render';
import { groupPhotos } from '../../../src/core/group/group';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { DEFAULT_RECIPE, type Group, type Photo } from '../../../src/core/model';
import { needSamples, samplesDir } from '../../support/samples';
import { testDecoders } from '../ingest/decode/build';
import { suggest } from '../select/suggestions';

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

describe(`groups of real photos${samplesDir === null ? ' (skipped: no samples)' : ''}`, function () {
  this.timeout(120_000);
  let samples: readonly Sample[] = [];
  let groups: readonly Group[] = [];

  before(async function () {
    samples = await loadSamples(path.join(needSamples(this), 'bursts'));
    groups = groupPhotos(
      samples.map((sample) => sample.photo),
      DEFAULT_RECIPE,
    );
  });

  const setOf = (name: string) => samples.filter(({ set }) => set === name);
  const kindsOf = (name: string) => groups.filter(({ members }) => members[0]?.startsWith(`${name}/`)).map(({ kind }) => kind);

  it('agree with the ground truth; precision and recall of pairs are shown per set', () => {
    const scores = [...new Set(samples.map((sample) => sample.set))].map((set) => score(set, setOf(set), groups));
    for (const line of scores) console.log(`      ${line}`);
    // Minutes prove nothing. The extra pairs are singles that look alike: near duplicates.
    assert.deepEqual(scores, [
      'cameratrap_minute_times: precision none, recall 0/8 pairs',
      'focusstack_pcb_7: precision 21/21, recall 21/21 pairs',
      'rx100m6_aeb_brackets: precision 21/22, recall 21/21 pairs',
      'iphoneXR_static_handheld_10fps: precision 36/37, recall 36/36 pairs',
    ]);
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
    const best = new Set(groups.filter(({ kind }) => kind === 'burst' || kind === 'near-duplicate').flatMap(({ members }) => members));
    for (const sample of samples) {
      if (sample.set === BURSTS || sample.group === '-') continue;
      assert.ok(!best.has(sample.path), sample.path);
      assert.equal(suggestions.get(sample.path)?.verdict, 'pick', sample.path);
    }
  });
});

async function loadSamples(dir: string): Promise<readonly Sample[]> {
  const [, ...lines] = readFileSync(path.join(dir, 'GROUND_TRUTH.tsv'), 'utf8').trim().split('\n');
  const truths = lines.map((line) => line.split('\t')).map(([set = '', file = '', group = '']) => ({ set, path: file, group }));
  const samples: Sample[] = [];
  for (const truth of truths) samples.push({ ...truth, photo: await indexed(dir, truth.path) });
  return samples;
}

/** The photo as Ingest and Analyze see it, HEIC decoded. */
async function indexed(dir: string, file: string): Promise<Photo> {
  const { size, mtimeMs } = statSync(path.join(dir, file));
  const scanned = { path: file, size, mtimeMs, companions: [] };
  const { metadata, format, picture } = await ingestPhoto(dir, scanned, { decoders });
  assert.ok(picture, file);
  const { image, damage } = await renderPicture(picture);
  assert.equal(damage, null, file);
  return { ...scanned, format, metadata, scores: analyzePicture(image, metadata.iso), preview: null, hash: null, failure: null };
}

const decoders = testDecoders();

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
