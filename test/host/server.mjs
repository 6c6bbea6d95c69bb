// The VS Code server of one run: fresh data folders, a free port, a process group of its own.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const startLimit = 60_000;
const stopLimit = 5_000;

/** What every run starts from; `--settings` adds to it. */
const baseSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'extensions.autoCheckUpdates': false,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * The folders of one run inside `root`, the settings in place.
 * @param {string} root an empty folder
 * @param {object} settings VS Code settings on top of the base
 */
export function prepareData(root, settings) {
  const data = { user: path.join(root, 'user'), server: path.join(root, 'server'), extensions: path.join(root, 'extensions') };
  for (const folder of [path.join(data.user, 'User'), data.server, data.extensions]) mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(data.user, 'User/settings.json'), JSON.stringify({ ...baseSettings, ...settings }, null, 2));
  return data;
}

/** Installs a VSIX, or links an extension's folder, into the run's extensions. */
export function installExtension(host, data, extension) {
  if (extension.endsWith('.vsix')) {
    execFileSync(host.node, [...serverArgs(host, data), '--install-extension', extension], { stdio: ['ignore', 'ignore', 'inherit'] });
    return;
  }
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));
  symlinkSync(extension, path.join(data.extensions, `${publisher}.${name}-${version}`));
}

/**
 * Starts the server on a free port.
 * @param {object} host of `ensureHost`
 * @param {{data: object, logFile: string, smokeTest: boolean}} options `smokeTest` makes the workbench obey the URL's payload, and hides notifications
 * @returns {Promise<{port: number, ended: Promise<never>, stop: () => Promise<void>}>} `ended` rejects when the server ends by itself
 */
export async function startServer(host, { data, logFile, smokeTest }) {
  const flags = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-workspace-trust', '--disable-experiments'];
  const args = [...serverArgs(host, data), ...flags, '--telemetry-level', 'off', ...(smokeTest ? ['--enable-smoke-test-driver'] : [])];
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  const child = spawn(host.node, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  const log = createWriteStream(logFile, { flags: 'a' });
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`VS Code's server ended by itself (${code ?? signal}).\n${tail(logFile)}`)));
  });
  ended.catch(() => {});
  const stop = () => stopGroup(child).finally(() => log.end());
  try {
    return { port: await listening(child, log, ended), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArgs(host, data) {
  const folders = ['--user-data-dir', data.user, '--server-data-dir', data.server, '--extensions-dir', data.extensions];
  return [path.join(host.vscode, 'out/server-main.js'), '--accept-server-license-terms', ...folders];
}

async function listening(child, log, ended) {
  let line = '';
  const port = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log.write(chunk);
        line = `${line}${chunk}`.slice(-4096);
        const found = /listening on (\d+)\s/.exec(line);
        if (found) resolve(Number(found[1]));
      });
    }
  });
  return await Promise.race([port, ended, timeout(startLimit, "VS Code's server did not start.")]);
}

/** Ends the server and what it started (extension hosts, workers), and nothing else. */
async function stopGroup(child) {
  if (child.pid === undefined) return;
  const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  signalGroup(child.pid, 'SIGTERM');
  await Promise.race([exited, delay(stopLimit)]);
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // the whole group is gone already
  }
}

const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** Rejects after `ms` milliseconds, without keeping the process alive. */
export async function timeout(ms, message) {
  await delay(ms);
  throw new Error(message);
}

function tail(file) {
  try {
    return readFileSync(file, 'utf8').slice(-3000);
  } catch {
    return '';
  }
}
