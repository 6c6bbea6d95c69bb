import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { errnoOf, storageError, syncFolder, writeAll } from '../index/durable';
import { readText } from '../index/jsonFile';
import { genericTaste } from './generic';
import { formatTaste, parseTaste, type TasteModel } from './tasteFile';

/** Writes one model as a file of its own. Never overwrites: throws QrateError('usage') then, QrateError('storage') else. */
export async function exportTaste(model: TasteModel, file: string): Promise<void> {
  const handle = await open(file, 'wx').catch((error: unknown) => {
    if (errnoOf(error) === 'EEXIST') throw new QrateError('usage', `${file} is there already, and is left as it is. Name another file.`);
    throw storageError(file, error);
  });
  try {
    await writeAll(handle, Buffer.from(formatTaste([model])));
    await handle.sync();
    await handle.close();
    await syncFolder(path.dirname(file));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    throw storageError(file, error);
  }
}

/** The one model that a file holds, or the published weights of a generic aesthetic. Throws QrateError('usage') that names what is wrong. */
export async function readTasteFrom(file: string): Promise<TasteModel> {
  const text = await readText(file);
  if (text === null) throw new QrateError('usage', `There is no file ${file}.`);
  const generic = genericTaste(text);
  if (generic !== null) return generic;
  const models = asUsage(() => parseTaste(text, file));
  const [model] = models;
  if (model === undefined || models.length > 1)
    throw new QrateError(
      'usage',
      `${file} holds ${models.length} models; one is needed. Export the one that is wanted: qrate taste export`,
    );
  return model;
}

function asUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QrateError && error.code === 'taste') throw new QrateError('usage', error.message, { cause: error });
    throw error;
  }
}
