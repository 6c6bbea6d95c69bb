import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Disagreement, LogReport, SelectionDiff } from '../../../src/core/git/reports';
import type { DecisionReport, StatusReport } from '../../../src/core/reports';
import { SMALL } from '../../fixtures/sharedShoot';
import { makeShoot } from '../../fixtures/shoot';
import { type CliResult, qrate } from '../../support/cli';
import { qrateHere, qrateHereJson } from '../../support/cliHere';
import { GitRepo } from '../../support/gitRepo';
import { list } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

const ADA = 'Ada <ada@example.org>';
const BOB = 'Bob <bob@example.org>';

describe('diff, log and conflicts on the command line', function () {
  this.timeout(180_000);
  const temp = useTempDir();
  let original = '';
  let picks: readonly string[] = [];
  let rest: readonly string[] = [];
  let number = 0;

  before(async () => {
    original = path.join(temp.path, 'original');
    await makeShoot(original, { seed: 1, scale: 0.3, size: SMALL });
    GitRepo.init(original, 'Ada');
    await qrateHereJson(['index', original, '--workers', '2']);
    await qrateHereJson(['cull', original]);
    const { records } = await list(original);
    picks = records.filter((it) => it.suggestion === 'pick').map((it) => it.path);
    rest = records.filter((it) => it.suggestion === 'alternate').map((it) => it.path);
    assert.ok(picks.length > 3 && rest.length > 3);
  });

  /** A person’s working copy of the shoot. Nothing is committed yet. */
  function shoot(person = 'Ada'): GitRepo {
    const dir = path.join(temp.path, `shoot ${++number}`);
    cpSync(original, dir, { recursive: true, preserveTimestamps: true });
    const repo = GitRepo.at(dir, person);
    writeFileSync(path.join(dir, '.gitignore'), '*\n!.qrate\n!.qrate/**\n!.gitignore\n');
    return repo;
  }
  const decide = (repo: GitRepo, ...[verb = '', ...args]: readonly string[]): Promise<DecisionReport> =>
    qrateHereJson<DecisionReport>([verb, ...args], { cwd: repo.dir });
  const diff = (repo: GitRepo, ...args: readonly string[]): Promise<SelectionDiff> =>
    qrateHereJson<SelectionDiff>(['diff', ...args], { cwd: repo.dir });
  const conflicts = (repo: GitRepo, ...args: readonly string[]): Promise<readonly Disagreement[]> =>
    qrateHereJson<readonly Disagreement[]>(['conflicts', ...args], { cwd: repo.dir });
  const said = (repo: GitRepo, ...args: readonly string[]): Promise<CliResult> => qrateHere(args, { cwd: repo.dir });
  const photo = (at: number, from = picks): string => from[at] ?? '';

  /** Ada and Bob decide apart about two photos, and Ada merges. */
  async function merged(): Promise<GitRepo> {
    const ada = shoot();
    ada.commit('First cull');
    const bob = ada.copyTo(`${ada.dir} bob`, 'Bob');
    await decide(bob, 'reject', photo(0), photo(1));
    await decide(bob, 'rate', '4', photo(2));
    bob.commit('Pass of Bob');
    await decide(ada, 'pick', photo(0));
    await decide(ada, 'rate', '2', photo(2));
    ada.commit('Pass of Ada');
    ada.merge(bob);
    return ada;
  }

  it('lists what two people disagree on, with who and when, in the status, too', async () => {
    const ada = await merged();
    const open = await conflicts(ada);
    assert.deepEqual(
      open.map(({ path: file, field, voices }) => [file, field, voices.map(({ author, value }) => `${author} ${value}`)]),
      [
        [photo(0), 'verdict', [`${BOB} reject`, `${ADA} pick`]],
        [photo(2), 'rating', [`${BOB} 4`, `${ADA} 2`]],
      ],
    );
    assert.deepEqual((await qrateHereJson<StatusReport>(['status'], { cwd: ada.dir })).disagreements, open);
    const { stdout } = await said(ada, 'status');
    assert.match(
      stdout,
      /disagreements 2 .*\n.*verdict\n.*rejected by Bob <bob@example\.org>, \d{4}-\d\d-\d\d \d\d:\d\d\n.*picked by Ada .*\(counts now\)/,
    );
    assert.equal((await conflicts(ada, photo(2))).length, 1);
  });

  it('settles by mine, theirs, a name, or an ordinary decision that repeats what counts; and it stays settled after another merge', async () => {
    const ada = await merged();
    const bob = new Map([
      ['theirs', 'reject'],
      ['mine', 'pick'],
      ['bob', 'reject'],
    ] as const);
    for (const [take, verdict] of bob) {
      const copy = ada.copyTo(`${ada.dir} ${take}`, 'Ada');
      assert.deepEqual((await decide(copy, 'conflicts', '--take', take, photo(0), photo(1))).changed, [photo(0)]);
      assert.deepEqual(
        (await conflicts(copy)).map((it) => it.path),
        [photo(2)],
      );
      assert.equal((await list(copy.dir)).records.find((it) => it.path === photo(0))?.decision, verdict);
    }
    assert.deepEqual((await decide(ada, 'pick', photo(0))).changed, [photo(0)]);
    assert.deepEqual((await decide(ada, 'pick', photo(0))).changed, []);
    assert.deepEqual((await decide(ada, 'conflicts', '--take', 'mine', '.')).changed, [photo(2)]);
    assert.deepEqual(await conflicts(ada), []);
    ada.commit('settled');
    const bobs = ada.copyTo(`${ada.dir} later`, 'Bob');
    assert.deepEqual(await conflicts(bobs), []);
    assert.match((await said(ada, 'conflicts')).stdout, /Nobody disagrees/);
  });

  it('refuses to settle for nobody, or for all without saying so', async () => {
    const ada = await merged();
    for (const [args, why] of [
      [['--take', 'mine'], /Name the photos/],
      [['--take', 'Zoë', photo(0)], /None of them is called "Zoë".*rejected.*picked/],
      [['--take', 'example.org', photo(0)], /do not agree among themselves/],
    ] as const) {
      const { code, stderr } = await said(ada, 'conflicts', ...args);
      assert.equal(code, 2);
      assert.match(stderr, why);
    }
    const dee = ada.copyTo(`${ada.dir} dee`, 'Dee');
    assert.match((await said(dee, 'conflicts', '--take', 'mine', '.')).stderr, /None of them is you/);
    assert.equal((await conflicts(dee)).length, 2);
  });

  it('says what changed in the selection since a commit: who, when and why', async () => {
    const ada = shoot();
    const first = ada.commit('First cull');
    await decide(ada, 'pick', photo(0, rest));
    await decide(ada, 'reject', photo(0));
    await decide(ada, 'label', 'green', photo(1));
    const report = await diff(ada);
    const changes = new Map(report.photos.map((it) => [it.path, it]));
    const [added, removed, labelled] = [photo(0, rest), photo(0), photo(1)].map((file) => changes.get(file));
    assert.deepEqual([added?.change, removed?.change, labelled?.change], ['added', 'removed', 'changed']);
    assert.equal(removed?.decided[0]?.by?.author, ADA);
    assert.ok(Math.abs(Date.parse(removed?.decided[0]?.by?.time ?? '') - Date.now()) < 600_000);
    assert.deepEqual(
      labelled?.decided.map(({ field, before, after }) => [field, before, after]),
      [['label', null, 'green']],
    );
    assert.deepEqual([report.from.commit, report.from.revision, report.to.revision], [first, 'HEAD', null]);
    const { stdout } = await said(ada, 'diff');
    assert.match(stdout, /^HEAD \([0-9a-f]{9}\) → now: \d+ added, \d+ removed, \d+ changed otherwise; \d+ → \d+ selected\.\n/);
    assert.ok(stdout.includes(`- ${JSON.stringify(photo(0))}  pick → reject\n    rejected by ${ADA}, `));
    ada.commit('Second pass');
    assert.deepEqual((await diff(ada)).photos, []);
    assert.deepEqual((await diff(ada, 'HEAD~1..HEAD')).photos, report.photos);
    assert.deepEqual(
      (await diff(ada, 'HEAD..HEAD~1')).photos.map(({ path: file, change }) => [file, change]).filter(([file]) => file === photo(0)),
      [[photo(0), 'added']],
    );
  });

  it('counts the selection as an export takes it, at both ends', async () => {
    const ada = shoot();
    ada.commit('First cull');
    await decide(ada, 'reject', photo(0), photo(1));
    const { from, to } = await diff(ada);
    const exported = await qrateHereJson<{ text: string }>(['export', '--format', 'list'], { cwd: ada.dir });
    assert.equal(to.selected, exported.text.trimEnd().split('\n').length);
    assert.equal(from.selected, picks.length);
  });

  it('explains what a recipe, a clock, a group and a preset changed', async () => {
    const ada = shoot();
    ada.commit('First cull');
    await qrateHereJson(['cull', '--keep-per-burst', '3', '--min-sharpness', '0'], { cwd: ada.dir });
    const camera = (await qrateHereJson<readonly { camera: string }[]>(['clock'], { cwd: ada.dir }))[0]?.camera ?? '';
    await qrateHereJson(['clock', camera, '+1h'], { cwd: ada.dir });
    await qrateHereJson(['group', 'never', photo(0, rest)], { cwd: ada.dir });
    writeFileSync(path.join(ada.dir, '.qrate', 'presets.json'), JSON.stringify({ v: 1, presets: { wedding: { recipe: {} } } }));
    const report = await diff(ada);
    assert.deepEqual([report.recipe?.before?.keepPerBurst, report.recipe?.after?.keepPerBurst, report.recipe?.by?.author], [1, 3, ADA]);
    assert.deepEqual(
      report.clocks.map((it) => [it.camera, it.before, it.after]),
      [[camera, 0, 3600]],
    );
    assert.deepEqual(
      report.groups.map(({ op, paths }) => [op, paths]),
      [['never', [photo(0, rest)]]],
    );
    assert.deepEqual(report.presets, { added: ['wedding'], removed: [], changed: [] });
    const byMachine = report.photos.find(({ change, decided }) => change === 'added' && decided.length === 0);
    assert.ok(byMachine && byMachine.after.reason.length > 10);
    const { stdout } = await said(ada, 'diff');
    assert.match(stdout, /recipe: keep 3 per burst, sharpness from 0 by Ada/);
    assert.ok(stdout.includes(byMachine.after.reason));
  });

  it('follows photos that were renamed since', async () => {
    const ada = shoot();
    await decide(ada, 'rate', '3', photo(0));
    ada.commit('rated');
    mkdirSync(path.join(ada.dir, 'moved'));
    renameSync(path.join(ada.dir, photo(0)), path.join(ada.dir, 'moved', 'new name.NEF'));
    await qrateHereJson(['index'], { cwd: ada.dir });
    assert.deepEqual(
      (await diff(ada)).photos.filter(({ decided }) => decided.length > 0),
      [],
    );
    await decide(ada, 'rate', '5', 'moved/new name.NEF');
    const change = (await diff(ada)).photos.find(({ decided }) => decided.length > 0);
    assert.deepEqual(
      [change?.path, change?.formerly, change?.decided[0]?.before, change?.decided[0]?.after],
      ['moved/new name.NEF', photo(0), 3, 5],
    );
    const log = await qrateHereJson<LogReport>(['log', 'moved/new name.NEF'], { cwd: ada.dir });
    assert.deepEqual(
      log.photos[0]?.lines.filter(({ kind }) => kind === 'decision').map(({ what, formerly, holds }) => [what, formerly, holds]),
      [
        ['rating 5', null, true],
        ['rating 3', photo(0), false],
      ],
    );
  });

  it('reviews a branch in a clone that has the decisions and not the pictures', async () => {
    const ada = await merged();
    const reviewer = path.join(temp.path, 'reviewer');
    ada.git('clone', '-q', ada.dir, reviewer);
    const report = await qrateHereJson<SelectionDiff>(['diff', 'HEAD~1...HEAD', reviewer]);
    assert.equal(report.indexed, false);
    assert.deepEqual(
      report.photos.map(({ path: file, change }) => [file, change]),
      [[photo(1), 'changed']],
    );
    assert.match((await qrateHere(['diff', 'HEAD~2', reviewer])).stdout, /not indexed here/);
    assert.equal((await qrateHereJson<readonly Disagreement[]>(['conflicts', reviewer])).length, 2);
    const log = await qrateHereJson<LogReport>(['log', path.join(reviewer, photo(0))]);
    assert.deepEqual(
      log.photos[0]?.lines.map(({ author }) => author),
      [ADA, BOB, ADA],
    );
  });

  it('says in a sentence why there is nothing to compare', async () => {
    const ada = shoot();
    const wrong = async (code: string, why: RegExp, ...args: readonly string[]) => {
      const result = await said(ada, ...args, '--json');
      assert.equal(result.code, 1);
      const { error } = JSON.parse(result.stdout) as { error: { code: string; message: string } };
      assert.equal(error.code, code);
      assert.match(error.message, why);
    };
    await wrong('no-such-revision', /no commit yet/, 'diff');
    ada.git('add', '.gitignore');
    ada.git('commit', '-q', '-m', 'without decisions');
    await wrong('no-such-revision', /not committed yet/, 'diff', 'HEAD..HEAD');
    const since = await diff(ada);
    assert.equal(since.from.hasLog, false);
    assert.match((await said(ada, 'diff')).stdout, /There are no decisions in HEAD \([0-9a-f]{9}\) yet\./);
    await wrong('no-such-revision', /knows no commit "nope"/, 'diff', 'nope');
    rmSync(path.join(ada.dir, '.git'), { recursive: true });
    await wrong('no-repository', /not in a git repository/, 'diff');
    const log = await qrateHereJson<LogReport>(['log'], { cwd: ada.dir });
    assert.deepEqual([log.withoutCommits?.code, log.steps.length], ['no-repository', 1]);
    assert.match((await said(ada, 'log')).stdout, /1 cull\nNo commits are shown: .* not in a git repository/);
  });

  it('keeps a shoot outside of its folder out of git, and says so', async () => {
    const ada = shoot();
    const options = { cwd: ada.dir, env: { QRATE_STORAGE: 'global', XDG_DATA_HOME: path.join(temp.path, 'data'), HOME: temp.path } };
    const { code, stderr } = await qrate(['diff'], options);
    assert.equal(code, 1);
    assert.match(stderr, /no repository knows of it/);
  });

  it('tells who decided about a photo, newest first, and the commit that brought it in', async () => {
    const ada = await merged();
    await decide(ada, 'label', 'red', photo(0));
    const { photos } = await qrateHereJson<LogReport>(['log', photo(0)], { cwd: ada.dir });
    assert.deepEqual(
      photos[0]?.lines.map(({ what, author, holds, commit }) => [what.split(':')[0], author, holds, commit?.subject ?? null]),
      [
        ['label red', ADA, true, null],
        ['picked', ADA, true, 'Pass of Ada'],
        ['rejected', BOB, false, 'Pass of Bob'],
        ['cull', ADA, true, 'First cull'],
      ],
    );
    const { stdout } = await said(ada, 'log', photo(0));
    assert.match(stdout, /\n {2}\* [\d: -]+ {2}picked by Ada <ada@example\.org> {2}\[[0-9a-f]{9} "Pass of Ada"\]\n/);
    assert.match(stdout, /label red by Ada .* \[not committed\]/);
  });

  it('tells the history of a shoot in brief', async () => {
    const ada = await merged();
    const { steps } = await qrateHereJson<LogReport>(['log'], { cwd: ada.dir });
    assert.deepEqual(
      steps.map(({ author, what, commit }) => [author, what, commit?.subject]),
      [
        [ADA, '1 picked, 1 rated', 'Pass of Ada'],
        [BOB, '2 rejected, 1 rated', 'Pass of Bob'],
        [ADA, '1 cull', 'First cull'],
      ],
    );
  });

  it('writes nothing when it only looks', async () => {
    const ada = await merged();
    appendFileSync(path.join(ada.dir, '.qrate', 'decisions.jsonl'), '{"torn');
    const state = () => [
      readFileSync(path.join(ada.dir, '.qrate', 'decisions.jsonl'), 'utf8'),
      ada.git('status', '--porcelain', '--ignored'),
      ada.git('rev-parse', 'HEAD'),
    ];
    const before = state();
    for (const args of [['diff'], ['diff', 'HEAD~1..HEAD'], ['log'], ['log', photo(0)], ['conflicts'], ['status']]) {
      assert.equal((await said(ada, ...args)).code, 0, args.join(' '));
    }
    assert.deepEqual(state(), before);
  });
});
