// All tests of qrate:
//   npm test                                   lint, types, build, then every part below
//   npm test -- --only unit|vscode|package|ui  one part alone; ui drives every panel of the workbench, and runs only when named
//   npm test -- --thorough                    tests that repeat themselves (kills) do so as often as they can
//   npm test -- --desktop                      a downloaded desktop VS Code instead of the headless one
// The last line is the sum: "N passed, N failed", and ", N skipped" where some were. A part that ran no test has failed.

import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { summary } from '../test/host/verdict.mjs';
import { packageSteps, uiSteps, unitSteps, vscodeSteps } from './testing/parts.mjs';
import { node, npm } from './testing/step.mjs';

const parts = { unit: unitSteps, vscode: vscodeSteps, package: packageSteps, ui: uiSteps };
/** What runs when no part is named. */
const usual = ['unit', 'vscode', 'package'];

const checks = [
  { title: 'lint', run: () => npm('run', 'lint') },
  { title: 'types', run: () => node('scripts/typecheck.mjs') },
];

function chosen() {
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({ options: { only: { type: 'string' }, desktop: flag, thorough: flag } });
  if (values.thorough) process.env.QRATE_THOROUGH = '1';
  if (values.only !== undefined && !Object.hasOwn(parts, values.only)) throw new Error(`--only takes ${Object.keys(parts).join(', ')}.`);
  return { names: values.only ? [values.only] : usual, checks: values.only ? [] : checks, desktop: values.desktop };
}

/** Does one thing; whatever goes wrong counts as one failure, so that the sum never looks better than it was. */
async function attempt(title, work) {
  console.log(`\n── ${title} ──`);
  const start = performance.now();
  let counts;
  try {
    counts = { passes: 0, failures: 0, pending: 0, ...(await work()) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    counts = { passes: 0, failures: 1, pending: 0, failed: [{ title: 'as a whole', message: String(error?.message ?? error) }] };
  }
  return { title, ...counts, seconds: (performance.now() - start) / 1000 };
}

const succeedOnly = (run) => async () => {
  if ((await run()) !== 0) throw new Error('Failed: see above.');
};

async function runPart(name, options) {
  const results = [];
  for (const { title, run, essential } of parts[name](options)) {
    const result = await attempt(`${name}: ${title}`, run);
    results.push(result);
    if (essential && result.failures > 0) return results;
  }
  const ran = results.some(({ passes, failures, excused }) => passes + failures > 0 || excused);
  if (!ran) results.push(await attempt(`${name}: nothing`, () => Promise.reject(new Error(`The part "${name}" ran no test.`))));
  return results;
}

async function runAll() {
  const { names, checks, desktop } = chosen();
  const results = [];
  results.push(...(await Promise.all(checks.map(({ title, run }) => attempt(title, succeedOnly(run))))));
  const build = await attempt(
    'build',
    succeedOnly(() => node('esbuild.mjs', '--tests')),
  );
  results.push(build);
  if (build.failures === 0)
    for (const name of names) results.push(...(await runPart(name, { desktop, withPackage: names.includes('package') })));
  return results;
}

function sum(results) {
  const of = (field) => results.reduce((total, result) => total + result[field], 0);
  return { passes: of('passes'), failures: of('failures'), pending: of('pending') };
}

const width = 44;
const messageLines = 5;
rmSync(path.resolve(import.meta.dirname, '../out/artifacts'), { recursive: true, force: true });
const results = await runAll();
console.log('\n── result ──');
for (const result of results) console.log(`${result.title.padEnd(width)} ${result.seconds.toFixed(1).padStart(7)} s   ${summary(result)}`);
// Named once more here: a log is often seen by its end alone.
for (const { title, failed = [] } of results)
  for (const test of failed) console.log(`\n✘ ${title}: ${test.title}\n  ${test.message.split('\n').slice(0, messageLines).join('\n  ')}`);
const total = sum(results);
if (total.failures > 0) process.exitCode = 1;
console.log(`\n${summary(total)}`);
