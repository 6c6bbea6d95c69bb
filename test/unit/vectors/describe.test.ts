import assert from 'node:assert/strict';
import { appendFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { CLASSIC } from '../../../src/core/analyze/vectors/classic/classic';
import type { ModelWorkers } from '../../../src/core/ports';
import type { Shoot } from '../../../src/core/shoot';
import { readVectors } from '../../../src/core/vectors/vectorStore';
import { createModelWorkers } from '../../../src/workers/modelWorkers';
import { useTempDir } from '../../support/tempDir';
import { installTiny, TINY_IMAGE, TINY_TEXT } from '../../support/tinyClip';
import { openTinyShoot, paintColours } from '../../support/tinyShoot';

const COLOURS = { red: '#d02020', green: '#20c030', blue: '#2030d0', maroon: '#c82424' } as const;

describe('what photos show', () => {
  const temp = useTempDir();
  let models: string;
  let wrap: (workers: ModelWorkers) => ModelWorkers;
  let turn = 0;

  const folder = (): string => path.join(temp.path, `shoot-${turn}`);
  const open = (): Promise<Shoot> =>
    openTinyShoot(folder(), { models, data: path.join(temp.path, 'data'), wrap: (workers) => wrap(workers) });
  const index = async (options: { readonly signal?: AbortSignal; readonly models?: boolean } = {}) =>
    (await open()).index({ workers: 1, ...options });
  const sizes = async (): Promise<readonly number[]> => {
    const { location } = await open();
    return Promise.all([CLASSIC.id, TINY_IMAGE.id].map(async (id) => (await readVectors(location, id)).size));
  };

  beforeEach(async () => {
    turn += 1;
    wrap = (workers) => workers;
    models = path.join(temp.path, `models-${turn}`);
    await paintColours(folder(), COLOURS);
  });

  it('is found out once for each content, caught up when a model comes later, and kept by a rename', async () => {
    assert.equal((await index()).described, 4);
    assert.deepEqual(await sizes(), [4, 0]);
    installTiny(models, TINY_IMAGE);
    assert.equal((await index({ models: false })).described, 0);
    assert.equal((await index()).described, 4);
    assert.deepEqual(await sizes(), [4, 4]);
    renameSync(path.join(folder(), 'red.jpg'), path.join(folder(), 'renamed.jpg'));
    const { described, analyzed } = await index();
    assert.deepEqual([described, analyzed], [0, 1]);
  });

  it('is found by words and by likeness', async () => {
    installTiny(models, TINY_IMAGE);
    installTiny(models, TINY_TEXT);
    await index();
    const shoot = await open();
    const { model, matches, unknown } = await shoot.find({ text: 'a red photo' });
    assert.deepEqual(
      [
        model,
        unknown,
        matches
          .slice(0, 2)
          .map(({ path }) => path)
          .sort(),
      ],
      [TINY_IMAGE.id, 0, ['maroon.jpg', 'red.jpg']],
    );
    assert.equal((await shoot.find({ text: 'BLUE' })).matches[0]?.path, 'blue.jpg');
    const like = await shoot.find({ like: 'maroon.jpg' });
    assert.deepEqual([like.matches[0]?.path, like.matches.length], ['red.jpg', 3]);
    await assert.rejects(shoot.find({ like: 'nowhere.jpg' }), { code: 'no-such-photo' });
  });

  it('is found by likeness without any model, and says what words would need', async () => {
    await index();
    const shoot = await open();
    const { model, matches } = await shoot.find({ like: 'red.jpg' });
    assert.deepEqual([model, matches[0]?.path], [CLASSIC.id, 'maroon.jpg']);
    await assert.rejects(shoot.find({ text: 'red' }), /Words need the model/);
  });

  it('goes on without a model whose file was changed, and says so', async () => {
    installTiny(models, TINY_IMAGE);
    appendFileSync(path.join(models, TINY_IMAGE.id, 'image.onnx'), 'x');
    const { notes, described, failed } = await index();
    assert.match(notes.join(), /tiny-image is not used: .*damaged or was changed/);
    assert.deepEqual([described, failed, await sizes()], [4, [], [4, 0]]);
  });

  it('loses nothing when a worker dies over one photo: the others are described, and the next run tries it again', async () => {
    installTiny(models, TINY_IMAGE);
    let jobs = 0;
    wrap = (workers) => ({
      ...workers,
      run: async (job, signal) => {
        jobs += 1;
        if (jobs !== 2 || job.want !== 'picture') return workers.run(job, signal);
        return { want: 'picture', failure: { code: 'worker-crashed', detail: 'killed' }, faces: null, vectors: {} } as never;
      },
    });
    await index();
    assert.deepEqual(await sizes(), [4, 3]);
    await index();
    assert.deepEqual([jobs, await sizes()], [5, [4, 4]]);
  });

  it('is left to a later run where no process for networks can be started', async () => {
    installTiny(models, TINY_IMAGE);
    wrap = () => createModelWorkers({ size: 1, workerPath: path.join(temp.path, 'nowhere.js'), log: () => undefined });
    const { notes, described, failed } = await index();
    assert.match(notes.join(), /nowhere\.js cannot be started/);
    assert.deepEqual([described, failed, await sizes()], [4, [], [4, 0]]);
    wrap = (workers) => workers;
    assert.equal((await index()).described, 4);
  });

  it('keeps what was found before it was cancelled', async () => {
    installTiny(models, TINY_IMAGE);
    const cancel = new AbortController();
    let jobs = 0;
    wrap = (workers) => ({
      ...workers,
      run: async (job, signal) => {
        const result = await workers.run(job, signal);
        if (++jobs === 2) cancel.abort();
        return result;
      },
    });
    await assert.rejects(index({ signal: cancel.signal }), { name: 'AbortError' });
    const [classic, vectors] = await sizes();
    assert.equal(classic, 4);
    assert.ok(vectors !== undefined && vectors >= 1 && vectors < 4, `${vectors}`);
    assert.equal((await index()).described, 4 - vectors);
  });
});
