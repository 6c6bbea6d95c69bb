import path from 'node:path';
import { run } from '../../src/cli/run';
import type { CliResult } from './cli';
import { repoRoot } from './samples';

/** One command at a time: the current folder is the process's. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Carries out `qrate …` in this process, for tests of what a command does: starting a process costs more than most commands. What belongs
 * to the process (signals, kills, the environment, standard input, another user) is tested by `qrate` of `./cli`.
 */
export function qrateHere(args: readonly string[], options: { readonly cwd?: string } = {}): Promise<CliResult> {
  const result = last.then(() => inFolder(options.cwd, () => captured(args)));
  last = result.catch(() => undefined);
  return result;
}

/** `qrateHere … --json`, parsed; throws with stderr when it failed. */
export async function qrateHereJson<T>(args: readonly string[], options?: { readonly cwd?: string }): Promise<T> {
  const result = await qrateHere([...args, '--json'], options);
  if (result.code !== 0) throw new Error(`qrate ${args.join(' ')} ended with ${result.code}: ${result.stderr}`);
  return JSON.parse(result.stdout) as T;
}

async function captured(argv: readonly string[]): Promise<CliResult> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), redraws: false, listens: false };
  const code = await run({ argv, terminal, signal: new AbortController().signal, scripts: path.join(repoRoot, 'dist') });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

async function inFolder<T>(folder: string | undefined, work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  if (folder !== undefined) process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
  }
}
