import path from 'node:path';
import { QrateError } from '../errors';
import type { StoreLocation } from '../index/location';
import { parseBlame } from './blame';
import { type GitOptions, type GitResult, runGit } from './git';
import type { Commit } from './reports';

/** Beyond that many lines all of the file is blamed at once. */
const MAX_NAMED_LINES = 400;

const NO: GitResult = { code: 1, stdout: '', stderr: '' };

/** The repository that holds a shoot's decisions, read without a checkout. */
export class LogRepository {
  readonly #dir: string;
  readonly #file: string;
  readonly #options: GitOptions;

  private constructor({ dir, decisions }: StoreLocation, options: GitOptions) {
    this.#dir = dir;
    this.#file = path.basename(decisions);
    this.#options = options;
  }

  /** Throws QrateError('no-repository') where the decisions are in none, QrateError('git'). */
  static async around(location: StoreLocation, options: GitOptions = {}): Promise<LogRepository> {
    if (!location.inShoot) {
      throw new QrateError(
        'no-repository',
        `What was decided in ${location.root} is kept in ${location.dir}, since the shoot is read-only or the storage is set to global: no repository knows of it.`,
      );
    }
    const repository = new LogRepository(location, options);
    if ((await repository.#git('rev-parse', '--is-inside-work-tree')).stdout !== 'true\n') {
      throw new QrateError(
        'no-repository',
        `${location.root} is not in a git repository. To keep its history: git init, then commit .qrate.`,
      );
    }
    return repository;
  }

  /** Full name of the commit that `revision` means. Throws QrateError('no-such-revision'). */
  async commit(revision: string): Promise<string> {
    // What begins with a dash would be an option.
    const { code, stdout } = revision.startsWith('-') ? NO : await this.#git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
    if (code === 0) return stdout.trim();
    const message = `git knows no commit ${JSON.stringify(revision)} here. Name a commit, branch or tag, or A..B.`;
    throw new QrateError(
      'no-such-revision',
      (await this.head()) === null ? 'The repository has no commit yet: git add .qrate, then git commit.' : message,
    );
  }

  /** `null` before the first commit. */
  async head(): Promise<string | null> {
    const { code, stdout } = await this.#git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
    return code === 0 ? stdout.trim() : null;
  }

  /** Where two commits parted. Throws QrateError('no-such-revision') where they never were together. */
  async parting(a: string, b: string): Promise<string> {
    const { code, stdout } = await this.#git('merge-base', a, b);
    if (code === 0) return stdout.trim();
    throw new QrateError('no-such-revision', `${short(a)} and ${short(b)} have no commit in common: use A..B.`);
  }

  /** The text of a file of the store in a commit; `null` where it is not a file there. */
  async text(commit: string, name = this.#file): Promise<string | null> {
    const [, object] = /^100\d{3} blob ([0-9a-f]+)\t/.exec(await this.#answer('ls-tree', '-z', commit, '--', name)) ?? [];
    return object === undefined ? null : this.#answer('cat-file', 'blob', object);
  }

  /** The last commits up to HEAD that changed the decisions, newest first. */
  async commits(limit: number): Promise<readonly Commit[]> {
    const head = await this.head();
    if (head === null) return [];
    const format = '--format=%H%x00%an <%ae>%x00%aI%x00%s';
    const output = await this.#answer('rev-list', `--max-count=${limit}`, format, head, '--', this.#file);
    return output.split('\n').flatMap((line) => {
      const [hash, author, time, subject] = line.split('\0');
      return hash && author && time ? [{ hash, author, time: new Date(time).toISOString(), subject: subject ?? '' }] : [];
    });
  }

  /** The commit that brought in each of these lines of the log, by id. Lines that HEAD does not hold are absent. */
  async bringers(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Commit>> {
    const head = await this.head();
    const text = head === null ? null : await this.text(head);
    const numbers = text === null ? new Map<string, number>() : lineNumbers(text, ids);
    if (head === null || numbers.size === 0) return new Map();
    const named = numbers.size > MAX_NAMED_LINES ? [] : [...numbers.values()].flatMap((line) => ['-L', `${line},${line}`]);
    // Without `--no-textconv`, blame starts the program that a repository's settings name. HEAD, since the file on disk passes filters.
    const blamed = parseBlame(await this.#answer('blame', '--porcelain', '--no-textconv', ...named, head, '--', this.#file));
    return new Map(
      [...numbers].flatMap(([id, line]) => {
        const commit = blamed.get(line);
        return commit === undefined ? [] : [[id, commit] as const];
      }),
    );
  }

  #git(...args: readonly string[]): Promise<GitResult> {
    return runGit(this.#dir, args, this.#options);
  }

  /** What git prints when it must not fail. */
  async #answer(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#git(...args);
    if (code === 0) return stdout;
    const [first = ''] = stderr.split('\n');
    throw new QrateError('git', `git ${args[0]} failed in ${this.#dir}: ${first || `exit code ${code}`}`);
  }
}

export const short = (commit: string): string => commit.slice(0, 9);

const ID = /"id":"((?:[^"\\]|\\.)+)"/;

/** Of a line that is there twice the first counts. */
function lineNumbers(text: string, ids: ReadonlySet<string>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  text.split('\n').forEach((line, index) => {
    const [, id] = ID.exec(line) ?? [];
    if (id !== undefined && ids.has(id) && !numbers.has(id)) numbers.set(id, index + 1);
  });
  return numbers;
}
