import { stat } from 'node:fs/promises';
import { NotSearchable, QrateError } from '../errors';
import { errnoOf, storageError } from '../index/durable';
import type { StoreLocation } from '../index/location';
import type { RunOptions } from '../progress';
import { type Looks, NO_LOOKS } from '../select/looks';
import { type FindContext, findPhotos, undescribed } from './find';
import { HEADER_BYTES } from './format';
import { fitting } from './search';
import { vectorFile } from './vectorStore';

/**
 * Photos by words, each of `texts` by itself; without any, only whether words can be searched at all. Rejects with the signal's reason
 * or QrateError('storage'): whatever else is wrong is `missing`.
 */
export async function looksOf(context: FindContext, texts: readonly string[], options: RunOptions = {}): Promise<Looks> {
  const fits = new Map<string, ReadonlyMap<string, number>>();
  let unknown = 0;
  try {
    if (texts.length === 0) await requireWords(context);
    for (const text of new Set(texts)) {
      const found = await findPhotos(context, { text }, options);
      fits.set(text, new Map(fitting(found.matches).map(({ path, likeness }) => [path, likeness])));
      unknown = found.unknown;
    }
    return { fits, missing: null, unknown };
  } catch (error) {
    if (error instanceof NotSearchable || (error instanceof QrateError && UNUSABLE.has(error.code)))
      return { ...NO_LOOKS, missing: error.message };
    throw error;
  }
}

/** A network that cannot be run answers nothing; the photos are still there to be filtered by the rest. */
const UNUSABLE = new Set(['models', 'workers']);

/** Starts and reads no network. Throws NotSearchable. */
async function requireWords({ words, location }: FindContext): Promise<void> {
  const tower = await words.tower();
  const sizes = await Promise.all(tower.images.map(({ id }) => sizeOf(location, id)));
  if (!sizes.some((size) => size > HEADER_BYTES)) throw undescribed(tower);
}

/** Bytes; 0 where there is no file. */
async function sizeOf(location: Pick<StoreLocation, 'dir'>, id: string): Promise<number> {
  const file = vectorFile(location, id);
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0;
    throw storageError(file, error);
  }
}
