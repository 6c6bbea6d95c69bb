import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { QrateError } from '../errors';
import { errnoOf, storageError } from './durable';

/** JSON files that a person commits: read strictly, with one sentence that says where they are wrong. */

/** `null` where there is no file. Throws QrateError('storage'). */
export async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null;
    throw storageError(file, error);
  }
}

/** The value of a text; a byte order mark is tolerated. `broken` makes the error of what is wrong. */
export function parseJson(text: string, broken: (why: string) => QrateError): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const conflict = /^(<{7}|={7}|>{7})( |$)/m.test(text);
    throw broken(conflict ? 'it holds marks of a merge that was not finished' : `it is not JSON (${(error as Error).message})`);
  }
}

/** `presets[2].recipe.keepPerBurst: …`, the first mistake alone. */
export function whatIsWrong({ issues }: z.ZodError): string {
  const [issue] = issues;
  const at = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${at.replace(/^\./, '') || 'the file'}: ${issue?.message ?? 'not understood'}`;
}
