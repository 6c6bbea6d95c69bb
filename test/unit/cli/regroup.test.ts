import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveStore } from '../../../src/core/index/location';
import { acquireLock } from '../../../src/core/index/lock';
import type { PhotoRecord } from '../../../src/core/record';
import type { CameraClock, ClockReport, DecisionReport, StatusReport } from '../../../src/core/reports';
import { qrate, qrateJson } from '../../support/cli';
import { qrateHere, qrateHereJson } from '../../support/cliHere';
import { copyIndexedShoot } from '../../support/indexedShoot';
import { list } from '../../support/record';
import { useTempDir } from '../../support/tempDir';
import { seeded, shuffled } from '../group/photoBuilder';

/** Paths by group id, sorted. */
async function groupsOf(shoot: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>();
  for (const { path: photo, group_id } of (await list(shoot)).records) {
    if (group_id !== null) groups.set(group_id, [...(groups.get(group_id) ?? []), photo]);
  }
  return groups;
}

describe('what a person says about groups and clocks, on the command line', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let original = '';
  let bursts: readonly (readonly string[])[] = [];
  let singles: readonly string[] = [];

  before(async () => {
    original = path.join(temp.path, 'original');
    await copyIndexedShoot(original);
    await qrateHereJson(['cull', original]);
    const { records } = await list(original);
    const ids = new Set(records.filter((it) => it.group_kind === 'burst').map((it) => it.group_id));
    bursts = [...ids].map((id) => records.filter((it) => it.group_id === id).map((it) => it.path));
    singles = records.filter((it) => it.group_id === null && it.error === null).map((it) => it.path);
    assert.ok(bursts.length >= 2 && bursts.every(({ length }) => length >= 3) && singles.length > 0);
  });

  /** A copy of the indexed shoot, dates and all. */
  function copy(name: string): string {
    const shoot = path.join(temp.path, name);
    cpSync(original, shoot, { recursive: true, preserveTimestamps: true });
    return shoot;
  }
  const group = (shoot: string, op: string, ...photos: readonly string[]) =>
    qrateHereJson<DecisionReport>(['group', op, ...photos.map((photo) => path.join(shoot, photo))]);
  const burst = (at: number): readonly string[] => bursts[at] ?? [];
  const record = async (shoot: string, photo: string): Promise<PhotoRecord | undefined> =>
    (await list(shoot)).records.find((it) => it.path === photo);
  const together = async (shoot: string, photos: readonly string[]): Promise<boolean> =>
    [...(await groupsOf(shoot)).values()].some((members) => members.join('\n') === [...photos].sort().join('\n'));
  const log = (shoot: string): string => path.join(shoot, '.qrate', 'decisions.jsonl');

  it('merges two bursts and a single photo, says so, and shows it everywhere', async () => {
    const shoot = copy('merge');
    const all = [...burst(0), ...burst(1), singles[0] ?? ''];
    assert.deepEqual((await group(shoot, 'merge', ...all)).changed.length, all.length);
    assert.ok(await together(shoot, all));
    const shown = await record(shoot, all[0] ?? '');
    assert.deepEqual([shown?.group_kind, shown?.regrouped], ['burst', 'merge']);
    const { sentence } = await qrateHereJson<{ sentence: string }>(['explain', shoot, all[0] ?? '']);
    assert.match(sentence, /You put these together\.$/);
    assert.deepEqual((await qrateHereJson<StatusReport>(['status', shoot])).regrouped, { merge: all.length, split: 0, never: 0 });
    assert.match((await qrateHere(['status', shoot])).stdout, new RegExp(`by you +${all.length} put together`));
  });

  it('says nothing twice', async () => {
    const shoot = copy('twice');
    await group(shoot, 'never', burst(0)[0] ?? '');
    const before = readFileSync(log(shoot), 'utf8');
    assert.deepEqual(await group(shoot, 'never', burst(0)[0] ?? ''), { changed: [], unchanged: [burst(0)[0]] });
    assert.deepEqual((await group(shoot, 'auto', burst(1)[0] ?? '')).changed, []);
    assert.equal(readFileSync(log(shoot), 'utf8'), before);
  });

  it('cuts a burst, keeps a frame out, and takes both back', async () => {
    const shoot = copy('split');
    const members = burst(0);
    const before = await groupsOf(shoot);
    await group(shoot, 'split', members[2] ?? '');
    assert.ok(await together(shoot, members.slice(0, 2)));
    await group(shoot, 'never', members[0] ?? '');
    assert.deepEqual([(await record(shoot, members[0] ?? ''))?.group_id, (await record(shoot, members[1] ?? ''))?.group_id], [null, null]);
    await group(shoot, 'auto', ...members);
    assert.deepEqual(await groupsOf(shoot), before);
  });

  it('survives another recipe, a rescan, a rebuilt index, shuffled lines, renamed photos and a newer line', async () => {
    const shoot = copy('survive');
    const merged = [...burst(0), singles[0] ?? ''];
    const [lonely = '', ...others] = burst(1);
    await group(shoot, 'merge', ...merged);
    await group(shoot, 'never', lonely);
    const holds = async (rename: (photo: string) => string = (it) => it) => {
      assert.ok(await together(shoot, merged.map(rename)));
      assert.equal((await record(shoot, rename(lonely)))?.regrouped, 'never');
      assert.ok(await together(shoot, others.map(rename)));
    };
    await holds();
    await qrateHereJson(['cull', shoot, '--burst-seconds', '5', '--near-distance', '4']);
    await holds();
    await qrateHereJson(['index', shoot]);
    await holds();
    const ids = [...(await groupsOf(shoot)).keys()];
    rmSync(path.join(shoot, '.qrate', 'index.sqlite'));
    rmSync(path.join(shoot, '.qrate', 'index.sqlite.bak'), { force: true });
    await qrateHereJson(['index', shoot, '--workers', '2']);
    await holds();
    assert.deepEqual([...(await groupsOf(shoot)).keys()], ids);
    const lines = readFileSync(log(shoot), 'utf8').trimEnd().split('\n');
    writeFileSync(log(shoot), `${shuffled(lines, seeded(1)).join('\n')}\n`);
    appendFileSync(log(shoot), '{"v":1,"kind":"hologram","id":"h","time":"2030-01-01T00:00:00Z","author":null}\n');
    await holds();
    const renamed = (photo: string) => `moved/${photo}`;
    mkdirSync(path.join(shoot, 'moved'));
    for (const folder of ['2026-05-09', '2026-05-10']) renameSync(path.join(shoot, folder), path.join(shoot, 'moved', folder));
    await qrateHereJson(['index', shoot, '--workers', '2']);
    await holds(renamed);
  });

  it('keeps what two branches said, whichever is merged into which', async () => {
    const git = (cwd: string, ...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false', ...args], {
        cwd,
        stdio: 'pipe',
      });
    const shoot = copy('branches');
    git(shoot, 'init', '-q', '-b', 'main');
    git(shoot, 'add', '.qrate');
    git(shoot, 'commit', '-qm', 'Cull');
    git(shoot, 'checkout', '-qb', 'one');
    await group(shoot, 'merge', burst(0)[0] ?? '', singles[0] ?? '');
    git(shoot, 'commit', '-qam', 'One');
    git(shoot, 'checkout', '-q', 'main');
    await group(shoot, 'merge', singles[0] ?? '', burst(1)[0] ?? '');
    await qrateHereJson(['clock', 'nikon', '60', shoot]);
    git(shoot, 'commit', '-qam', 'Two');
    git(shoot, 'merge', '-q', '-m', 'Both', 'one');
    const both = await list(shoot);
    assert.ok(await together(shoot, [burst(0)[0] ?? '', singles[0] ?? '', burst(1)[0] ?? '']));
    git(shoot, 'checkout', '-q', 'one');
    git(shoot, 'merge', '-q', '-m', 'Both', 'main~1');
    assert.equal((await list(shoot)).text, both.text);
  });

  it('refuses a group of one, a group over two shoots, and a photo that is not there', async () => {
    const [one, two] = [copy('one'), copy('two')];
    const file = (shoot: string) => path.join(shoot, burst(0)[0] ?? '');
    for (const [args, code, said] of [
      [['group', 'merge', file(one)], 2, /two photos or more/],
      [['group', 'merge', file(one), file(one)], 2, /two photos or more/],
      [['group', 'merge', file(one), file(two)], 2, /over two shoots/],
      [['group', 'split'], 2, /missing required argument/],
      [['group', 'melt', file(one)], 2, /unknown command/],
      [['group', 'never', path.join(one, 'nowhere.jpg')], 1, /nowhere\.jpg is not a photo/],
    ] as const) {
      const result = await qrateHere(args);
      assert.equal(result.code, code, result.stderr);
      assert.match(result.stderr, said);
    }
    assert.equal((await qrateHereJson<StatusReport>(['status', one])).regrouped.merge, 0);
  });

  it('regroups while another qrate writes the index: every reader sees it, and the next index run stores it', async () => {
    const shoot = copy('busy');
    const pair = [burst(0)[0] ?? '', singles[0] ?? ''];
    const lock = await acquireLock(await resolveStore(shoot, { mode: 'shoot', userDataDir: temp.path }));
    const { code, stderr } = await qrateHere(['group', 'merge', ...pair.map((photo) => path.join(shoot, photo))]);
    assert.deepEqual([code, /updated later/.test(stderr)], [0, true], stderr);
    assert.ok(await together(shoot, pair));
    await lock.release();
    await qrateHereJson(['index', shoot]);
    assert.ok(await together(shoot, pair));
  });

  it('lists the cameras, corrects a clock, shows it, keeps the file’s own time, and takes it back', async () => {
    const shoot = copy('clock');
    const before = (await list(shoot)).records;
    const cameras = await qrateHereJson<readonly CameraClock[]>(['clock', shoot]);
    assert.ok(cameras.length >= 4 && cameras.every(({ seconds }) => seconds === 0));
    const report = await qrateHereJson<ClockReport>(['clock', 'NIKON', '-01:02:03', shoot]);
    assert.deepEqual([report.seconds, report.before], [-3723, 0]);
    const { records } = await list(shoot);
    assert.deepEqual(
      records.map((it) => it.exif_timestamp),
      before.map((it) => it.exif_timestamp),
    );
    assert.deepEqual([...new Set(records.filter((it) => it.camera?.startsWith('NIKON')).map((it) => it.clock_offset))], [-3723]);
    assert.ok(records.every((it) => it.camera?.startsWith('NIKON') || it.clock_offset === null));
    const nikon = records.find((it) => it.clock_offset !== null)?.path ?? '';
    const { sentence } = await qrateHereJson<{ sentence: string }>(['explain', shoot, nikon]);
    assert.match(sentence, /The clock of NIKON .* is corrected by -1:02:03\.$/);
    assert.deepEqual(
      (await qrateHereJson<StatusReport>(['status', shoot])).clocks.map(({ camera, seconds }) => [camera, seconds]),
      [[report.camera, -3723]],
    );
    assert.match((await qrateHere(['status', shoot])).stdout, /clock +-1:02:03 +"NIKON/);
    await qrateHereJson(['clock', report.camera, '0', shoot]);
    assert.deepEqual((await list(shoot)).records, before);
  });

  it('refuses a clock it does not understand: the camera, the offset, the options', async () => {
    const shoot = copy('wrong');
    for (const [args, said] of [
      [['clock', 'Hasselblad', '5', shoot], /No camera .*"Hasselblad".*"NIKON/],
      [['clock', 'o', '5', shoot], /several cameras/],
      [['clock', 'nikon', 'soon', shoot], /"soon" is not an offset/],
      [['clock', 'nikon', '5', shoot, 'more'], /does not understand "more"/],
      [['clock', '--fast', shoot], /does not understand "--fast"/],
      [['clock', 'nikon-without-an-offset'], /no folder .*qrate clock CAMERA OFFSET/],
    ] as const) {
      const result = await qrateHere(args);
      assert.equal(result.code, 2, result.stdout);
      assert.match(result.stderr, said);
    }
    assert.ok(!readFileSync(log(shoot), 'utf8').includes('"clock"'));
  });

  it('orders two bodies by their corrected clocks in an export', async () => {
    const shoot = copy('export');
    const numbered = async (): Promise<readonly string[]> => {
      const out = path.join(
        temp.path,
        `gallery-${(await qrateHereJson<readonly CameraClock[]>(['clock', shoot])).map(({ seconds }) => seconds).join('_')}`,
      );
      const { actions } = await qrateHereJson<{ actions: { photo: string | null; target: string }[] }>([
        'export',
        shoot,
        '--format',
        'gallery',
        '--out',
        out,
        '--dry-run',
      ]);
      return actions.flatMap(({ photo, target }) =>
        photo !== null && /[\\/]\d{4}_[^\\/]*\.jpg$/.test(target) && !target.includes('thumbs') ? [photo] : [],
      );
    };
    const cameraOf = (photo: string | undefined) => (photo?.includes('/nikon/') ? 'nikon' : 'other');
    const plain = await numbered();
    await qrateHereJson(['clock', 'nikon', '30d', shoot]);
    const late = await numbered();
    assert.deepEqual([cameraOf(plain[0]), cameraOf(late.at(-1))], ['nikon', 'nikon']);
    assert.notEqual(cameraOf(late[0]), 'nikon');
  });

  it('answers the same in every time zone', async () => {
    const shoot = copy('zones');
    rmSync(path.join(shoot, '2026-05-10'), { recursive: true });
    await qrateHereJson(['clock', 'nikon', '+05:30', shoot]);
    await group(shoot, 'split', burst(0)[1] ?? '');
    const answers = [];
    for (const TZ of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      rmSync(path.join(shoot, '.qrate', 'index.sqlite'));
      await qrateJson(['index', shoot, '--workers', '2'], { env: { TZ } });
      answers.push([(await list(shoot, { env: { TZ } })).text, (await qrate(['clock', shoot], { env: { TZ } })).stdout]);
    }
    assert.ok((answers[0]?.[0] ?? '').length > 1000);
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
  });
});
