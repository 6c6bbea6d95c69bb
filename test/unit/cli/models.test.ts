import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FACE_MODEL } from '../../../src/core/models/registry';
import type { ModelReport } from '../../../src/core/models/report';
import { type CliResult, qrate } from '../../support/cli';
import { useTempDir } from '../../support/tempDir';
import { ModelServer } from '../models/support/modelServer';
import { content } from '../models/support/models';

describe('qrate models', () => {
  const temp = useTempDir();
  const models = (...args: string[]): Promise<CliResult> =>
    qrate(['models', ...args], { env: { QRATE_HOME: path.join(temp.path, 'home') } });

  it('lists every model with state, size, licence and place, and creates nothing', async () => {
    const { code, stdout } = await models('--json');
    assert.equal(code, 0);
    const all = JSON.parse(stdout) as readonly ModelReport[];
    assert.deepEqual(
      all.map(({ id, state, licence }) => [id, state, licence]),
      [
        ['yunet-2023mar', 'missing', 'MIT'],
        ['clip-vit-b32-int8', 'missing', 'MIT'],
        ['clip-vit-b32-int8-text', 'missing', 'MIT'],
        ['laion-aesthetic-v1', 'missing', 'MIT'],
      ],
    );
    assert.equal(all[0]?.files[0]?.path, path.join(temp.path, 'home/models/yunet-2023mar/face_detection_yunet_2023mar.onnx'));
    assert.equal(existsSync(path.join(temp.path, 'home')), false);
  });

  it('says what it fetches from where before it does, and refuses what is not the model', async () => {
    const server = new ModelServer(content(FACE_MODEL.files[0]?.bytes));
    const base = await server.start();
    const { code, stdout, stderr } = await models('get', 'yunet-2023mar', '--mirror', base, '--json');
    await server.stop();
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^YuNet \(yunet-2023mar\), licence MIT\. Finds faces.*\n {2}0\.2 MB {2}http:\/\/127\.0\.0\.1:\d+\/yunet-2023mar\/face_detection/,
    );
    assert.match(stdout, /"code":"models","message":"http:.*its content is not what it must be/);
    assert.deepEqual(
      server.asked.map((it) => it.path),
      ['/yunet-2023mar/face_detection_yunet_2023mar.onnx'],
    );
  });

  it('says what a folder did not have, and does not get models that are only to be had from one', async () => {
    const folder = path.join(temp.path, 'stick');
    await mkdir(folder);
    await writeFile(path.join(folder, 'net.onnx'), 'none');
    const { stdout } = await models('add', folder);
    assert.match(stdout, /^Nothing new was found\. Installed: none\.\nNot there: face_detection_yunet_2023mar\.onnx \(yunet-2023mar\), /);
    const { code, stderr } = await models('get', 'laion-aesthetic-v1');
    assert.equal(code, 1);
    assert.match(stderr, /No public address of laion_aesthetic_v1_vit_b_32\.json is known\. Install laion-aesthetic-v1 from a folder/);
  });

  it('takes wrong names for wrong usage', async () => {
    const { code, stderr } = await models('remove', 'yunet');
    assert.equal(code, 2);
    assert.match(stderr, /There is no model "yunet"\. There are: yunet-2023mar, /);
  });
});
