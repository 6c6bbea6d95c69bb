import { type LanguageModel, LanguageModelError, type ModelTurn } from '../languageModel';

export interface Bounds {
  readonly signal?: AbortSignal | undefined;
  /** Bytes of UTF-8 that are read at most. */
  readonly maxBytes: number;
  /** Milliseconds for the whole answer. */
  readonly timeoutMs: number;
}

/**
 * The whole answer of a model, or an error: no answer is waited for longer, or read further, than the bounds say, even where the model
 * ignores its signal. Rejects with LanguageModelError('timeout' | 'too-long'), the person's own signal's reason, or what the model rejects with.
 */
export async function boundedAnswer(model: LanguageModel, turns: readonly ModelTurn[], bounds: Bounds): Promise<string> {
  const { signal, maxBytes, timeoutMs } = bounds;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const late = () => new LanguageModelError('timeout', `${model.name} did not answer within ${Math.round(timeoutMs / 1000)} s.`);
  const timer = setTimeout(() => stop.abort(late()), timeoutMs);
  const cancel = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await raced(stop.signal, collect(model, turns, { signal: stop.signal, maxBytes }));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    // Whoever still sends is told that nobody listens any more.
    stop.abort(new LanguageModelError('timeout', 'The answer is over.'));
  }
}

async function collect(
  model: LanguageModel,
  turns: readonly ModelTurn[],
  { signal, maxBytes }: { signal: AbortSignal; maxBytes: number },
): Promise<string> {
  let [text, bytes] = ['', 0];
  for await (const piece of model.ask(turns, { signal, maxBytes })) {
    signal.throwIfAborted();
    bytes += Buffer.byteLength(piece);
    if (bytes > maxBytes)
      throw new LanguageModelError('too-long', `${model.name} answered more than ${maxBytes} bytes; a plan is shorter.`);
    text += piece;
  }
  return text;
}

/** Ends with the signal, whatever the work does. */
function raced<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
