import { QrateError } from '../errors';
import { replaceFile } from '../index/durable';
import { parseJson, readText, whatIsWrong } from '../index/jsonFile';
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
  const value = parseJson(text, (why) => broken(file, why));
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
