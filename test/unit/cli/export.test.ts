import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { qrateHere, qrateHereJson } from '../../support/cliHere';
import { useTempDir } from '../../support/tempDir';

interface Answer {
  readonly selected: readonly string[];
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

describe('qrate export', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let shoot: string;

  before(async () => {
    shoot = path.join(temp.path, 'shoot');
    for (const folder of ['a', 'b']) mkdirSync(path.join(shoot, folder), { recursive: true });
    const draw = async (file: string, seed: number) => {
      const noise = Buffer.from(Array.from({ length: 64 * 48 }, (_, index) => (index * (seed + 3) * 7919) % 251));
      await sharp(noise, { raw: { width: 64, height: 48, channels: 1 } })
        .resize(640, 480, { kernel: 'nearest' })
        .jpeg()
        .toFile(path.join(shoot, file));
    };
    for (const [index, file] of ['a/IMG_0001.jpg', 'b/IMG_0001.jpg', 'b/-n "x".jpg'].entries()) await draw(file, index);
    await qrateHereJson(['index', shoot]);
    await qrateHereJson(['cull', shoot, '--min-sharpness', '0']);
    await qrateHereJson(['rate', '4', path.join(shoot, 'b/IMG_0001.jpg')]);
    await qrateHereJson(['reject', path.join(shoot, 'a/IMG_0001.jpg')]);
  });

  const run = (...args: readonly string[]) => qrateHereJson<Answer>(['export', shoot, ...args]);
  const out = (name: string) => path.join(temp.path, name);

  it('selects by verdict, decision, stars and folder', async () => {
    const selected = async (...args: readonly string[]) => (await run('--format', 'list', ...args)).selected;
    assert.deepEqual(await selected(), ['b/-n "x".jpg', 'b/IMG_0001.jpg']);
    assert.deepEqual(await selected('--verdict', 'reject', '--decided'), ['a/IMG_0001.jpg']);
    assert.deepEqual(await selected('--verdict', 'any', '--undecided'), ['b/-n "x".jpg', 'b/IMG_0001.jpg']);
    assert.deepEqual(await selected('--min-rating', '4'), ['b/IMG_0001.jpg']);
    assert.deepEqual(await selected('--verdict', 'any', '--folder', 'a'), ['a/IMG_0001.jpg']);
    assert.deepEqual(await selected('--verdict', 'any', '--top', '1'), ['b/IMG_0001.jpg']);
    assert.deepEqual(await selected('--camera', 'Leica'), []);
    assert.deepEqual(await selected('--from', '2024'), []);
  });

  it('ends with 2 and names the fault of wrong usage, before anything is written', async () => {
    for (const [args, message] of [
      [['--verdict', 'best'], /Choose from pick, alternate, review, reject/],
      [['--min-rating', '6'], /from 1 to 5/],
      [['--from', 'yesterday'], /“yesterday” is no date/],
      [['--decided', '--undecided'], /cannot be used with/],
      [['--name', '{nothing}'], /is no token/],
      [['--name', '../{name}'], /holds a separator/],
      [['--structure', '../{year}'], /must lead downwards/],
      [['--mode', 'move'], /Allowed choices are copy, hardlink, symlink/],
    ] as const) {
      const { code, stderr } = await qrateHere(['export', shoot, '--format', 'copy', '--out', out('wrong'), ...args]);
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
    }
    assert.equal(existsSync(out('wrong')), false);
  });

  it('copies flat and numbered, links hard, and finds its work done the second time', async () => {
    const args = ['--format', 'copy', '--verdict', 'any', '--structure', 'flat', '--collisions', 'number'] as const;
    assert.deepEqual((await run(...args, '--out', out('flat'))).refused, []);
    assert.deepEqual(readdirSync(out('flat')).sort(), ['-n "x".jpg', 'IMG_0001-2.jpg', 'IMG_0001.jpg']);
    assert.deepEqual(readFileSync(path.join(out('flat'), 'IMG_0001-2.jpg')), readFileSync(path.join(shoot, 'b/IMG_0001.jpg')));
    assert.equal((await run(...args, '--out', out('flat'))).unchanged.length, 3);
    const linked = await run('--format', 'copy', '--mode', 'hardlink', '--name', '{rating}_{counter:2}', '--out', out('linked'));
    assert.equal(linked.written.length, 2);
    assert.match(linked.notes.join(), /edits one edits both/);
  });

  it('lists as CSV on the standard output, and what a list cannot hold on the other', async () => {
    const csv = await qrateHere(['export', shoot, '--format', 'list', '--as', 'csv', '--absolute']);
    assert.match(csv.stdout.split('\r\n')[1] ?? '', new RegExp(`^"${shoot}/b/-n ""x"".jpg",`));
    const broken = out('broken');
    cpSync(shoot, broken, { recursive: true });
    cpSync(path.join(shoot, 'b/IMG_0001.jpg'), path.join(broken, 'b/line\nbreak.jpg'));
    await qrateHereJson(['index', broken]);
    const { stdout, stderr } = await qrateHere(['export', broken, '--format', 'list', '--verdict', 'any']);
    assert.equal(stdout.includes('break'), false);
    assert.match(stderr, /refused "b\/line\\nbreak\.jpg": Its path holds a line break/);
  });

  it('keeps copies and galleries inside the shoot out of its index', async () => {
    const inside = path.join(shoot, 'hand over');
    assert.deepEqual((await run('--format', 'copy', '--out', path.join(inside, 'copies'))).refused, []);
    assert.deepEqual((await run('--format', 'gallery', '--out', path.join(inside, 'gallery'), '--originals', 'jpeg')).refused, []);
    assert.deepEqual(readdirSync(path.join(inside, 'gallery/jpeg')).length, 2);
    const { photos } = await qrateHereJson<{ photos: number }>(['index', shoot]);
    assert.equal(photos, 3);
  });
});
