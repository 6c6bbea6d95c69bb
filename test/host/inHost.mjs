// Mocha inside the extension host of the headless VS Code.

import path from 'node:path';
import { follow } from './follow.mjs';
import { withWorkbench } from './session.mjs';
import { readResult } from './verdict.mjs';

const bench = path.join(import.meta.dirname, 'testExtension');
/** A language model that behaves as tests say. */
const model = path.join(import.meta.dirname, 'modelExtension');

/**
 * Runs the tests of `tests` (a bundle that exports `run()`) in the extension host.
 * A folder is loaded as the extension under development; a VSIX is installed, and a bare test extension carries the tests.
 * @param {{ext: string, tests: string, folder?: string, settings: object, seconds: number, env: Record<string, string>}} options
 * @returns {Promise<import('./verdict.mjs').Result>}
 */
export async function runInHost({ ext, tests, folder, settings, seconds, env }) {
  const packed = ext.endsWith('.vsix');
  const name = path.basename(env.QRATE_TEST_SPEC ?? 'integration').replace(/\.\w+$/, '');
  // Folders come first: VS Code looks for them until it has installed a VSIX, and lists what it knows from then on.
  const options = { name, install: packed ? [model, ext] : [model], folder, settings, seconds, smokeTest: true };
  return await withWorkbench(options, async ({ page, open, port, root }) => {
    const files = { QRATE_TEST_LOG: path.join(root, 'tests.log'), QRATE_TEST_RESULT: path.join(root, 'result.json') };
    const remote = (file) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.resolve(file))}`;
    const stop = follow(files.QRATE_TEST_LOG);
    try {
      const exit = await hostExit(page);
      await open([
        ['extensionDevelopmentPath', remote(packed ? bench : ext)],
        ['extensionTestsPath', remote(tests)],
        ['extensionEnvironment', JSON.stringify({ ...env, ...files })],
      ]);
      await exit.ended;
    } finally {
      stop();
    }
    return readResult(files.QRATE_TEST_RESULT);
  });
}

/** Prepares the page to be told that the extension host which ran the tests has ended, however it did. */
async function hostExit(page) {
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  await page.exposeFunction('codeAutomationLog', () => {});
  await page.exposeFunction('codeAutomationExit', end);
  return { ended };
}
