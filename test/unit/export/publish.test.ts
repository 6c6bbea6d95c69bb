import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { publishNew, publishOver, writeTemp } from '../../../src/core/export/publish';
import { Scratch, withoutRoot } from './shoots';

/** A root-owned file that another user may not link to: `link` fails as on a disk without hard links. */
const canForbidLinks =
  process.getuid?.() === 0 &&
  existsSync('/proc/sys/fs/protected_hardlinks') &&
  readFileSync('/proc/sys/fs/protected_hardlinks', 'utf8').trim() === '1';

describe('Giving a finished file its name', () => {
  let shoot: Scratch;
  let target: string;
  beforeEach(() => {
    shoot = new Scratch();
    mkdirSync(shoot.out);
    target = path.join(shoot.out, 'A.NEF');
  });
  afterEach(() => shoot.remove());

  it('never replaces a file that is there, and cleans up', async () => {
    writeFileSync(target, 'theirs');
    await assert.rejects(publishNew(await writeTemp(shoot.out, Buffer.from('ours')), target), { code: 'EEXIST' });
    assert.equal(readFileSync(target, 'utf8'), 'theirs');
    assert.deepEqual(readdirSync(shoot.out), ['A.NEF']);
  });

  it('replaces on request, with the mode that was asked for', async () => {
    writeFileSync(target, 'old');
    const temp = await writeTemp(shoot.out, Buffer.from('new'), {
      mode: 0o604,
      uid: process.getuid?.() ?? 0,
      gid: process.getgid?.() ?? 0,
    });
    await publishOver(temp, target);
    assert.equal(readFileSync(target, 'utf8'), 'new');
    assert.equal(statSync(target).mode & 0o777, 0o604);
    assert.deepEqual(readdirSync(shoot.out), ['A.NEF']);
  });

  describe(`on a disk without hard links${canForbidLinks ? '' : ' (skipped: needs root and protected hard links)'}`, () => {
    before(function () {
      if (!canForbidLinks) this.skip();
    });
    beforeEach(() => {
      chmodSync(shoot.dir, 0o755);
      chmodSync(shoot.out, 0o777);
    });

    async function publishUnlinkable(): Promise<void> {
      const temp = path.join(shoot.out, '.qrate-00000000-1-1.tmp');
      writeFileSync(temp, 'ours', { mode: 0o600 });
      await withoutRoot(() => publishNew(temp, target));
    }

    it('reserves the name first, so that nothing is replaced', async () => {
      await publishUnlinkable();
      assert.equal(readFileSync(target, 'utf8'), 'ours');
      await assert.rejects(publishUnlinkable(), { code: 'EEXIST' });
      assert.deepEqual(readdirSync(shoot.out), ['A.NEF']);
    });
  });
});
