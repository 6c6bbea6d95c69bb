import { NotSearchable, QrateError } from '../errors';
import type { RunOptions } from '../progress';
import { type Looks, NO_LOOKS } from '../select/looks';
import { type FindContext, findPhotos, requireWords } from './find';
import { fitting } from './search';

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
