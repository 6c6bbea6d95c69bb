import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { patchXmp } from '../../../../src/core/export/xmp/patch';
import type { PhotoView } from '../../../../src/core/model';
import { DISK_FAULTS, type DiskFault, withFault } from '../../../support/faults';
import { SyncFolder } from '../../sync/syncFolder';
import { decided, newSidecar, photoView, Scratch, wishing } from '../shoots';

const REMEDY: Record<DiskFault, RegExp> = {
  ENOSPC: /disk is full.*(make room|free some space)/i,
  EIO: /reported an error.*check the disk/i,
  EACCES: /no permission.*check the rights/i,
  EROFS: /read-only.*make it writable/i,
};

const temps = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

/** Runs `attempt` with the first, second, third … change of the disk failing, until none is left to fail. Answers how many there were. */
async function failEach(attempt: (at: number) => Promise<string | null>): Promise<number> {
  for (let at = 0; at < 100; at++) if ((await attempt(at)) === null) return at;
  throw new Error('there is no end of writes');
}

describe('A disk that fails at any write of a sidecar', function () {
  this.timeout(60_000);
  const before = newSidecar('NEF', { rating: 1 });
  const after = patchXmp(before, wishing({ rating: 5 })) ?? before;
  const photos: readonly PhotoView[] = [photoView('A.NEF', { decision: decided({ rating: 5 }) })];

  for (const code of DISK_FAULTS) {
    for (const existing of [true, false]) {
      it(`${code}: ${existing ? 'the old sidecar stays, or the new one is whole' : 'there is no sidecar, or a whole one'}; file and remedy are named`, async () => {
        let kept = 0;
        const points = await failEach(async (at) => {
          const shoot = new Scratch();
          try {
            const file = existing ? shoot.write('A.xmp', before) : path.join(shoot.root, 'A.xmp');
            const { failed, result } = await withFault({ at, code, under: shoot.root }, () =>
              shoot.export(photos, { format: 'xmp', out: null }),
            );
            if (failed === null) return null;
            assert.equal(result.status, 'fulfilled', `${failed}: ${String((result as PromiseRejectedResult).reason)}`);
            if (result.status !== 'fulfilled') return failed;
            const there = readdirSync(shoot.root).includes('A.xmp') ? readFileSync(file) : null;
            const isOld = existing ? there?.equals(before) === true : there === null;
            const isNew = there?.equals(existing ? after : newSidecar('NEF', { rating: 5 })) === true;
            assert.ok(isOld || isNew, `${failed}: ${there?.length ?? 0} bytes`);
            if (isOld) kept += 1;
            for (const { reason } of result.value.refused) {
              assert.match(reason, /A\.xmp|shoot/);
              assert.match(reason, REMEDY[code], failed);
            }
            if (isOld) assert.equal(result.value.refused.length, 1, failed);
            if (failed !== 'rm') assert.deepEqual(temps(shoot.root), [], failed);
            return failed;
          } finally {
            shoot.remove();
          }
        });
        assert.ok(points >= 4 && kept >= 3, `${points} writes, the old one kept ${kept} times`);
      });
    }

    it(`${code}: a sync keeps both sides whole, and the next one finishes it`, async () => {
      const points = await failEach(async (at) => {
        const shoot = new SyncFolder(['A.NEF', 'B.NEF']);
        try {
          for (const it of shoot.photos) await shoot.decide(it, { rating: 1 });
          await shoot.sync();
          const edited = readFileSync(shoot.file('A.xmp'), 'utf8').replace('Rating="1"', 'Rating="4"');
          shoot.scratch.write('A.xmp', edited);
          await shoot.decide('B.NEF', { rating: 5 });
          const { failed, result } = await withFault({ at, code, under: shoot.scratch.root }, () => shoot.sync());
          if (failed === null) return null;
          if (result.status === 'rejected') assert.match(String(result.reason), REMEDY[code], failed);
          assert.equal(readFileSync(shoot.file('A.xmp'), 'utf8'), edited);
          assert.match(shoot.says('B.xmp'), /^[15] null null$/);
          const { conflicts, refused } = await shoot.sync();
          assert.deepEqual([failed, conflicts, refused], [failed, [], []]);
          assert.deepEqual([failed, (await shoot.decision('A.NEF'))?.rating, shoot.says('B.xmp')], [failed, 4, '5 null null']);
          assert.deepEqual(temps(shoot.scratch.root), [], failed);
          return failed;
        } finally {
          shoot.remove();
        }
      });
      assert.ok(points >= 8, `${points} writes`);
    });
  }
});
