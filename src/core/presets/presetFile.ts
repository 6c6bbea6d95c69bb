import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { QrateError } from '../errors';
import { errnoOf, replaceFile, storageError } from '../index/durable';
import type { StoreLocation } from '../index/location';
import { type PresetFile, presetFileSchema, presetKey } from './preset';

const EMPTY: PresetFile = { version: 1, presets: [] };

/**
 * Reads `presets.json`; a missing file holds no presets. Throws QrateError('presets') that says where the file is wrong, so that
 * nobody overwrites what a person or a newer qrate wrote; QrateError('storage') where it cannot be read.
 */
export async function readPresetFile({ presets: file }: Pick<StoreLocation, 'presets'>): Promise<PresetFile> {
  const text = await readText(file);
  return text === null ? EMPTY : parsePresetFile(text, file);
}

/** Writes the whole file at once, as people read it: two spaces, a line break at the end. Throws QrateError('storage'). */
export const writePresetFile = ({ presets: file }: Pick<StoreLocation, 'presets'>, content: PresetFile): Promise<void> =>
  replaceFile(file, `${JSON.stringify(content, null, 2)}\n`);

/** The file from its text; `file` is named in errors. A byte order mark is tolerated. */
export function parsePresetFile(text: string, file: string): PresetFile {
  const value = parseJson(text.replace(/^\uFEFF/, ''), file);
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1) {
    throw broken(file, `it was written by a newer qrate (version ${version} of the format). Update qrate`);
  }
  const parsed = presetFileSchema.safeParse(value);
  if (!parsed.success) throw broken(file, whatIsWrong(parsed.error));
  const twice = firstDouble(parsed.data.presets.map(({ name }) => name));
  if (twice !== null) throw broken(file, `two presets are called “${twice}”`);
  return parsed.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = /^(<{7}|={7}|>{7})( |$)/m.test(text);
    throw broken(file, conflict ? 'it holds marks of a merge that was not finished' : `it is not JSON (${(error as Error).message})`);
  }
}

/** `presets[2].recipe.keepPerBurst: …`, the first mistake alone. */
function whatIsWrong({ issues }: z.ZodError): string {
  const [issue] = issues;
  const at = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${at.replace(/^\./, '') || 'the file'}: ${issue?.message ?? 'not understood'}`;
}

function firstDouble(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(presetKey(name))) return name;
    seen.add(presetKey(name));
  }
  return null;
}

const broken = (file: string, why: string): QrateError =>
  new QrateError('presets', `The presets in ${file} cannot be used: ${why.replace(/\.$/, '')}. The file is left as it is.`);

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null;
    throw storageError(file, error);
  }
}
