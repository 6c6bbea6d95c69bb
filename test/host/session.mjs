// One run in the headless VS Code: server, browser, workbench; everything ends with it.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from './browser.mjs';
import { installExtension, prepareData, startServer, timeout } from './server.mjs';
import { ensureHost } from './setup.mjs';

const artifacts = path.resolve(import.meta.dirname, '../../out/artifacts');

/**
 * Starts VS Code on a folder, does `work` in it, and ends everything again, also on an interrupt.
 * @param {object} options
 * @param {string} options.name for the artifacts
 * @param {string[]} options.install extensions to install: folders or VSIX files
 * @param {string | undefined} options.folder the workspace (default: an empty one)
 * @param {object} options.settings VS Code settings
 * @param {number} options.seconds limit of `work`
 * @param {boolean} options.smokeTest see `startServer`
 * @param {(session: {page: object, open: Function, port: number, folder: string, root: string, artifacts: string}) => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
export async function withWorkbench(options, work) {
  beNobody();
  const host = ensureHost();
  const root = mkdtempSync(path.join(os.tmpdir(), 'qrate-vscode-'));
  const folder = path.resolve(options.folder ?? path.join(root, 'workspace'));
  const logFile = path.join(root, 'server.log');
  mkdirSync(folder, { recursive: true });
  const undo = [() => rmSync(root, { recursive: true, force: true })];
  const dispose = async () => {
    while (undo.length > 0) await undo.pop()();
  };
  const forget = onInterrupt(dispose);
  try {
    const browser = await launchBrowser();
    undo.push(() => browser.close());
    const data = prepareData(root, options.settings);
    for (const extension of options.install) installExtension(host, data, extension);
    const server = await startServer(host, { data, logFile, smokeTest: options.smokeTest });
    undo.push(server.stop);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const session = { page, open: opener(page, server.port, folder), port: server.port, folder, root, artifacts };
    const limit = timeout(options.seconds * 1000, `Timed out after ${options.seconds} s.`);
    return await Promise.race([work(session), server.ended, limit]).catch(async (error) => {
      await keepEvidence(page, logFile, options.name);
      throw error;
    });
  } finally {
    forget();
    await dispose();
  }
}

/** Whom the machine's git makes out to be at work is nobody's business here: repositories of the tests name their people themselves. */
function beNobody() {
  for (const who of ['AUTHOR', 'COMMITTER']) for (const what of ['NAME', 'EMAIL']) delete process.env[`GIT_${who}_${what}`];
}

/** Opens the workbench on the folder; `payload` is obeyed with the smoke-test driver alone. */
function opener(page, port, folder) {
  return async (payload = []) => {
    const query = new URLSearchParams({ folder, payload: JSON.stringify([['skipWelcome', 'true'], ...payload]) });
    await page.goto(`http://127.0.0.1:${port}/?${query}`);
  };
}

async function keepEvidence(page, logFile, name) {
  mkdirSync(artifacts, { recursive: true });
  const file = (suffix) => path.join(artifacts, `${name}-${suffix}`);
  await page.screenshot({ path: file('failed.png') }).catch((error) => console.error(`No screenshot: ${error.message}`));
  if (existsSync(logFile)) copyFileSync(logFile, file('server.log'));
  console.error(`Screenshot and server log: ${file('failed.png')}, ${file('server.log')}`);
}

function onInterrupt(dispose) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const handler = (signal) => dispose().finally(() => process.exit(128 + os.constants.signals[signal]));
  for (const signal of signals) process.once(signal, handler);
  return () => {
    for (const signal of signals) process.removeListener(signal, handler);
  };
}
