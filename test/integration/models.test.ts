import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { hasCode, report, run } from './support/qrate';

describe('models', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'qrate-models-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are listed with size, licence and place', async () => {
    const models = await report('qrate.models.manage', {});
    assert.deepEqual(
      models.map(({ id, licence }) => [id, licence]),
      [
        ['yunet-2023mar', 'MIT'],
        ['clip-vit-b32-int8', 'MIT'],
        ['clip-vit-b32-int8-text', 'MIT'],
        ['laion-aesthetic-v1', 'MIT'],
      ],
    );
  });

  it('are not taken from a file that only has their size', async () => {
    const [before] = await report('qrate.models.manage', {});
    writeFileSync(path.join(folder, 'face_detection_yunet_2023mar.onnx'), Buffer.alloc(before?.bytes ?? 0));
    const [after] = await report('qrate.models.manage', { add: folder });
    assert.deepEqual(after, before);
  });

  it('cannot be downloaded by a program, only by the person', async () => {
    await assert.rejects(run('qrate.models.manage', { get: ['yunet-2023mar'] }), hasCode('usage'));
  });

  it('have a mirror that a workspace cannot set', () => {
    const inspected = vscode.workspace.getConfiguration('qrate').inspect('models.mirror');
    assert.equal(inspected?.defaultValue, '');
    const extension = vscode.extensions.getExtension('qrate.qrate');
    assert.ok(extension);
    const groups = extension.packageJSON.contributes.configuration as readonly { properties: Record<string, { scope: string }> }[];
    assert.equal(groups.map(({ properties }) => properties['qrate.models.mirror']).find(Boolean)?.scope, 'machine');
  });
});
