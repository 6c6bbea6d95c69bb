import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { QrateError } from '../../../src/core/errors';
import { applyExport } from '../../../src/core/export/applyExport';
import { companion, filesIn, photoView, Scratch, sentence, withoutRoot } from './shoots';

const temps = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.qrate-'));

describe('Copying picks', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  it('takes the RAW and all that travels with it into the same structure, with times and modes', async () => {
    const raw = shoot.write('day 1/IMG “1” 🐈\n.NEF', Buffer.alloc(3 << 20, 7));
    for (const extension of ['JPG', 'xmp', 'acr', 'wav', 'THM']) shoot.write(`day 1/IMG “1” 🐈\n.${extension}`);
    utimesSync(raw, 1_700_000_000.25, 1_600_000_000.125_5);
    chmodSync(raw, 0o440);
    const photo = photoView('day 1/IMG “1” 🐈\n.NEF', { companions: [companion('day 1/IMG “1” 🐈\n.JPG')] });
    const report = await shoot.export([photo], { format: 'copy' });
    assert.deepEqual(report.refused, []);
    assert.equal(report.written.length, 6);
    assert.deepEqual(filesIn(shoot.out), filesIn(shoot.root));
    const copy = statSync(path.join(shoot.out, photo.path));
    assert.equal(copy.mtimeMs.toFixed(2), '1600000000125.50');
    assert.equal(copy.mode & 0o777, 0o440);
    assert.deepEqual(temps(shoot.out), []);
  });

  it('copies a name of 255 bytes', async () => {
    const name = `${'é'.repeat(125)}x.NEF`;
    shoot.write(name);
    assert.deepEqual((await shoot.export([photoView(name)], { format: 'copy' })).refused, []);
    assert.deepEqual(Object.keys(filesIn(shoot.out)), [name]);
  });

  it('brings a sidecar along that is newer than the index, and one shared by two photos once', async () => {
    for (const name of ['A.CR2', 'A.DNG', 'A.xmp', 'A.CR2.xmp', 'AB.xmp']) shoot.write(name);
    const report = await shoot.export([photoView('A.CR2'), photoView('A.DNG', { companions: [companion('A.xmp')] })], { format: 'copy' });
    assert.deepEqual(Object.keys(filesIn(shoot.out)), ['A.CR2', 'A.CR2.xmp', 'A.DNG', 'A.xmp']);
    assert.deepEqual(report.refused, []);
  });

  it('makes copies with the BLAKE3 that b3sum computes for the originals', async function () {
    if (spawnSync('b3sum', ['--version']).status !== 0) {
      if (this.test) this.test.title += ' (skipped: b3sum is not installed)';
      return this.skip();
    }
    const raw = shoot.write('A.NEF', Buffer.from(Array.from({ length: 2_500_001 }, (_, index) => (index * 31) % 251)));
    await shoot.export([photoView('A.NEF')], { format: 'copy' });
    const hash = (file: string) => execFileSync('b3sum', ['--no-names', file], { encoding: 'utf8' });
    assert.equal(hash(path.join(shoot.out, 'A.NEF')), hash(raw));
  });

  it('finds everything unchanged the second time and writes nothing', async () => {
    shoot.write('A.NEF');
    await shoot.export([photoView('A.NEF')], { format: 'copy' });
    const before = statSync(path.join(shoot.out, 'A.NEF'));
    const report = await shoot.export([photoView('A.NEF')], { format: 'copy' });
    assert.deepEqual(
      report.plan.actions.map(({ kind }) => kind),
      ['unchanged'],
    );
    assert.deepEqual([report.written, report.unchanged], [[], [path.join(shoot.out, 'A.NEF')]]);
    assert.equal(statSync(path.join(shoot.out, 'A.NEF')).ino, before.ino);
  });

  it('never overwrites a different file, already in the plan, names both, and keeps companions away from a stranger', async () => {
    shoot.write('A.NEF', 'ours');
    shoot.write('A.xmp', 'ours');
    mkdirSync(shoot.out);
    writeFileSync(path.join(shoot.out, 'A.NEF'), 'them');
    const plan = await shoot.plan([photoView('A.NEF')], { format: 'copy' });
    assert.deepEqual(
      plan.actions.map(({ kind }) => kind),
      ['refuse', 'refuse'],
    );
    assert.ok(
      plan.actions[0]?.reason?.includes(path.join(shoot.out, 'A.NEF')) && plan.actions[0].reason.includes(path.join(shoot.root, 'A.NEF')),
    );
    const report = await shoot.apply(plan, [photoView('A.NEF')]);
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['A.NEF', 'A.NEF'],
    );
    assert.deepEqual(filesIn(shoot.out), { 'A.NEF': 'them' });
  });

  it('keeps a file that appears between plan and apply', async () => {
    shoot.write('A.NEF', 'ours');
    const plan = await shoot.plan([photoView('A.NEF')], { format: 'copy' });
    mkdirSync(shoot.out);
    writeFileSync(path.join(shoot.out, 'A.NEF'), 'racing');
    const report = await shoot.apply(plan, [photoView('A.NEF')]);
    assert.match(report.refused[0]?.reason ?? '', /exists with other content/);
    assert.deepEqual(filesIn(shoot.out), { 'A.NEF': 'racing' });
  });

  it('refuses the second of two names that many disks cannot keep apart', async () => {
    const names = ['IMG.NEF', 'img.nef', 'caf\u00E9.NEF', 'cafe\u0301.NEF'];
    for (const name of names) shoot.write(name);
    const report = await shoot.export(
      names.map((name) => photoView(name)),
      { format: 'copy' },
    );
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['caf\u00E9.NEF', 'img.nef'],
    );
    assert.match(report.refused[1]?.reason ?? '', /letter case or accents/);
  });

  it('refuses the shoot itself, qrate’s own folder, links to them, and a file as destination', async () => {
    shoot.write('A.NEF');
    mkdirSync(path.join(shoot.root, '.qrate'));
    symlinkSync(shoot.root, path.join(shoot.dir, 'link'));
    const bad = [
      shoot.root,
      path.join(shoot.root, '.qrate', 'x'),
      path.join(shoot.dir, 'link'),
      path.join(shoot.root, 'A.NEF'),
      path.join(shoot.root, 'A.NEF', 'b'),
      'relative',
    ];
    for (const out of bad) {
      await assert.rejects(
        shoot.plan([photoView('A.NEF')], { format: 'copy', out }),
        (error) => error instanceof QrateError && error.code === 'bad-destination',
        out,
      );
    }
    await assert.rejects(shoot.plan([photoView('A.NEF')], { format: 'copy', out: null }), /Name the folder/);
  });

  it('lists a photo that vanished with its reason and goes on', async () => {
    shoot.write('A.NEF');
    shoot.write('B.NEF');
    const plan = await shoot.plan([photoView('A.NEF'), photoView('B.NEF'), photoView('C.NEF')], { format: 'copy' });
    assert.deepEqual(
      plan.actions.map(({ kind }) => kind),
      ['copy', 'copy', 'refuse'],
    );
    execFileSync('rm', [path.join(shoot.root, 'A.NEF')]);
    const report = await shoot.apply(plan, []);
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['A.NEF', 'C.NEF'],
    );
    assert.match(report.refused[0]?.reason ?? '', /no longer there/);
    assert.deepEqual(Object.keys(filesIn(shoot.out)), ['B.NEF']);
  });

  it('stops at a cancel within a chunk, leaves no torn file, and resumes', async () => {
    const names = ['A.NEF', 'B.NEF', 'C.NEF'];
    for (const name of names) shoot.write(name, Buffer.alloc(8 << 20, name));
    const photos = names.map((name) => photoView(name));
    const plan = await shoot.plan(photos, { format: 'copy' });
    const controller = new AbortController();
    const onProgress = () => setImmediate(() => controller.abort());
    await assert.rejects(
      applyExport({ view: shoot.view(photos), plan, sentence, signal: controller.signal, onProgress }),
      (error: Error) => error.name === 'AbortError',
    );
    assert.deepEqual(temps(shoot.out), []);
    const done = Object.keys(filesIn(shoot.out));
    assert.ok(done.length >= 1 && done.length < 3, String(done));
    const report = await shoot.export(photos, { format: 'copy' });
    assert.equal(report.unchanged.length, done.length);
    assert.deepEqual(filesIn(shoot.out), filesIn(shoot.root));
  });

  it('sweeps what a killed run left, but not what a living process writes', async () => {
    shoot.write('A.NEF');
    mkdirSync(shoot.out);
    await shoot.export([photoView('A.NEF')], { format: 'copy' });
    const host = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
    const dead = `.qrate-${host}-${spawnSync('true').pid}-1.tmp`;
    const alive = `.qrate-${host}-${process.ppid}-1.tmp`;
    for (const name of [dead, alive, '.qrate-other.txt']) writeFileSync(path.join(shoot.out, name), '');
    await shoot.export([photoView('A.NEF')], { format: 'copy' });
    assert.deepEqual(readdirSync(shoot.out).sort(), [alive, '.qrate-other.txt', 'A.NEF'].sort());
  });

  it('names the permission problem of a destination and goes on', async () => {
    shoot.write('a/A.NEF');
    shoot.write('b/B.NEF');
    mkdirSync(path.join(shoot.out, 'a'), { recursive: true });
    mkdirSync(path.join(shoot.out, 'b'));
    for (const [dir, mode] of [
      [shoot.dir, 0o755],
      [path.join(shoot.out, 'a'), 0o555],
      [path.join(shoot.out, 'b'), 0o777],
    ] as const)
      chmodSync(dir, mode);
    const photos = [photoView('a/A.NEF'), photoView('b/B.NEF')];
    const report = await withoutRoot(() => shoot.export(photos, { format: 'copy' }));
    assert.match(report.refused[0]?.reason ?? '', /no permission/);
    assert.deepEqual(Object.keys(filesIn(shoot.out)), ['b/B.NEF']);
  });

  describe('to a small disk', () => {
    let disk: string;
    beforeEach(function () {
      disk = path.join(shoot.dir, 'disk');
      mkdirSync(disk);
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0) return;
      if (this.currentTest) this.currentTest.title += ' (skipped: needs the right to mount a small disk)';
      this.skip();
    });
    afterEach(() => void spawnSync('umount', [disk]));

    it('says before the first write that the room is missing', async () => {
      for (const name of ['A.NEF', 'B.NEF']) shoot.write(name, Buffer.alloc(2 << 20));
      const photos = [photoView('A.NEF'), photoView('B.NEF')];
      const plan = await shoot.plan(photos, { format: 'copy', out: disk });
      assert.match(plan.notes.join(), /needs 4.2 MB, but .* only 3.1 MB/);
      await assert.rejects(shoot.apply(plan, photos), (error) => error instanceof QrateError && error.code === 'bad-destination');
      assert.deepEqual(readdirSync(disk), []);
    });

    it('stops cleanly when it fills up on the way, and keeps what is finished', async () => {
      for (const name of ['A.NEF', 'B.NEF', 'C.NEF']) shoot.write(name, Buffer.alloc(1 << 19, name));
      const photos = ['A.NEF', 'B.NEF', 'C.NEF'].map((name) => photoView(name));
      const plan = await shoot.plan(photos, { format: 'copy', out: disk });
      const view = shoot.view(photos);
      const fill = () => {
        if (!existsSync(path.join(disk, 'filler')))
          spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'filler')}`, 'bs=64k'], { stdio: 'ignore' });
      };
      const report = await applyExport({ view, plan, sentence, onProgress: fill });
      assert.deepEqual(report.written, [path.join(disk, 'A.NEF')]);
      assert.match(report.refused[0]?.reason ?? '', /disk is full/);
      assert.match(report.refused[1]?.reason ?? '', /Not written, because the disk is full/);
      assert.deepEqual(readdirSync(disk).sort(), ['A.NEF', 'filler']);
      assert.deepEqual(readFileSync(path.join(disk, 'A.NEF')), readFileSync(path.join(shoot.root, 'A.NEF')));
    });

    it('names a read-only disk', async () => {
      shoot.write('A.NEF');
      spawnSync('mount', ['-o', 'remount,ro', disk]);
      const report = await shoot.export([photoView('A.NEF')], { format: 'copy', out: disk });
      assert.match(report.refused[0]?.reason ?? '', /read-only/);
    });
  });
});
