import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';

/** What a person's own git settings could change is left out. */
const environment = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_MERGE_AUTOEDIT: 'no', GIT_EDITOR: 'true' };

/** A repository of a test, driven as a person does. */
export class GitRepo {
  private constructor(readonly dir: string) {}

  static init(dir: string, person: string): GitRepo {
    execFileSync('git', ['init', '-q', '-b', 'main', dir], { env: { ...process.env, ...environment } });
    return new GitRepo(dir).as(person);
  }

  /** A repository that is there already, used by this person from now on. */
  static at(dir: string, person: string): GitRepo {
    return new GitRepo(dir).as(person);
  }

  /** A working copy with all files, ignored ones too, of somebody else. */
  copyTo(dir: string, person: string): GitRepo {
    cpSync(this.dir, dir, { recursive: true, preserveTimestamps: true });
    return new GitRepo(dir).as(person);
  }

  /** Answers what git prints; throws with what it complained about. */
  git(...args: readonly string[]): string {
    return execFileSync('git', ['-C', this.dir, ...args], { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...environment } });
  }

  commit(message: string): string {
    this.git('add', '--all', '.');
    this.git('commit', '-q', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** Merges what is HEAD in another repository; throws where that is not possible without a person. */
  merge(other: GitRepo): void {
    this.git('fetch', '-q', other.dir, 'HEAD');
    this.git('merge', '-q', '--no-edit', 'FETCH_HEAD');
  }

  private as(person: string): this {
    this.git('config', 'user.name', person);
    this.git('config', 'user.email', `${person.toLowerCase()}@example.org`);
    return this;
  }
}
