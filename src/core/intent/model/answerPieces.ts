import * as z from 'zod';
import { LanguageModelError } from '../languageModel';

/** Protocol around the words: a body is read this many times as far as the words may be long. */
const ENVELOPE = 16;

const part = z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() });
const choices = z.looseObject({ choices: z.array(z.looseObject({ message: part.optional(), delta: part.optional() })) });

export interface BodyKind {
  /** Server-sent events, else one JSON value. */
  readonly streamed: boolean;
  readonly maxBytes: number;
  readonly host: string;
}

/** The words of a chat completion, streamed or whole. Rejects with LanguageModelError('too-long' | 'refused' | 'unreachable'). */
export async function* answerPieces(body: AsyncIterable<Uint8Array>, kind: BodyKind): AsyncGenerator<string> {
  if (!kind.streamed) {
    let whole = '';
    for await (const text of boundedText(body, kind)) whole += text;
    yield words(whole, kind);
    return;
  }
  for await (const line of lines(body, kind)) {
    const data = /^data:\s?(.*)$/s.exec(line)?.[1]?.trim();
    if (data === '[DONE]') return;
    if (data !== undefined && data !== '') yield words(data, kind);
  }
}

async function* lines(body: AsyncIterable<Uint8Array>, kind: BodyKind): AsyncGenerator<string> {
  let rest = '';
  for await (const text of boundedText(body, kind)) {
    const parts = (rest + text).split(/\r?\n/);
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

async function* boundedText(body: AsyncIterable<Uint8Array>, { maxBytes, host }: BodyKind): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > ENVELOPE * maxBytes) throw new LanguageModelError('too-long', `${host} does not stop answering; the rest was not read.`);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

function words(text: string, { host }: BodyKind): string {
  const parsed = choices.safeParse(json(text));
  if (!parsed.success) throw new LanguageModelError('unreachable', `${host} does not answer as a language model does.`);
  const said = parsed.data.choices.map(({ message, delta }) => message ?? delta ?? {});
  if (said.some(({ refusal }) => refusal != null && refusal !== '')) throw new LanguageModelError('refused', `${host} refuses to answer.`);
  return said.map(({ content }) => content ?? '').join('');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
