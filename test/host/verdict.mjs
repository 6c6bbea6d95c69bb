// What a run inside VS Code came to. Only the file that `run()` writes at its very end is believed.

import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Result
 * @property {number} passes
 * @property {number} failures
 * @property {number} pending
 * @property {{title: string, message: string}[]} failed for the end of the log, where people look
 */

/**
 * Reads the result of a run in an extension host. The exit code cannot tell: a host that was killed reports 0 as well.
 * @param {string} file where `run()` of index.ts writes
 * @returns {Result}
 * @throws when there is no result, because the host ended before its tests did
 */
export function readResult(file) {
  if (!existsSync(file)) throw new Error('No result: the extension host ended before its tests did.');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A run that tested nothing is no success. */
export const succeeded = ({ passes, failures }) => passes > 0 && failures === 0;

/** The line that ends every part of the tests. */
export function summary({ passes, failures, pending = 0 }) {
  return `${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ''}`;
}
