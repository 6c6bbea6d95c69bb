// Programs that the tests start, and what they report.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

const results = path.join(root, 'out/test-results');
const noBrowser = 77;

/** Runs a Node program in the repository's root; its exit code. */
export const node = (...args) => exitCode(process.execPath, args, {});

/** Runs npm quietly in the repository's root; its exit code. */
export const npm = (...args) => exitCode(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['--silent', ...args], {});

async function exitCode(command, args, env) {
  const shell = command.endsWith('.cmd');
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell, env: { ...process.env, ...env } });
  const [code, signal] = await once(child, 'exit');
  if (signal) console.error(`${args[0]} was ended by ${signal}.`);
  return code ?? 1;
}

/**
 * Runs a program that leaves its counts in the file it is given as the last argument of `args(file)`.
 * @param {string} name of the result file
 * @param {(file: string) => string[]} args of Node
 * @param {Record<string, string>} env on top of this process's
 * @returns {Promise<{passes: number, failures: number, pending: number, failed?: {title: string, message: string}[], excused?: true}>} `excused`: it may
 *   have run nothing
 */
export async function counted(name, args, env = {}) {
  const file = path.join(results, `${name}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  const code = await exitCode(process.execPath, args(file), env);
  if (code === noBrowser && !process.env.CI) return { passes: 0, failures: 0, pending: 1, excused: true };
  if (!existsSync(file)) throw new Error(`${name} ended with code ${code} and no result.`);
  const { passes, failures, pending, failed } = JSON.parse(readFileSync(file, 'utf8'));
  return { passes, failures: code !== 0 && failures === 0 ? 1 : failures, pending, failed };
}

/**
 * Mocha in plain Node on files or globs; without any file it has run nothing. `parallel` runs two files at a time: most of the time
 * goes into programs that the tests start and wait for. `args` go to mocha.
 */
export function mocha(name, specs, { env = {}, parallel = false, args = [] } = {}) {
  // CI=true alone would colour the log.
  const color = process.stdout.isTTY ? [] : ['--no-color'];
  const own = ['--no-config', '--no-package', '--node-option', 'enable-source-maps', '--timeout', '120000', ...color];
  own.push('--require', path.join(import.meta.dirname, 'propertySeed.cjs'));
  if (parallel) own.push('--parallel', '--jobs', '2');
  const reporter = ['--reporter', path.join(import.meta.dirname, 'countingReporter.cjs')];
  const program = path.join(root, 'node_modules/mocha/bin/mocha.js');
  return counted(name, (file) => [program, ...own, ...reporter, '--reporter-option', `result=${file}`, ...args, ...specs], env);
}
