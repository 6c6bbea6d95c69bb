// What the runners of the headless and of the desktop VS Code have in common.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { succeeded, summary } from './verdict.mjs';

const defaultSeconds = 300;

/**
 * Options of a run: paths are absolute, `settings` is parsed, `env` holds what the tests get to see.
 * @param {string[]} names of the options that the runner knows
 */
export function readArguments(names) {
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
  const paths = ['ext', 'tests', 'ui', 'spec', 'folder', 'result'].filter((name) => values[name]);
  const absolute = Object.fromEntries(paths.map((name) => [name, path.resolve(values[name])]));
  const seconds = Number(values.timeout ?? defaultSeconds);
  if (!(seconds > 0)) throw new Error(`--timeout takes seconds, not "${values.timeout}".`);
  return { ...absolute, settings: JSON.parse(values.settings ?? '{}'), seconds, env: environment(absolute.spec) };
}

/** The extension host of a server does not inherit this process's environment, so qrate's own variables are handed over. */
function environment(spec) {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('QRATE_'));
  return { ...Object.fromEntries(own), ...(process.env.CI ? { CI: process.env.CI } : {}), ...(spec ? { QRATE_TEST_SPEC: spec } : {}) };
}

/** Prints the counts, keeps them in `file` for the caller, and says which exit code they mean. */
export function report(result, file) {
  if (file) writeFileSync(file, JSON.stringify(result));
  console.log(summary(result));
  return succeeded(result) ? 0 : 1;
}
