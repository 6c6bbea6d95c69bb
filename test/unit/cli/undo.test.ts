import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { UndoReport } from '../../../src/core/reports';
import { qrate, qrateJson } from '../../support/cli';
import { recordOf } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

describe('qrate undo and redo', () => {
  const temp = useTempDir();

  it('take decisions back and do them again, each by a process of its own', async () => {
    const dir = path.join(temp.path, 'shoot');
    mkdirSync(dir);
    const [one, two] = [path.join(dir, 'one.jpg'), path.join(dir, 'two.jpg')];
    await sharp({ create: { width: 320, height: 240, channels: 3, background: '#345' } })
      .jpeg()
      .toFile(one);
    copyFileSync(one, two);
    await qrate(['index', dir]);
    await qrate(['pick', one, two]);
    await qrate(['rate', '4', one]);
    assert.deepEqual((await qrateJson<UndoReport>(['undo', dir])).changed, ['one.jpg']);
    const { stdout } = await qrate(['undo', dir]);
    assert.equal(stdout, 'Taken back: verdict pick on 2 photos.\n');
    assert.equal((await recordOf(dir, 'one.jpg')).decision, null);
    assert.match((await qrate(['undo', dir])).stdout, /nothing to take back/);
    await qrate(['redo', dir]);
    await qrate(['redo', dir]);
    const { decision, rating } = await recordOf(dir, 'one.jpg');
    assert.deepEqual({ decision, rating }, { decision: 'pick', rating: 4 });
    assert.match((await qrate(['redo', dir])).stdout, /nothing to do again/);
  });
});
