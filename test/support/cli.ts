import { spawn } from 'node:child_process';
import path from 'node:path';
import { repoRoot } from './samples';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Runs it as this user (root may do that). */
  readonly uid?: number;
  /** Called with the child as soon as it runs, e.g. to kill it. */
  readonly onStart?: (pid: number) => void;
}

export const cliPath = path.join(repoRoot, 'dist', 'cli.js');

/** Runs the built `qrate` with these arguments; never rejects for an exit code. */
export function qrate(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cliPath, ...args], {
      cwd: options.cwd,
      uid: options.uid,
      env: { ...process.env, ...options.env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    if (child.pid !== undefined) options.onStart?.(child.pid);
  });
}

/** Runs `qrate … --json` and parses the one JSON value on stdout; throws with stderr when it failed. */
export async function qrateJson<T>(args: readonly string[], options?: CliOptions): Promise<T> {
  const result = await qrate([...args, '--json'], options);
  if (result.code !== 0) throw new Error(`qrate ${args.join(' ')} ended with ${result.code}: ${result.stderr}`);
  return JSON.parse(result.stdout) as T;
}
