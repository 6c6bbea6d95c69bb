// What each part of the tests consists of: steps that return counts. Where an `essential` one fails, the rest of its part makes no sense.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hostSupported } from '../../test/host/setup.mjs';
import { currentTarget } from '../packaging/targets.mjs';
import { withDemoShoot } from './demoShoot.mjs';
import { counted, mocha, node, root } from './step.mjs';
import { tinyExtension } from './tinyExtension.mjs';

const bootstrap = 'out/test/host/index.js';
const limit = '900';

/** Headless where there is one, else the desktop VS Code. */
const runner = (desktop) => (hostSupported && !desktop ? 'test/host/run.mjs' : 'test/host/desktop.mjs');

/** Plain Node: logic alone, and logic against other people's programs. */
export function unitSteps() {
  return [
    {
      title: 'logic and oracles',
      run: () => mocha('unit', ['out/test/unit/**/*.test.js', existing('out/test/oracle')].flat(), { parallel: true }),
    },
  ];
}

/** The extension from the work tree, inside VS Code. `withPackage`: the part "package" runs as well, and holds the same tests against the VSIX. */
export function vscodeSteps({ desktop, withPackage }) {
  const headless = hostSupported && !desktop;
  const scripts = headless ? ['test/e2e/cull.ui.mjs'] : [];
  return [
    ...(headless ? [{ title: 'the runner itself', run: () => mocha('runner', ['test/host/selfTest/*.test.mjs']) }] : []),
    ...(withPackage
      ? []
      : [
          {
            title: 'extension host',
            run: () => withDemoShoot((folder) => inHost('vscode', { ext: '.', spec: 'out/test/integration', folder, desktop })),
          },
        ]),
    {
      // A repository of its own: what other tests decide would be in its history.
      title: 'extension host, in a repository',
      run: () => withDemoShoot((folder) => inHost('vscode-git', { ext: '.', spec: 'out/test/integrationGit', folder, desktop })),
    },
    ...(headless ? browserSteps() : []),
    ...scripts.map((script) => ({ title: path.basename(script), run: () => withDemoShoot((folder) => ui(script, folder)) })),
  ];
}

/** What measures time runs alone: tests that name milliseconds. */
function browserSteps() {
  const files = found('out/test/e2e', '.test.js');
  const timed = ['--grep', String.raw`\d ms\b`];
  return [
    { title: 'panels in a browser', run: () => mocha('e2e', files, { parallel: true, args: [...timed, '--invert'] }) },
    { title: 'speed of panels in a browser', run: () => mocha('e2e-speed', files, { args: timed }) },
  ];
}

/** The workbench driven from outside, panel by panel: minutes of waiting for windows, so it is asked for by name. */
export function uiSteps() {
  if (!hostSupported) return [];
  return found('test/e2e', '.ui.mjs').map((script) => ({
    title: path.basename(script),
    run: () =>
      withDemoShoot((folder) => ui(script, folder, script.endsWith('words.ui.mjs') ? tinyExtension().ext : '.'), { fullSize: true }),
  }));
}

/** The VSIX of this platform: what it holds, its command line, and itself installed in VS Code. */
export function packageSteps({ desktop }) {
  const vsix = path.join(root, 'out', `qrate-${currentTarget}-test.vsix`);
  const make = async () => {
    rmSync(vsix, { force: true });
    if ((await node('scripts/package.mjs', '--target', currentTarget, '--out', vsix)) !== 0)
      throw new Error('There is no package to test.');
  };
  const unpacked = (folder) => mocha('package', ['test/package/*.test.mjs'], { env: { QRATE_TEST_VSIX: vsix, QRATE_TEST_SHOOT: folder } });
  const installed = (folder) => inHost('installed', { ext: vsix, spec: 'out/test/package/installed', folder, desktop });
  const commands = (folder) => inHost('installed-commands', { ext: vsix, spec: 'out/test/integration', folder, desktop });
  return [
    { title: `package for ${currentTarget}`, run: make, essential: true },
    { title: 'unpacked', run: () => withDemoShoot(unpacked) },
    { title: 'installed in VS Code', run: () => withDemoShoot(installed) },
    { title: 'every command, installed', run: () => withDemoShoot(commands) },
  ];
}

function inHost(name, { ext, spec, folder, desktop }) {
  const args = ['--ext', ext, '--tests', bootstrap, '--spec', spec, '--folder', folder, '--timeout', limit];
  return counted(name, (file) => [runner(desktop), ...args, '--result', file]);
}

function ui(script, folder, ext = '.') {
  const args = ['--ext', ext, '--ui', script, '--folder', folder, '--timeout', limit];
  return counted(path.basename(script, '.ui.mjs'), (file) => ['test/host/run.mjs', ...args, '--result', file]);
}

function found(folder, ending) {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  const names = readdirSync(absolute, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => path.join(folder, name));
}

/** Mocha warns about globs that match nothing, so they are only handed over where something is. */
const existing = (folder) => (found(folder, '.test.js').length > 0 ? [`${folder}/**/*.test.js`] : []);
