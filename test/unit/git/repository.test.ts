import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseBlame } from '../../../src/core/git/blame';
import { runGit } from '../../../src/core/git/git';
import { LogRepository } from '../../../src/core/git/logRepository';
import { parseRange } from '../../../src/core/git/range';
import type { StoreLocation } from '../../../src/core/index/location';
import { GitRepo } from '../../support/gitRepo';
import { useTempDir } from '../../support/tempDir';
import { locate } from '../index/fixtures';

const lineOf = (id: string) => `{"v":1,"kind":"decision","id":"${id}"}\n`;

describe('a range of revisions', () => {
  const cases: Readonly<Record<string, readonly [string, string | null, boolean]>> = {
    HEAD: ['HEAD', null, false],
    'v1.0': ['v1.0', null, false],
    'a..b': ['a', 'b', false],
    'a...b': ['a', 'b', true],
    'a..': ['a', 'HEAD', false],
    '..b': ['HEAD', 'b', false],
    'HEAD~2..HEAD^2': ['HEAD~2', 'HEAD^2', false],
    'feature/x...main@{yesterday}': ['feature/x', 'main@{yesterday}', true],
  };
  for (const [text, [from, to, sinceParting]] of Object.entries(cases)) {
    it(text, () => assert.deepEqual(parseRange(text), { from, to, sinceParting }));
  }
  it('is what is not committed yet where none is named', () =>
    assert.deepEqual(parseRange(null), { from: 'HEAD', to: null, sinceParting: false }));
});

describe('the repository of a shoot', function () {
  this.timeout(60_000);
  const temp = useTempDir();
  let number = 0;

  async function shoot(
    name = `shoot ${++number}`,
  ): Promise<{ repo: GitRepo; location: StoreLocation; write(name: string, text: string): void }> {
    const dir = path.join(temp.path, name);
    mkdirSync(path.join(dir, '.qrate'), { recursive: true });
    const location = await locate(dir);
    return { repo: GitRepo.init(dir, 'Ada'), location, write: (file, text) => writeFileSync(path.join(dir, '.qrate', file), text) };
  }

  it('gives the log of any commit without a checkout, and null where there was none', async () => {
    const { repo, location, write } = await shoot();
    write('other', '');
    const first = repo.commit('nothing yet');
    write('decisions.jsonl', lineOf('1'));
    const second = repo.commit('one line');
    write('decisions.jsonl', lineOf('1') + lineOf('2'));
    const found = await LogRepository.around(location);
    assert.deepEqual([await found.text(first), await found.text(second), await found.commit('HEAD')], [null, lineOf('1'), second]);
    assert.equal(readFileSync(location.decisions, 'utf8'), lineOf('1') + lineOf('2'));
  });

  it('tells which commit brought in which line, through a merge, and whose', async () => {
    const { repo, location, write } = await shoot();
    write('.gitattributes', 'decisions.jsonl merge=union\n');
    write('decisions.jsonl', lineOf('1'));
    const first = repo.commit('first: ünï “quoted”');
    const bob = repo.copyTo(`${repo.dir} bob`, 'Bob');
    writeFileSync(path.join(bob.dir, '.qrate/decisions.jsonl'), lineOf('1') + lineOf('b'));
    const bobs = bob.commit('from Bob');
    write('decisions.jsonl', lineOf('1') + lineOf('a'));
    const adas = repo.commit('from Ada');
    repo.merge(bob);
    write('decisions.jsonl', `${readFileSync(location.decisions, 'utf8')}${lineOf('new')}`);
    const commits = await (await LogRepository.around(location)).bringers(new Set(['1', 'a', 'b', 'new', 'gone']));
    assert.deepEqual([...commits].map(([id, { hash }]) => [id, hash]).sort(), [
      ['1', first],
      ['a', adas],
      ['b', bobs],
    ]);
    assert.equal(commits.get('1')?.subject, 'first: ünï “quoted”');
    assert.equal(commits.get('b')?.author, 'Bob <bob@example.org>');
    const all = await (await LogRepository.around(location)).commits(10);
    assert.deepEqual(all.map(({ hash }) => hash).sort(), [adas, bobs, first, repo.git('rev-parse', 'HEAD').trim()].sort());
  });

  it('blames a thousand lines at once as it blames one', async () => {
    const { repo, location, write } = await shoot();
    const ids = Array.from({ length: 1000 }, (_, i) => `id-${i}`);
    write('decisions.jsonl', ids.slice(0, 500).map(lineOf).join(''));
    const first = repo.commit('half');
    write('decisions.jsonl', ids.map(lineOf).join(''));
    const second = repo.commit('all');
    const commits = await (await LogRepository.around(location)).bringers(new Set(ids));
    assert.deepEqual(
      ids.map((id) => commits.get(id)?.hash),
      ids.map((_, i) => (i < 500 ? first : second)),
    );
  });

  it('is found from a folder below, in a linked worktree and in a submodule, whatever their names', async () => {
    const { repo } = await shoot();
    const deep = path.join(repo.dir, 'weddings', 'Zoë & 📷\nsecond line', '-rf');
    mkdirSync(path.join(deep, '.qrate'), { recursive: true });
    writeFileSync(path.join(deep, '.qrate', 'decisions.jsonl'), lineOf('deep'));
    const commit = repo.commit('deep');
    repo.git('worktree', 'add', '-q', '--detach', path.join(temp.path, 'linked'));
    const outer = await shoot();
    outer.write('other', '');
    outer.repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repo.dir, 'sub');
    const below = path.relative(repo.dir, deep);
    for (const dir of [deep, path.join(temp.path, 'linked', below), path.join(outer.repo.dir, 'sub', below)]) {
      const found = await LogRepository.around(await locate(dir));
      assert.equal(await found.text(await found.commit('HEAD')), lineOf('deep'), dir);
      assert.equal((await found.bringers(new Set(['deep']))).get('deep')?.hash, commit, dir);
    }
  });

  it('says in a sentence what is not there: a repository, a commit, a revision, a common past', async () => {
    const { repo, location, write } = await shoot();
    const found = await LogRepository.around(location);
    await assert.rejects(found.commit('HEAD'), { code: 'no-such-revision', message: /no commit yet/ });
    assert.deepEqual([await found.head(), await found.commits(5), await found.bringers(new Set(['1']))], [null, [], new Map()]);
    write('decisions.jsonl', lineOf('1'));
    const main = repo.commit('first');
    for (const revision of ['nope', '--help', '-h', 'HEAD:.qrate', 'a\nb', '']) {
      await assert.rejects(found.commit(revision), { code: 'no-such-revision', message: /knows no commit/ }, revision);
    }
    repo.git('checkout', '-q', '--orphan', 'other');
    const other = repo.commit('apart');
    await assert.rejects(found.parting(main, other), { code: 'no-such-revision', message: /no commit in common/ });
    const outside = path.join(temp.path, 'no repository');
    mkdirSync(path.join(outside, '.qrate'), { recursive: true });
    await assert.rejects(LogRepository.around(await locate(outside)), { code: 'no-repository', message: /not in a git repository/ });
    await assert.rejects(LogRepository.around({ ...location, inShoot: false }), { code: 'no-repository', message: /no repository knows/ });
  });

  it('takes a link or a folder of the log’s name for no log', async () => {
    const { repo, location, write } = await shoot();
    write('decisions.jsonl', '/etc/passwd');
    const blob = repo.git('hash-object', '-w', '.qrate/decisions.jsonl').trim();
    repo.git('update-index', '--add', '--cacheinfo', `120000,${blob},.qrate/decisions.jsonl`);
    repo.git('commit', '-q', '-m', 'a link');
    const found = await LogRepository.around(location);
    assert.equal(await found.text(await found.commit('HEAD')), null);
  });

  it('starts no program that the repository names', async () => {
    const { repo, location, write } = await shoot();
    write('.gitattributes', 'decisions.jsonl merge=union diff=evil filter=evil\n');
    write('decisions.jsonl', lineOf('1'));
    repo.commit('first');
    const proof = path.join(temp.path, 'started');
    const evil = path.join(temp.path, 'evil.sh');
    writeFileSync(evil, `#!/bin/sh\ntouch '${proof}'\ncat\n`);
    chmodSync(evil, 0o755);
    const settings = [
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'filter.evil.clean',
      'filter.evil.smudge',
      'core.fsmonitor',
    ];
    for (const setting of [...settings, 'core.pager', 'pager.blame', 'gpg.program', 'core.sshCommand', 'core.editor'])
      repo.git('config', setting, evil);
    repo.git('config', 'log.showSignature', 'true');
    // Nor does it believe that a commit is not worth naming.
    writeFileSync(path.join(temp.path, 'ignored'), repo.git('rev-parse', 'HEAD'));
    repo.git('config', 'blame.ignoreRevsFile', path.join(temp.path, 'ignored'));
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction']) {
      writeFileSync(path.join(repo.dir, '.git/hooks', hook), readFileSync(evil), { mode: 0o755 });
    }
    const found = await LogRepository.around(location);
    const head = await found.commit('HEAD');
    assert.equal((await found.bringers(new Set(['1']))).get('1')?.hash, head);
    assert.equal(await found.text(head), lineOf('1'));
    assert.equal((await found.commits(3)).length, 1);
    assert.equal(existsSync(proof), false);
    // The trap does work: git as a person runs it falls into it.
    repo.git('blame', 'HEAD', '--', '.qrate/decisions.jsonl');
    assert.equal(existsSync(proof), true);
  });

  it('is not led astray by a surrounding git', async () => {
    const { repo, location, write } = await shoot();
    write('decisions.jsonl', lineOf('1'));
    const head = repo.commit('first');
    const other = await shoot();
    process.env.GIT_DIR = path.join(other.repo.dir, '.git');
    process.env.GIT_INDEX_FILE = path.join(other.repo.dir, '.git', 'index');
    try {
      assert.equal(await (await LogRepository.around(location)).commit('HEAD'), head);
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_INDEX_FILE;
    }
  });

  it('is left as it is: no index refreshed, no lock taken', async () => {
    const { repo, location, write } = await shoot();
    write('decisions.jsonl', lineOf('1'));
    repo.commit('first');
    const index = path.join(repo.dir, '.git', 'index');
    const before = readFileSync(index);
    writeFileSync(`${index}.lock`, '');
    const found = await LogRepository.around(location);
    await found.bringers(new Set(['1']));
    await found.commits(3);
    assert.deepEqual(readFileSync(index), before);
    assert.ok(existsSync(`${index}.lock`));
  });

  it('says so when objects are missing, and fetches nothing', async () => {
    const { repo, location, write } = await shoot();
    write('decisions.jsonl', lineOf('1'));
    const commit = repo.commit('first');
    const blob = repo.git('rev-parse', 'HEAD:.qrate/decisions.jsonl').trim();
    renameSync(path.join(repo.dir, '.git/objects', blob.slice(0, 2), blob.slice(2)), path.join(temp.path, 'blob'));
    await assert.rejects((await LogRepository.around(location)).text(commit), { code: 'git', message: /git cat-file failed/ });
  });
});

describe('running git', () => {
  const temp = useTempDir();

  it('says so when there is no git, or it takes too long', async () => {
    const saved = process.env.PATH;
    process.env.PATH = '';
    try {
      await assert.rejects(runGit(temp.path, ['version']), { code: 'git', message: /git was not found/ });
    } finally {
      process.env.PATH = saved;
    }
    await assert.rejects(runGit(temp.path, ['hash-object', '--stdin'], { timeout: 300 }), { code: 'git', message: /no answer in time/ });
  });

  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    const running = runGit(temp.path, ['hash-object', '--stdin'], { signal: abort.signal });
    abort.abort();
    await assert.rejects(running, { name: 'AbortError' });
    await assert.rejects(async () => runGit(temp.path, ['version'], { signal: abort.signal }), { name: 'AbortError' });
  });

  it('tells how to trust a repository of somebody else', async function () {
    if (process.getuid?.() !== 0) return this.skip();
    const dir = path.join(temp.path, 'theirs');
    GitRepo.init(dir, 'Ada');
    execFileSync('chown', ['-R', '12345', dir]);
    const saved = process.env.GIT_CONFIG_GLOBAL;
    process.env.GIT_CONFIG_GLOBAL = '/dev/null';
    try {
      await assert.rejects(runGit(dir, ['rev-parse', 'HEAD']), { code: 'git', message: /belongs to somebody else.*safe\.directory/ });
    } finally {
      if (saved === undefined) delete process.env.GIT_CONFIG_GLOBAL;
      else process.env.GIT_CONFIG_GLOBAL = saved;
      rmSync(dir, { recursive: true });
    }
  });
});

describe('reading blame', () => {
  it('knows the commit of each line, in repositories of either kind of hash', () => {
    const [one, two] = ['a'.repeat(40), 'b'.repeat(64)];
    const text = `${one} 1 1 1\nauthor Zoë\nauthor-mail <z@example.org>\nauthor-time 1779000000\nsummary a b\nfilename f\n\tauthor fake\n${two} 2 2 1\nauthor X\nauthor-mail <>\nauthor-time 0\nsummary\nfilename f\n\tx\n${one} 3 3\n\ty\n`;
    const blamed = parseBlame(text);
    assert.deepEqual(
      [...blamed].map(([line, { hash, author }]) => [line, hash, author]),
      [
        [1, one, 'Zoë <z@example.org>'],
        [2, two, 'X'],
        [3, one, 'Zoë <z@example.org>'],
      ],
    );
    assert.equal(blamed.get(1)?.time, '2026-05-17T06:40:00.000Z');
  });
});
