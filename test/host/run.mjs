// Tests in a real, headless VS Code:
//   node test/host/run.mjs --ext DIR|VSIX --tests FILE [--spec DIR|FILE]   mocha inside the extension host; FILE exports run()
//   node test/host/run.mjs --ext DIR|VSIX --ui SCRIPT                      Playwright outside; SCRIPT exports default(page, context)
// and [--folder DIR] [--settings JSON] [--timeout SECONDS] [--result FILE]
// Ends with 0 when every test passed, 1 when one failed or none ran, 77 when there is no browser and this is not CI.

import path from 'node:path';
import { NoBrowserError } from './browser.mjs';
import { readArguments, report } from './commandLine.mjs';
import { runInHost } from './inHost.mjs';
import { runUi } from './ui.mjs';

const noBrowser = 77;

try {
  const options = readArguments(['ext', 'tests', 'ui', 'spec', 'folder', 'settings', 'timeout', 'result']);
  if (!options.ext || !options.tests === !options.ui) throw new Error('Give --ext and one of --tests and --ui.');
  const result = options.ui ? await runUi({ ...options, ui: path.resolve(options.ui) }) : await runInHost(options);
  process.exitCode = report(result, options.result);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof NoBrowserError && !process.env.CI ? noBrowser : 1;
}
