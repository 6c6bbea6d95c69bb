import assert from 'node:assert/strict';
import type { PhotoRecord } from '../../src/core/record';
import { type CliOptions, qrate } from './cli';
import { qrateHere } from './cliHere';

/** `qrate list DIR`, as text and parsed; by a process of its own where it takes options. */
export async function list(
  dir: string,
  options?: CliOptions,
): Promise<{ readonly text: string; readonly records: readonly PhotoRecord[] }> {
  const { code, stdout, stderr } = await (options === undefined ? qrateHere(['list', dir]) : qrate(['list', dir], options));
  assert.equal(code, 0, stderr);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { text: stdout, records: lines.map((line) => JSON.parse(line) as PhotoRecord) };
}

export async function recordOf(dir: string, path: string): Promise<PhotoRecord> {
  const { records } = await list(dir);
  const found = records.find((record) => record.path === path);
  assert.ok(found, `${path} is not listed`);
  return found;
}
