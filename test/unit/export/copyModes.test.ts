import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { QrateError } from '../../../src/core/errors';
import { applyExport } from '../../../src/core/export/applyExport';
import { hashFile } from '../../../src/core/export/content';
import type { CopyOptions } from '../../../src/core/export/copy/options';
import { scanShoot } from '../../../src/core/ingest/scan';
import type { PhotoView } from '../../../src/core/model';
import { withFlippedByte } from '../../support/faults';
import { companion, filesIn, photoView, Scratch, sentence } from './shoots';

const temps = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
const views = (...names: readonly string[]): readonly PhotoView[] => names.map((name) => photoView(name));

describe('Copying into another order', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  const copy = (photos: readonly PhotoView[], options: Partial<CopyOptions>, out = shoot.out) =>
    shoot.export(photos, { format: 'copy', out, copy: options });
  const arrived = (folder = shoot.out) => filesIn(folder);

  describe('where names collide', () => {
    beforeEach(() => {
      for (const file of ['a/IMG_0001.NEF', 'b/IMG_0001.NEF', 'b/IMG_0001.xmp', 'c/img_0001.nef', 'd/cafe\u0301.NEF', 'e/caf\u00e9.NEF'])
        shoot.write(file);
    });
    const photos = views('a/IMG_0001.NEF', 'b/IMG_0001.NEF', 'c/img_0001.nef', 'd/cafe\u0301.NEF', 'e/caf\u00e9.NEF');

    it('lets both arrive under their folders', async () => {
      assert.deepEqual((await copy(photos, {})).refused, []);
      assert.equal(Object.keys(arrived()).length, 6);
    });

    it('refuses the later ones, companions too, and names both', async () => {
      const { refused } = await copy(photos, { structure: 'flat' });
      assert.deepEqual(
        refused.map(({ path: file }) => file),
        ['b/IMG_0001.NEF', 'b/IMG_0001.NEF', 'c/img_0001.nef', 'e/caf\u00e9.NEF'],
      );
      assert.ok(refused[0]?.reason.includes('b/IMG_0001.NEF') && refused[0].reason.includes('a/IMG_0001.NEF'), refused[0]?.reason);
      assert.match(refused[0]?.reason ?? '', /be numbered, or keep the folders/);
      assert.deepEqual(Object.keys(arrived()), ['IMG_0001.NEF', 'cafe\u0301.NEF']);
    });

    it('numbers them on request, with their companions and always alike', async () => {
      const numbered = {
        'IMG_0001-2.NEF': 'content of b/IMG_0001.NEF',
        'IMG_0001-2.xmp': 'content of b/IMG_0001.xmp',
        'IMG_0001.NEF': 'content of a/IMG_0001.NEF',
        'cafe\u0301.NEF': 'content of d/cafe\u0301.NEF',
        'caf\u00e9-2.NEF': 'content of e/caf\u00e9.NEF',
        'img_0001-3.nef': 'content of c/img_0001.nef',
      };
      const options = { structure: 'flat', collisions: 'number' } as const;
      assert.deepEqual((await copy(photos, options)).refused, []);
      assert.deepEqual(arrived(), numbered);
      const again = await copy(photos.toReversed(), options);
      assert.deepEqual([again.written, again.refused, again.unchanged.length], [[], [], 6]);
      assert.deepEqual(arrived(), numbered);
    });

    it('numbers past files of others, which stay', async () => {
      mkdirSync(shoot.out);
      for (const name of ['IMG_0001.NEF', 'img_0001-2.NEF']) writeFileSync(path.join(shoot.out, name), 'theirs');
      assert.deepEqual((await copy(photos.slice(0, 1), { structure: 'flat', collisions: 'number' })).refused, []);
      assert.deepEqual(arrived(), { 'IMG_0001-3.NEF': 'content of a/IMG_0001.NEF', 'IMG_0001.NEF': 'theirs', 'img_0001-2.NEF': 'theirs' });
    });

    it('says when a file there differs only in letter case', async () => {
      mkdirSync(shoot.out);
      writeFileSync(path.join(shoot.out, 'img_0001.NEF'), 'theirs');
      const { refused } = await copy(photos.slice(0, 1), { structure: 'flat' });
      assert.match(refused[0]?.reason ?? '', /img_0001\.NEF” is there already and differs from “IMG_0001\.NEF” only in letter case/);
      assert.deepEqual(arrived(), { 'img_0001.NEF': 'theirs' });
    });

    it('does not copy a photo anew because its sidecar was edited: the sidecar is refused', async () => {
      await copy(photos.slice(1, 2), { structure: 'flat', collisions: 'number' });
      shoot.write('b/IMG_0001.xmp', 'edited');
      const report = await copy(photos.slice(1, 2), { structure: 'flat', collisions: 'number' });
      assert.deepEqual([report.written, report.unchanged.length, report.refused.length], [[], 1, 1]);
      assert.match(report.refused[0]?.reason ?? '', /exists with other content/);
    });

    it('renames by template in capture order, and refuses a name that is none', async () => {
      assert.deepEqual((await copy(photos.slice(0, 2), { structure: 'flat', name: 'Anna_{counter:2}' })).refused, []);
      assert.deepEqual(Object.keys(arrived()), ['Anna_01.NEF', 'Anna_02.NEF', 'Anna_02.xmp']);
      const { refused, written } = await copy(photos.slice(0, 2), { structure: 'flat', name: '{name}. ' }, `${shoot.out}2`);
      assert.deepEqual([written, refused.length], [[], 3]);
      assert.match(refused[0]?.reason ?? '', /ends with a dot or a blank/);
    });
  });

  it('does not follow a folder of the destination that leads back into the shoot', async () => {
    shoot.write('a/A.NEF');
    mkdirSync(shoot.out);
    symlinkSync(shoot.root, path.join(shoot.out, 'x'));
    const photo = photoView('a/A.NEF');
    const { refused } = await copy([photo], { structure: '{folder|x}', name: null }, shoot.out);
    assert.deepEqual(refused, []);
    symlinkSync(shoot.root, path.join(shoot.out, 'b'));
    shoot.write('b/B.NEF');
    const report = await copy(views('b/B.NEF'), {});
    assert.match(report.refused[0]?.reason ?? '', /out of the destination/);
    assert.deepEqual(readdirSync(shoot.root).sort(), ['a', 'b']);
  });

  describe('as links', () => {
    it('makes hard links: the same files, no room needed, nothing the second time', async () => {
      const raw = shoot.write('d/A.NEF');
      shoot.write('d/A.xmp');
      const plan = await shoot.plan(views('d/A.NEF'), { format: 'copy', copy: { mode: 'hardlink' } });
      assert.deepEqual(
        plan.actions.map(({ kind, bytes }) => [kind, bytes]),
        [
          ['copy', 0],
          ['copy', 0],
        ],
      );
      assert.match(plan.notes.join(), /edits one edits both/);
      const before = statSync(raw);
      await shoot.apply(plan, []);
      const target = path.join(shoot.out, 'd/A.NEF');
      assert.equal(statSync(target).ino, before.ino);
      assert.deepEqual([statSync(raw).mtimeMs, statSync(raw).size, statSync(raw).mode], [before.mtimeMs, before.size, before.mode]);
      const again = await copy(views('d/A.NEF'), { mode: 'hardlink' });
      assert.deepEqual([again.written, again.unchanged.length], [[], 2]);
      assert.deepEqual(temps(shoot.out), []);
    });

    it('makes symbolic links to the real place, and knows its own', async () => {
      const raw = shoot.write('A.NEF');
      symlinkSync(raw, path.join(shoot.root, 'B.NEF'));
      await copy(views('A.NEF', 'B.NEF'), { mode: 'symlink' });
      for (const name of ['A.NEF', 'B.NEF']) assert.equal(readlinkSync(path.join(shoot.out, name)), raw);
      const again = await copy(views('A.NEF', 'B.NEF'), { mode: 'symlink' });
      assert.deepEqual([again.written, again.unchanged.length, again.refused], [[], 2, []]);
    });

    it('never replaces what is there, links to nowhere and elsewhere included', async () => {
      for (const name of ['A.NEF', 'B.NEF', 'C.NEF']) shoot.write(name);
      mkdirSync(shoot.out);
      symlinkSync('/nowhere', path.join(shoot.out, 'A.NEF'));
      symlinkSync(path.join(shoot.root, 'C.NEF'), path.join(shoot.out, 'B.NEF'));
      writeFileSync(path.join(shoot.out, 'C.NEF'), 'theirs');
      for (const mode of ['symlink', 'hardlink', 'copy'] as const) {
        const report = await copy(views('A.NEF', 'B.NEF', 'C.NEF'), { mode });
        assert.deepEqual([mode, report.written, report.refused.length], [mode, [], 3]);
      }
      assert.equal(readlinkSync(path.join(shoot.out, 'A.NEF')), '/nowhere');
      assert.equal(readFileSync(path.join(shoot.out, 'C.NEF'), 'utf8'), 'theirs');
    });

    it('does not take a link to the original for a copy of it', async () => {
      for (const name of ['A.NEF', 'B.NEF']) shoot.write(name);
      mkdirSync(shoot.out);
      linkSync(path.join(shoot.root, 'A.NEF'), path.join(shoot.out, 'A.NEF'));
      symlinkSync(path.join(shoot.root, 'B.NEF'), path.join(shoot.out, 'B.NEF'));
      const { refused } = await copy(views('A.NEF', 'B.NEF'), {});
      assert.match(refused[0]?.reason ?? '', /is a hard link to the original, not a copy/);
      assert.match(refused[1]?.reason ?? '', /is a link to the original, not a copy/);
    });

    it('says already in the plan that a hard link cannot reach another disk, and what to do', async function () {
      if (!existsSync('/dev/shm') || statSync('/dev/shm').dev === statSync(shoot.dir).dev) {
        if (this.test) this.test.title += ' (skipped: needs a second disk)';
        return this.skip();
      }
      shoot.write('A.NEF');
      const out = path.join('/dev/shm', path.basename(shoot.dir));
      const plan = await shoot.plan(views('A.NEF'), { format: 'copy', out, copy: { mode: 'hardlink' } });
      assert.match(plan.actions[0]?.reason ?? '', /on another disk .* Copy instead, or choose a folder on the same disk/);
      assert.equal(existsSync(out), false);
    });
  });

  describe('inside the shoot', () => {
    const scanned = async () => (await scanShoot(shoot.root, { ignore: [] })).files.map((file) => file.path);

    it('marks the folder, so that the scan leaves the copies out, with whatever lies below', async () => {
      shoot.write('d/A.NEF');
      const out = path.join(shoot.root, 'picks');
      const plan = await shoot.plan(views('d/A.NEF'), { format: 'copy', out });
      assert.match(plan.notes.join(), /inside the shoot\. It is marked/);
      assert.deepEqual((await shoot.apply(plan, [])).refused, []);
      assert.ok(existsSync(path.join(out, 'd/A.NEF')));
      assert.deepEqual(await scanned(), ['d/A.NEF']);
      shoot.write('B.NEF');
      assert.deepEqual((await copy(views('B.NEF'), {}, out)).refused, []);
      assert.deepEqual((await copy(views('B.NEF'), {}, path.join(out, 'more'))).refused, []);
      assert.equal(existsSync(path.join(out, 'more', '.qrate-copies.json')), false);
      assert.deepEqual(await scanned(), ['B.NEF', 'd/A.NEF']);
    });

    it('opens the copies as a shoot of their own', async () => {
      shoot.write('A.NEF');
      await copy(views('A.NEF'), {}, path.join(shoot.root, 'picks'));
      const { files } = await scanShoot(path.join(shoot.root, 'picks'), { ignore: [] });
      assert.deepEqual(
        files.map((file) => file.path),
        ['A.NEF'],
      );
    });

    it('never marks a folder that holds anything, for the mark would hide photos', async () => {
      shoot.write('day 1/A.NEF');
      await assert.rejects(
        copy(views('day 1/A.NEF'), { structure: 'flat' }, path.join(shoot.root, 'day 1')),
        (error) => error instanceof QrateError && error.code === 'bad-destination' && /holds other files/.test(error.message),
      );
      assert.deepEqual(await scanned(), ['day 1/A.NEF']);
    });

    it('writes no copy where the mark cannot be written', async () => {
      shoot.write('A.NEF');
      const out = path.join(shoot.root, 'picks');
      const plan = await shoot.plan(views('A.NEF'), { format: 'copy', out });
      writeFileSync(out, 'a file took the place');
      await assert.rejects(shoot.apply(plan, []), (error) => error instanceof QrateError && error.code === 'bad-destination');
    });

    it('needs no mark in a hidden folder', async () => {
      shoot.write('A.NEF');
      await copy(views('A.NEF'), {}, path.join(shoot.root, '.picks'));
      assert.deepEqual(readdirSync(path.join(shoot.root, '.picks')), ['A.NEF']);
    });
  });

  describe('and trusting nothing', () => {
    it('detects one flipped bit in the copy, and leaves nothing of it', async () => {
      shoot.write('A.NEF', Buffer.alloc(3 << 20, 7));
      shoot.write('B.NEF');
      const isTemp = (file: string) => file.startsWith(shoot.out) && readFileSync(path.join(shoot.root, 'A.NEF')).length > 0;
      const plan = await shoot.plan(views('A.NEF'), { format: 'copy' });
      const report = await withFlippedByte(isTemp, () => shoot.apply(plan, []));
      assert.match(report.refused[0]?.reason ?? '', /did not read back as it was written\. Check the destination’s disk/);
      assert.deepEqual(readdirSync(shoot.out), []);
    });

    it('detects an original whose bytes changed while size and date did not', async () => {
      const file = shoot.write('A.NEF', 'good bytes');
      const { size, mtimeMs, mtime, atime } = statSync(file);
      const photo = photoView('A.NEF', { size, mtimeMs, hash: await hashFile(file) });
      writeFileSync(file, 'goof bytes');
      utimesSync(file, atime, mtime);
      const rotten = { ...photo, mtimeMs: statSync(file).mtimeMs };
      const { refused } = await copy([rotten], {});
      assert.match(refused[0]?.reason ?? '', /no longer holds the bytes that were indexed/);
      assert.deepEqual(readdirSync(shoot.out), []);
      assert.deepEqual((await copy([{ ...rotten, mtimeMs: mtimeMs + 1 }], {})).refused, []);
    });

    it('refuses an original that is replaced while it is read', async () => {
      shoot.write('A.NEF', Buffer.alloc(2 << 20, 1));
      const plan = await shoot.plan(views('A.NEF'), { format: 'copy' });
      const replace = () => {
        spawnSync('cp', [path.join(shoot.root, 'A.NEF'), path.join(shoot.root, 'new')]);
        spawnSync('mv', [path.join(shoot.root, 'new'), path.join(shoot.root, 'A.NEF')]);
        return false;
      };
      const report = await withFlippedByte(replace, () => shoot.apply(plan, []));
      assert.match(report.refused[0]?.reason ?? '', /changed while it was being copied/);
      assert.deepEqual(readdirSync(shoot.out), []);
    });

    it('leaves every original as it was, in every mode', async () => {
      const names = ['a/A.NEF', 'a/A.JPG', 'a/A.xmp', 'b/A.NEF'];
      for (const name of names) shoot.write(name, Buffer.alloc(100_000, name));
      const state = async () =>
        Promise.all(
          names.map(async (name) => {
            const { size, mtimeMs, mode, ino, uid } = lstatSync(path.join(shoot.root, name));
            return [name, size, mtimeMs, mode, ino, uid, await hashFile(path.join(shoot.root, name))];
          }),
        );
      const before = await state();
      const photos = [photoView('a/A.NEF', { companions: [companion('a/A.JPG')] }), photoView('b/A.NEF')];
      for (const mode of ['copy', 'hardlink', 'symlink'] as const) {
        const { refused } = await copy(photos, { mode, structure: 'flat', collisions: 'number', name: '{date|x}' }, `${shoot.out}-${mode}`);
        assert.deepEqual(refused, []);
      }
      assert.deepEqual(await state(), before);
    });

    it('stops within a second of a cancel in the middle of a file of 100 MB', async function () {
      this.timeout(60_000);
      shoot.write('A.NEF', Buffer.alloc(100 << 20, 3));
      const photos = views('A.NEF');
      const plan = await shoot.plan(photos, { format: 'copy' });
      const controller = new AbortController();
      let aborted = 0;
      setTimeout(() => {
        aborted = performance.now();
        controller.abort();
      }, 60);
      await assert.rejects(applyExport({ view: shoot.view(photos), plan, sentence, signal: controller.signal }), { name: 'AbortError' });
      const waited = performance.now() - aborted;
      assert.ok(aborted > 0 && waited < 1000, `${waited} ms`);
      assert.deepEqual(readdirSync(shoot.out), []);
    });
  });
});
