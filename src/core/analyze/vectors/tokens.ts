import type { ModelFile } from '../../models/inference';
import { readModelFile } from '../../models/readModelFile';

/** Tokens that CLIP's text tower takes, start and end included. */
export const TEXT_TOKENS = 77;

/** Makes the ids of a text: at most TEXT_TOKENS, the last of them the end, filled up with ends, which the causal tower does not see. */
export type Tokenize = (text: string) => readonly number[];

const loaded = new Map<string, Promise<Tokenize>>();

/** The tokenizer in a `tokenizer.json`, read once for the life of the process. Throws QrateError('models') where it is not the right file. */
export function openTokenizer(file: ModelFile): Promise<Tokenize> {
  const known = loaded.get(file.sha256);
  if (known) return known;
  const opened = load(file);
  loaded.set(file.sha256, opened);
  opened.catch(() => loaded.delete(file.sha256));
  return opened;
}

async function load(file: ModelFile): Promise<Tokenize> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const tokenizer = new Tokenizer(JSON.parse((await readModelFile(file)).toString('utf8')), {});
  return (text) => {
    const { ids } = tokenizer.encode(text);
    // CLIP's own has a token for every byte; another network's may not.
    if (!ids.every(Number.isInteger)) throw new Error('its tokenizer knows no token for some of the letters');
    const end = ids.at(-1) ?? 0;
    const cut = ids.length > TEXT_TOKENS ? [...ids.slice(0, TEXT_TOKENS - 1), end] : ids;
    return [...cut, ...Array.from({ length: TEXT_TOKENS - cut.length }, () => end)];
  };
}
