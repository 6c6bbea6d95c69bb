import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readDecisions } from '../../../src/core/index/decisions';
import { DEFAULT_RECIPE } from '../../../src/core/model';
import { readIndex } from '../../../src/core/session/readIndex';
import { appendVectors } from '../../../src/core/vectors/vectorWriter';
import { ThreadClient } from '../../../src/workers/thread/threadClient';
import { repoRoot } from '../../support/samples';
import { randomShoot } from '../group/randomShoot';
import { silent, sqlWasm, useTempDir } from '../index/fixtures';
import { openShoot, storedShoot } from '../session/storedShoot';

const inDist = (name: string) => path.join(repoRoot, 'dist', name);

describe('the thread of a shoot', () => {
  const temp = useTempDir();
  const clientOf = (root: string) =>
    new ThreadClient({
      root,
      settings: { ignore: [], storage: 'shoot', cacheMaxBytes: 1e9 },
      sqlWasm,
      workerPath: inDist('worker.js'),
      userDataDir: path.join(temp(), 'unused'),
      script: inDist('shootThread.js'),
      log: silent,
    });

  it('reads what a reader here reads, in pieces', async () => {
    const location = await storedShoot(path.join(temp(), 'shoot'), randomShoot(5, 450));
    const here = await readIndex(location, await readDecisions(location.decisions), { sqlWasm, log: silent });
    assert.deepEqual(await clientOf(location.root).read(location), here);
  });

  it('culls, and the shoot in memory sees it', async () => {
    const { root } = await storedShoot(path.join(temp(), 'shoot'), randomShoot(5, 60));
    const client = clientOf(root);
    const shoot = await openShoot(root, { readIndex: (location) => client.read(location) });
    assert.equal((await shoot.view()).recipe, null);
    const { photos } = await client.cull(DEFAULT_RECIPE);
    assert.equal(photos, (await shoot.view()).photos.filter(({ suggestion }) => suggestion !== null).length);
  });

  it('fails with the error that was thrown there', async () => {
    const root = path.join(temp(), 'empty');
    await mkdir(root);
    await assert.rejects(clientOf(root).cull(DEFAULT_RECIPE), { name: 'QrateError', code: 'no-index' });
  });

  it('compares vectors in one of another kind, which fails with the error that was thrown there as well', async () => {
    const dir = path.join(temp(), 'store');
    const id = '0'.repeat(32);
    await appendVectors({ dir }, { id: 'net', length: 2, encoding: 'int8' }, [[id, Float32Array.of(0.6, 0.8)]]);
    const ask = (model: string) => clientOf(temp()).compare({ dir }, { models: [model], ids: ['', id], query: Float32Array.of(1, 0) });
    const found = await ask('net');
    assert.deepEqual([found?.model, found?.likeness[1]?.toFixed(2), found?.order], ['net', '0.60', Uint32Array.of(1)]);
    assert.equal(await ask('other'), null);
    await mkdir(path.join(dir, 'vectors', 'folder.bin'));
    await assert.rejects(ask('folder'), { name: 'QrateError', code: 'storage' });
  });

  it('ends a cancelled index with the reason of its signal', async () => {
    const root = path.join(temp(), 'empty');
    await mkdir(root);
    const cancelled = AbortSignal.abort();
    await assert.rejects(clientOf(root).index({ workers: 1, signal: cancelled }), { name: 'AbortError' });
  });
});
