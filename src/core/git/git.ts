import { execFile } from 'node:child_process';
import { QrateError } from '../errors';

/** Running git, safely: it reads what others made, so nothing that their repository's settings name is ever started. */

export interface GitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly timeout?: number;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MS = 30_000;
/** A decisions log of a million lines. */
const MAX_OUTPUT = 512 * 2 ** 20;

/** Settings of a repository that name programs, or that change what plumbing answers. */
const SAFE = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.quotePath=false',
    'log.showSignature=false',
    'blame.ignoreRevsFile=',
  ].flatMap((setting) => ['-c', setting]),
];

/** What a surrounding git (a hook, an alias) tells about another repository: `git rev-parse --local-env-vars`, and programs to start. */
const FOREIGN =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|GRAFT_FILE|SHALLOW_FILE|NO_REPLACE_OBJECTS|REPLACE_REF_BASE|IMPLICIT_WORK_TREE|INTERNAL_SUPER_PREFIX|CONFIG|EXTERNAL_DIFF|PAGER|EDITOR|ASKPASS|SSH|SSH_COMMAND)$/;

const gitEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
  LC_ALL: 'C',
  LANGUAGE: '',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // A partial clone would fetch what is missing, over the network and by programs that its settings name.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
});

/**
 * Runs git in the folder `dir` and answers its exit code with what it printed. Throws QrateError('git') where there is no git, it gives
 * no answer in time or does not trust the repository; rejects with AbortError when the signal says so.
 */
export function runGit(dir: string, args: readonly string[], { signal, timeout = TIMEOUT_MS }: GitOptions = {}): Promise<GitResult> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // `-C`, not a working directory: Windows would look for git.exe in there first.
    const all = [...SAFE, '-C', dir, ...args];
    const options = { env: gitEnvironment(), maxBuffer: MAX_OUTPUT, windowsHide: true, timeout, signal, encoding: 'utf8' } as const;
    execFile('git', all, options, (error, stdout, stderr) => {
      if (error === null) return resolve({ code: 0, stdout, stderr });
      const failure = failureOf(error, stderr, dir);
      if (failure !== null) return reject(failure);
      resolve({ code: typeof error.code === 'number' ? error.code : 1, stdout, stderr });
    });
  });
}

type ExecError = Error & { readonly code?: unknown; readonly killed?: boolean };

/** `null` where git ran and said no: that is an answer. */
function failureOf(error: ExecError, stderr: string, dir: string): Error | null {
  if (error.name === 'AbortError') return error;
  const wrong = (what: string) => new QrateError('git', what, { cause: error });
  if (error.code === 'ENOENT') return wrong('git was not found. Install it, or put it on the PATH.');
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return wrong(`git answers with more than ${MAX_OUTPUT / 2 ** 20} MB in ${dir}.`);
  if (error.killed) return wrong(`git gave no answer in time in ${dir}. Try again when the disk is less busy.`);
  if (/dubious ownership/.test(stderr)) {
    return wrong(
      `git does not trust the repository around ${dir}, because it belongs to somebody else. If you do: git config --global --add safe.directory ${JSON.stringify(dir)}`,
    );
  }
  return typeof error.code === 'number' ? null : wrong(`git could not be run in ${dir}: ${error.message}`);
}
