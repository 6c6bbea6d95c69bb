import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { repoRoot } from '../support/samples';

/** What a run came to; verdict.mjs reads it outside. */
interface Result {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  readonly failed: readonly { readonly title: string; readonly message: string }[];
}

/**
 * Runs the bundled tests inside an extension host; VS Code calls it because of `extensionTestsPath`.
 * - `QRATE_TEST_SPEC`: a test file or a folder of them (default: `out/test/integration`)
 * - `QRATE_TEST_LOG`: file that console output is appended to, since the host's own console is not seen outside
 * - `QRATE_TEST_RESULT`: file that the result is written to, last of all
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  logTo(process.env.QRATE_TEST_LOG);
  const mocha = new Mocha({ timeout: 60_000, color: false });
  for (const file of testFiles(process.env.QRATE_TEST_SPEC ?? path.join(repoRoot, 'out/test/integration'))) mocha.addFile(file);
  const result = await runMocha(mocha);
  if (process.env.QRATE_TEST_RESULT) writeWhole(process.env.QRATE_TEST_RESULT, JSON.stringify(result));
  if (result.failures > 0) throw new Error(`${result.failures} tests failed`);
}

function logTo(file: string | undefined): void {
  if (!file) return;
  const log = (...parts: unknown[]) => appendFileSync(file, `${format(...parts)}\n`);
  Mocha.reporters.Base.consoleLog = log;
  // The host's console ignores plain assignments.
  for (const level of ['log', 'info', 'warn', 'error'] as const) Object.defineProperty(console, level, { value: log });
}

function testFiles(spec: string): readonly string[] {
  if (/\.c?js$/.test(spec)) return [spec];
  const names = readdirSync(spec, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.js'));
  if (names.length === 0) throw new Error(`No tests in ${spec}`);
  return names.sort().map((name) => path.join(spec, name));
}

function runMocha(mocha: Mocha): Promise<Result> {
  return new Promise((resolve) => {
    const failed: { title: string; message: string }[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passes, failures, pending, failed });
    });
    runner.on('fail', (test, error) => failed.push({ title: test.fullTitle(), message: String(error?.message ?? error) }));
  });
}

/** Appears whole or not at all. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
