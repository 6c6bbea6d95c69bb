import { type LanguageModel, LanguageModelError, type ModelCall, type ModelTurn } from '../languageModel';
import { answerPieces } from './answerPieces';

/** A server that speaks the chat-completions protocol of OpenAI, as local servers do too. */
export interface Endpoint {
  /** Up to and without `/chat/completions`, e.g. `http://localhost:11434/v1`. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token; never shown or logged. `null` = none. */
  readonly key: string | null;
}

/** Host and port that a sentence goes to. Throws LanguageModelError('settings') for what is no such address. */
export const hostOf = (endpoint: Pick<Endpoint, 'url'>): string => addressOf(endpoint.url).host;

/** Throws LanguageModelError('settings') for an address that cannot be used, or that would show the key to the network. */
export function endpointModel(endpoint: Endpoint): LanguageModel {
  const base = addressOf(endpoint.url);
  if (endpoint.key !== null && base.protocol === 'http:' && !isLoopback(base.hostname))
    throw new LanguageModelError('settings', `The key of the language model is not sent to ${base.host} without encryption. Use https.`);
  if (endpoint.model.trim() === '')
    throw new LanguageModelError('settings', 'The language model has no name. Say which one the server is to use.');
  return { name: `${endpoint.model} at ${base.host}`, ask: (turns, call) => answerOf({ endpoint, base, turns, call }) };
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new LanguageModelError(
      'settings',
      'The address of the language model must be like https://host/v1 or http://localhost:11434/v1.',
    );
  return url;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

interface Asked {
  readonly endpoint: Endpoint;
  readonly base: URL;
  readonly turns: readonly ModelTurn[];
  readonly call: ModelCall;
}

async function* answerOf({ endpoint, base, turns, call }: Asked): AsyncGenerator<string> {
  const response = await send({ endpoint, base, turns, call });
  if (!response.ok) {
    await response.body?.cancel();
    throw statusError(response.status, base.host);
  }
  if (response.body === null) throw new LanguageModelError('unreachable', `${base.host} answered nothing.`);
  const streamed = response.headers.get('content-type')?.includes('text/event-stream') === true;
  yield* answerPieces(response.body, { streamed, maxBytes: call.maxBytes, host: base.host });
}

/** A redirect would carry the sentence to a host that nobody named: it is an error. */
async function send({ endpoint, base, turns, call }: Asked): Promise<Response> {
  const path = `${base.pathname.replace(/\/+$/, '')}/chat/completions`;
  const messages = turns.map(({ role, text }) => ({ role, content: text }));
  try {
    return await fetch(new URL(path, base), {
      method: 'POST',
      redirect: 'error',
      signal: call.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        ...(endpoint.key === null ? {} : { authorization: `Bearer ${endpoint.key}` }),
      },
      body: JSON.stringify({ model: endpoint.model, messages, temperature: 0, stream: true }),
    });
  } catch (error) {
    call.signal.throwIfAborted();
    // What fetch says may hold the address with all its parts; the host is enough.
    throw new LanguageModelError('unreachable', `The language model at ${base.host} cannot be reached.`, { cause: causeCode(error) });
  }
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'fetch failed';
}

function statusError(status: number, host: string): LanguageModelError {
  if (status === 401 || status === 403)
    return new LanguageModelError('access', `${host} does not accept the key of the language model (${status}).`);
  if (status === 404) return new LanguageModelError('settings', `${host} knows no such address or model (404).`);
  if (status === 429) return new LanguageModelError('quota', `${host} takes no more questions for now (429). Try again later.`);
  return new LanguageModelError('unreachable', `The language model at ${host} failed (${status}).`);
}
