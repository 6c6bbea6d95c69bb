import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { FailedPhoto, IndexReport } from '../../../src/core/reports';
import { type CliOptions, qrate, qrateJson } from '../../support/cli';
import { list } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

const picture = (width: number, height: number): Promise<Buffer> => {
  const rows = Array.from(
    { length: 12 },
    (_, i) => `<circle cx="${40 * i}" cy="${30 * i}" r="${20 + 3 * i}" fill="hsl(${30 * i},60%,50%)"/>`,
  );
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 360">${rows.join('')}</svg>`))
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#678' })
    .jpeg()
    .toBuffer();
};

/** Root may read everything: there the command runs as somebody else, to whom the folder is given. */
function ordinaryUser(shoot: string): CliOptions {
  if (process.getuid?.() !== 0) return {};
  const nobody = 65_534;
  chmodSync(path.dirname(shoot), 0o755);
  chownSync(shoot, nobody, nobody);
  return { uid: nobody, env: { HOME: shoot, QRATE_HOME: path.join(shoot, '.qrate-home') } };
}

describe('qrate on bad input', function () {
  this.timeout(60_000);
  const temp = useTempDir();
  const dir = (name: string): string => path.join(temp.path, name);
  const reasonOf = (report: IndexReport, file: string): FailedPhoto | undefined => report.failed.find((it) => it.path === file);

  it('says that an empty folder holds no photos, and ends well', async () => {
    mkdirSync(dir('empty'));
    const { code, stdout } = await qrate(['index', dir('empty')]);
    assert.equal(code, 0);
    assert.match(stdout, /0 photos .*No photos were found here/s);
    assert.equal((await qrateJson<{ photos: number }>(['status', dir('empty')])).photos, 0);
    assert.equal((await qrate(['list', dir('empty')])).stdout, '');
  });

  it('names a folder that does not exist, and one that is a file', async () => {
    writeFileSync(dir('a-file'), 'x');
    for (const target of ['missing', 'a-file']) {
      const { code, stderr } = await qrate(['index', dir(target)]);
      assert.equal(code, 1);
      assert.ok(stderr.includes(target), stderr);
      assert.ok(!/\n\s+at /.test(stderr), stderr);
    }
  });

  it('costs one file each: no bytes, half a JPEG, text, a vanished link', async () => {
    const shoot = dir('broken');
    mkdirSync(shoot);
    const whole = await picture(1200, 900);
    writeFileSync(path.join(shoot, 'good.jpg'), whole);
    writeFileSync(path.join(shoot, 'zero.NEF'), '');
    writeFileSync(path.join(shoot, 'half.jpg'), whole.subarray(0, whole.length / 2));
    writeFileSync(path.join(shoot, 'text.jpg'), 'these are no pixels');
    symlinkSync(path.join(shoot, 'nowhere.jpg'), path.join(shoot, 'dangling.jpg'));
    const report = await qrateJson<IndexReport>(['index', shoot]);
    assert.match(reasonOf(report, 'zero.NEF')?.reason ?? '', /empty/);
    assert.match(reasonOf(report, 'half.jpg')?.reason ?? '', /cut off/);
    assert.match(reasonOf(report, 'text.jpg')?.reason ?? '', /not a photo/);
    assert.equal(reasonOf(report, 'good.jpg'), undefined);
    const good = (await list(shoot)).records.find((record) => record.path === 'good.jpg');
    assert.ok(good?.sharpness !== null && good?.error === null);
  });

  it('lists names with spaces, quotes, newline, emoji and 255 bytes as they are', async () => {
    const shoot = dir('names');
    mkdirSync(shoot);
    const names = [
      'two  spaces.jpg',
      `it's "quoted".jpg`,
      'new\nline.jpg',
      '📷🌄.jpg',
      `${'x'.repeat(251)}.jpg`,
      '-rf.jpg',
      'ünïcödé.jpg',
      'back\\slash.jpg',
    ];
    const bytes = await picture(400, 300);
    for (const name of names) writeFileSync(path.join(shoot, name), bytes);
    const report = await qrateJson<IndexReport>(['index', shoot]);
    assert.deepEqual([report.photos, report.failed], [names.length, []]);
    const { records } = await list(shoot);
    assert.deepEqual(
      records.map((record) => record.path),
      [...names].sort(),
    );
    const { sentence } = await qrateJson<{ sentence: string }>(['explain', shoot, 'new\nline.jpg']);
    assert.ok(sentence.length > 0);
  });

  it('reads a picture of 100 megapixels, and refuses one of 200 with a reason', async () => {
    const shoot = dir('large');
    mkdirSync(shoot);
    const flat = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#a85' }, limitInputPixels: false }).jpeg();
    await flat(10_000, 10_000).toFile(path.join(shoot, '100.jpg'));
    await flat(20_000, 10_000).toFile(path.join(shoot, '200.jpg'));
    const report = await qrateJson<IndexReport>(['index', shoot]);
    assert.deepEqual(
      report.failed.map((it) => it.path),
      ['200.jpg'],
    );
    assert.match(report.failed[0]?.reason ?? '', /more pixels/);
  });

  it('ends at a loop of links, and sees each photo once', async () => {
    const shoot = dir('loop');
    mkdirSync(path.join(shoot, 'inner'), { recursive: true });
    writeFileSync(path.join(shoot, 'inner', 'one.jpg'), await picture(400, 300));
    symlinkSync('..', path.join(shoot, 'inner', 'up'));
    const report = await qrateJson<IndexReport>(['index', shoot]);
    assert.equal(report.photos, 1);
  });

  it('goes on past a folder without rights, and says so', async () => {
    const shoot = dir('rights');
    mkdirSync(path.join(shoot, 'locked'), { recursive: true });
    writeFileSync(path.join(shoot, 'open.jpg'), await picture(400, 300));
    writeFileSync(path.join(shoot, 'closed.jpg'), await picture(400, 300));
    chmodSync(path.join(shoot, 'locked'), 0);
    chmodSync(path.join(shoot, 'closed.jpg'), 0);
    const report = await qrateJson<IndexReport>(['index', shoot], ordinaryUser(shoot));
    chmodSync(path.join(shoot, 'locked'), 0o755);
    assert.equal(report.photos, 2);
    for (const name of ['locked', 'closed.jpg']) assert.match(reasonOf(report, name)?.reason ?? '', /permission/);
  });

  it('keeps the index of a read-only folder elsewhere, and leaves nothing on it', async () => {
    const card = dir('card');
    mkdirSync(card);
    writeFileSync(path.join(card, 'one.jpg'), await picture(400, 300));
    chmodSync(card, 0o555);
    const env = { QRATE_HOME: dir('home') };
    const report = await qrateJson<IndexReport>(['index', card], { env });
    assert.equal(report.photos, 1);
    assert.deepEqual(readdirSync(card), ['one.jpg']);
    await qrateJson(['pick', path.join(card, 'one.jpg')], { env });
    const { records } = await list(card, { env });
    assert.equal(records[0]?.decision, 'pick');
    chmodSync(card, 0o755);
  });

  it('goes on when photos vanish while it runs', async () => {
    const shoot = dir('vanishing');
    mkdirSync(shoot);
    const bytes = await picture(1600, 1200);
    const names = Array.from({ length: 60 }, (_, i) => `p${String(i).padStart(2, '0')}.jpg`);
    for (const name of names) writeFileSync(path.join(shoot, name), bytes);
    const run = qrateJson<IndexReport>(['index', shoot, '--workers', '1']);
    for (let i = 0; i < 200 && !readdirSync(shoot).includes('.qrate'); i++) await new Promise((done) => setImmediate(done));
    for (const name of names.slice(-10)) rmSync(path.join(shoot, name));
    const report = await run;
    for (const { reason } of report.failed) assert.match(reason, /disappeared/);
    const again = await qrateJson<IndexReport>(['index', shoot]);
    assert.deepEqual([again.photos, again.failed], [50, []]);
  });

  it('refuses a second writer and names it', async () => {
    const shoot = dir('busy');
    mkdirSync(shoot);
    const bytes = await picture(3000, 2000);
    for (let i = 0; i < 40; i++) writeFileSync(path.join(shoot, `p${i}.jpg`), bytes);
    const slow = qrate(['index', shoot, '--workers', '1']);
    while (!readdirSync(shoot).includes('.qrate') || !readdirSync(path.join(shoot, '.qrate')).includes('lock')) {
      await new Promise((done) => setImmediate(done));
    }
    const second = await qrate(['index', shoot]);
    assert.equal(second.code, 1);
    assert.match(second.stderr, /process \d+|pid \d+/i);
    assert.equal((await slow).code, 0);
  });

  it('never changes an original', async () => {
    const shoot = dir('originals');
    mkdirSync(shoot);
    writeFileSync(path.join(shoot, 'one.jpg'), await picture(800, 600));
    const original = path.join(shoot, 'one.jpg');
    const facts = () => [readFileSync(original, 'base64'), statSync(original).mtimeMs, statSync(original).ino];
    const before = facts();
    await qrateJson(['index', shoot]);
    await qrateJson(['cull', shoot]);
    await qrateJson(['export', shoot, '--format', 'xmp']);
    await qrateJson(['reject', original]);
    assert.deepEqual(facts(), before);
  });
});
