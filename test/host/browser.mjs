// Finds a Chromium for the workbench, or says plainly that there is none.

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** No browser here, and none could be installed. Callers may skip because of it, except in CI. */
export class NoBrowserError extends Error {}

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

/**
 * Path of a Chromium: `CHROMIUM`, one on the PATH, one that Playwright downloaded, or Debian's package when root.
 * @throws {NoBrowserError} with what was tried
 */
export function findBrowser() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (isExecutable(given)) return given;
    throw new NoBrowserError(`CHROMIUM names ${given}, which cannot be run.`);
  }
  const found = onPath() ?? fromPlaywright() ?? fromDebian();
  if (found) return found;
  throw new NoBrowserError('No Chromium for the tests inside VS Code. Install Chrome or Chromium, or set CHROMIUM to its path.');
}

/** A headless browser that reaches the local VS Code and nothing else. */
export function launchBrowser() {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  ];
  return chromium.launch({ executablePath: findBrowser(), chromiumSandbox: false, args });
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

/** The revision this Playwright wants, else any other in its cache. */
function fromPlaywright() {
  const wanted = chromium.executablePath();
  if (existsSync(wanted)) return wanted;
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH || path.join(os.homedir(), '.cache/ms-playwright');
  if (!existsSync(cache)) return undefined;
  const revisions = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  const newestFirst = revisions.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return newestFirst
    .flatMap((name) => ['chrome-linux64', 'chrome-linux'].map((dir) => path.join(cache, name, dir, 'chrome')))
    .find(isExecutable);
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return undefined;
  process.stderr.write('Chromium for tests: installing the Debian package …\n');
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update');
  apt('-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'chromium');
  return onPath();
}
