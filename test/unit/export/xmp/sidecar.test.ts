import assert from 'node:assert/strict';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { readXmp } from '../../../../src/core/export/xmp/read';
import { commitSidecar, sidecarState } from '../../../../src/core/export/xmp/writeSidecar';
import type { PhotoView } from '../../../../src/core/model';
import { exiftoolTags, needExiftool } from '../exiftool';
import { decided, filesIn, newSidecar, PICK, photoView, Scratch } from '../shoots';

const FIVE = decided({ rating: 5 });
const existing = (extension: string, rating: number | null = 2) => newSidecar(extension, { rating });

describe('Writing sidecars', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  const inShoot = (name: string) => path.join(shoot.root, name);
  const saysOf = (file: string) => {
    const { rating, label, extension } = readXmp(readFileSync(file));
    return { rating, label, extension };
  };
  const ratingOf = (file: string) => readXmp(readFileSync(file)).rating;
  const write = (photos: readonly PhotoView[], out: string | null = null) => shoot.export(photos, { format: 'xmp', out });

  it('creates IMG.xmp in Lightroom’s form, which exiftool reads', async function () {
    needExiftool(this);
    shoot.write('A.NEF');
    const report = await write([photoView('A.NEF', { suggestion: PICK })]);
    assert.deepEqual(report.written, [inShoot('A.xmp')]);
    assert.deepEqual(exiftoolTags(inShoot('A.xmp')), {
      'XMP-x:XMPToolkit': 'qrate',
      'XMP-xmp:Rating': 3,
      'XMP-xmp:Label': 'Green',
      'XMP-photoshop:SidecarForExtension': 'NEF',
    });
  });

  it('gives the same bytes on every run, and touches nothing the second time', async () => {
    shoot.write('A.NEF');
    const photos = [photoView('A.NEF', { decision: decided({ rating: 4, label: 'blue' }) })];
    await write(photos);
    utimesSync(inShoot('A.xmp'), 1000, 1000);
    const { ino } = statSync(inShoot('A.xmp'));
    const report = await write(photos);
    assert.deepEqual(report.unchanged, [inShoot('A.xmp')]);
    assert.deepEqual([statSync(inShoot('A.xmp')).mtimeMs, statSync(inShoot('A.xmp')).ino], [1_000_000, ino]);
  });

  it('patches IMG.NEF.xmp where that is the one, and IMG.xmp where both are, with a note', async () => {
    shoot.write('A.NEF');
    shoot.write('A.NEF.xmp', existing('NEF'));
    shoot.write('B.NEF');
    shoot.write('B.NEF.xmp', existing('NEF'));
    shoot.write('B.xmp', existing('NEF'));
    const report = await write([photoView('A.NEF', { decision: FIVE }), photoView('B.NEF', { decision: FIVE })]);
    assert.deepEqual(report.written, [inShoot('A.NEF.xmp'), inShoot('B.xmp')]);
    assert.match(report.plan.notes.join(), /“B.NEF” has two sidecars/);
    assert.equal(ratingOf(inShoot('B.NEF.xmp')), 2);
  });

  it('gives the one IMG.xmp of a CR2 and a DNG to the CR2 and refuses the other', async () => {
    for (const name of ['A.CR2', 'A.DNG']) shoot.write(name);
    const photos = ['A.DNG', 'A.CR2'].map((name) => photoView(name, { decision: FIVE }));
    const report = await write(photos);
    assert.deepEqual(report.written, [inShoot('A.xmp')]);
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['A.DNG'],
    );
    assert.equal(readXmp(readFileSync(inShoot('A.xmp'))).extension, 'CR2');
  });

  it('respects the extension a sidecar names', async () => {
    for (const name of ['A.CR2', 'A.DNG']) shoot.write(name);
    shoot.write('A.xmp', existing('dng'));
    const report = await write(['A.CR2', 'A.DNG'].map((name) => photoView(name, { decision: FIVE })));
    assert.match(report.refused[0]?.reason ?? '', /“A.xmp” says that it belongs to a dng file, not to “A.CR2”/);
    assert.equal(report.plan.actions.find(({ photo }) => photo === 'A.DNG')?.kind, 'patch-sidecar');
    assert.equal(ratingOf(inShoot('A.xmp')), 5);
  });

  it('notes once that Lightroom ignores sidecars of JPEG and DNG', async () => {
    const photos = ['A.JPG', 'B.DNG', 'C.NEF'].map((name) => photoView(name, { decision: FIVE }));
    const plan = await shoot.plan(photos, { format: 'xmp', out: null });
    assert.deepEqual(plan.notes.length, 1);
    assert.match(plan.notes[0] ?? '', /the sidecars of 2 photos/);
  });

  it('never lets a suggestion replace a value, and lets a decision do so', async () => {
    shoot.write('A.xmp', existing('NEF', 1));
    await write([photoView('A.NEF', { suggestion: PICK })]);
    assert.deepEqual(saysOf(inShoot('A.xmp')), { rating: 1, label: 'Green', extension: 'NEF' });
    await write([photoView('A.NEF', { suggestion: PICK, decision: FIVE })]);
    assert.equal(ratingOf(inShoot('A.xmp')), 5);
  });

  it('starts from the photo’s sidecar in another folder and leaves the shoot alone', async () => {
    const text = existing('NEF').toString().replace('<rdf:Description', '<!-- develop settings -->\n<rdf:Description');
    shoot.write('day/A.NEF');
    shoot.write('day/A.xmp', text);
    shoot.write('day/B.NEF');
    const photos = ['day/A.NEF', 'day/B.NEF'].map((name) => photoView(name, { decision: FIVE }));
    const before = filesIn(shoot.root);
    await write(photos, shoot.out);
    assert.deepEqual(filesIn(shoot.root), before);
    assert.equal(filesIn(shoot.out)['day/A.xmp'], text.replace('Rating="2"', 'Rating="5"'));
    assert.equal(ratingOf(path.join(shoot.out, 'day/B.xmp')), 5);
    assert.equal((await write(photos, shoot.out)).unchanged.length, 2);
  });

  it('writes through a link, and keeps the mode', async () => {
    mkdirSync(shoot.out);
    const real = path.join(shoot.out, 'real.xmp');
    writeFileSync(real, existing('NEF'));
    chmodSync(real, 0o640);
    symlinkSync(real, inShoot('A.xmp'));
    await write([photoView('A.NEF', { decision: FIVE })]);
    assert.ok(lstatSync(inShoot('A.xmp')).isSymbolicLink());
    assert.equal(ratingOf(real), 5);
    assert.equal(statSync(real).mode & 0o777, 0o640);
  });

  it('never writes into an original that a link passes off as a sidecar', async () => {
    const raw = shoot.write('A.NEF', Buffer.from([0x4d, 0x4d, 0, 0x2a]));
    symlinkSync(raw, inShoot('A.xmp'));
    linkSync(raw, inShoot('B.xmp'));
    const report = await write(['A.NEF', 'B.NEF'].map((name) => photoView(name, { decision: FIVE })));
    assert.equal(report.refused.length, 2);
    assert.deepEqual(readFileSync(raw), Buffer.from([0x4d, 0x4d, 0, 0x2a]));
  });

  it('refuses, already in the plan: read-only, a broken link, an empty file, a folder, broken XML', async () => {
    shoot.write('A.xmp', existing('NEF'));
    chmodSync(inShoot('A.xmp'), 0o444);
    symlinkSync('nowhere', inShoot('B.xmp'));
    shoot.write('C.xmp', '');
    mkdirSync(inShoot('D.xmp'));
    shoot.write('E.xmp', existing('NEF').subarray(0, -5));
    const photos = ['A', 'B', 'C', 'D', 'E'].map((name) => photoView(`${name}.NEF`, { decision: FIVE }));
    const plan = await shoot.plan(photos, { format: 'xmp', out: null });
    const patterns = [/read-only/, /no longer there|link to a file/, /empty/, /not a regular file/, /not valid XML/];
    for (const [index, pattern] of patterns.entries()) {
      assert.equal(plan.actions[index]?.kind, 'refuse', plan.actions[index]?.target);
      assert.match(plan.actions[index]?.reason ?? '', pattern);
    }
  });

  it('refuses, already in the plan, a folder without the right to write', async function () {
    if (process.getuid?.() === 0) {
      if (this.test) this.test.title += ' (skipped: root may write everywhere)';
      return this.skip();
    }
    shoot.write('day/A.NEF');
    chmodSync(inShoot('day'), 0o555);
    const plan = await shoot.plan([photoView('day/A.NEF', { decision: FIVE })], { format: 'xmp', out: null });
    chmodSync(inShoot('day'), 0o755);
    assert.match(plan.actions[0]?.reason ?? '', /no permission/);
  });

  it('merges into what another program wrote after planning', async () => {
    shoot.write('A.NEF');
    const photos = [photoView('A.NEF', { suggestion: PICK })];
    const plan = await shoot.plan(photos, { format: 'xmp', out: null });
    shoot.write('A.xmp', existing('NEF', 1));
    await shoot.apply(plan, photos);
    assert.deepEqual(saysOf(inShoot('A.xmp')), { rating: 1, label: 'Green', extension: 'NEF' });
  });

  it('does not replace a sidecar that changed, appeared or went away since it was read', async () => {
    const file = shoot.write('A.xmp', existing('NEF'));
    const state = await sidecarState(file);
    shoot.write('A.xmp', existing('NEF', 4));
    assert.equal(await commitSidecar(file, state, existing('NEF', 5)), false);
    assert.equal(await commitSidecar(file, null, existing('NEF', 5)), false);
    assert.equal(ratingOf(file), 4);
    assert.equal(await commitSidecar(inShoot('gone.xmp'), state, existing('NEF', 5)), false);
    assert.deepEqual(readdirSync(shoot.root), ['A.xmp']);
  });

  it('leaves photos alone about which there is nothing to say', async () => {
    const report = await write([photoView('A.NEF'), photoView('B.NEF', { suggestion: { ...PICK, verdict: 'alternate' } })]);
    assert.deepEqual([report.written, report.refused], [[], []]);
    assert.deepEqual(readdirSync(shoot.root), []);
  });
});
