// Mocha inside a desktop VS Code, which @vscode/test-electron downloads once into .vscode-test/:
//   node test/host/desktop.mjs --ext DIR|VSIX --tests FILE [--spec DIR|FILE] [--folder DIR] [--settings JSON] [--timeout SECONDS] [--result FILE]
// On a Linux machine without a display: xvfb-run -a npm run test:desktop

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { readArguments, report } from './commandLine.mjs';
import { follow } from './follow.mjs';
import { prepareData, timeout } from './server.mjs';
import { readResult } from './verdict.mjs';

const bench = path.join(import.meta.dirname, 'testExtension');
const download = () => downloadAndUnzipVSCode({ version: process.env.QRATE_VSCODE_VERSION || 'stable', extensionDevelopmentPath: bench });

async function runInDesktop({ ext, tests, folder, settings, seconds, env }) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'qrate-desktop-'));
  try {
    const vscodeExecutablePath = await download();
    const data = prepareData(root, settings);
    const folders = ['--user-data-dir', data.user, '--extensions-dir', data.extensions];
    const packed = ext.endsWith('.vsix');
    if (packed) installVsix(vscodeExecutablePath, ext, folders);
    const workspace = folder ?? path.join(root, 'workspace');
    mkdirSync(workspace, { recursive: true });
    const files = { QRATE_TEST_LOG: path.join(root, 'tests.log'), QRATE_TEST_RESULT: path.join(root, 'result.json') };
    const stop = follow(files.QRATE_TEST_LOG);
    const run = runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: packed ? bench : ext,
      extensionTestsPath: tests,
      extensionTestsEnv: { ...env, ...files },
      launchArgs: [workspace, ...folders, '--disable-workspace-trust', '--disable-gpu', '--skip-welcome', '--skip-release-notes'],
    });
    // A failed test ends VS Code with a code as well; the result says more.
    const ended = run.catch((error) => console.error(error.message));
    const limit = timeout(seconds * 1000, `Timed out after ${seconds} s.`).catch((error) => {
      process.emit('SIGINT', 'SIGINT'); // test-electron ends its VS Code on an interrupt, and offers no other way
      throw error;
    });
    await Promise.race([ended, limit]).finally(stop);
    return readResult(files.QRATE_TEST_RESULT);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

function installVsix(executable, vsix, folders) {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const shell = process.platform === 'win32';
  const { status } = spawnSync(cli, [...args, ...folders, '--install-extension', vsix], { stdio: ['ignore', 'ignore', 'inherit'], shell });
  if (status !== 0) throw new Error(`VS Code could not install ${vsix}.`);
}

try {
  const options = readArguments(['ext', 'tests', 'spec', 'folder', 'settings', 'timeout', 'result']);
  if (!options.ext || !options.tests) throw new Error('Give --ext and --tests.');
  process.exitCode = report(await runInDesktop(options), options.result);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A desktop VS Code that was left behind by a timeout must not keep this process waiting.
process.exit();
