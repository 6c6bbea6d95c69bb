import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import type { PairOutcome } from '../../core/learn/tasteApi';

export type TerminalKey = PairOutcome | 'undo' | 'quit' | 'unknown';

const ESCAPE = '\u001b';

const KEYS: Readonly<Record<string, TerminalKey>> = {
  1: 'a',
  2: 'b',
  '\u001b[D': 'a',
  '\u001b[C': 'b',
  '\u001b[B': 'tie',
  '\u001bOD': 'a',
  '\u001bOC': 'b',
  '\u001bOB': 'tie',
  '←': 'a',
  '→': 'b',
  t: 'tie',
  s: 'skip',
  u: 'undo',
  q: 'quit',
  '\u0004': 'quit',
};

/** Escape sequences end in capitals, letters may be either. */
export function keyOf(text: string): TerminalKey {
  const name = text.length === 1 ? text.toLowerCase() : text;
  return Object.hasOwn(KEYS, name) ? (KEYS[name] ?? 'unknown') : 'unknown';
}

/** One key after the other from a terminal, or one line after the other from a pipe; ends where its input does. Rejects with the signal's reason. */
export async function* terminalKeys(input: NodeJS.ReadStream, signal: AbortSignal): AsyncGenerator<TerminalKey> {
  if (input.isTTY) yield* pressedKeys(input as ReadStream, signal);
  else yield* writtenLines(input, signal);
}

async function* writtenLines(input: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<TerminalKey> {
  const lines = createInterface({ input, signal });
  for await (const line of lines) yield keyOf(line.trim());
  signal.throwIfAborted();
}

/** Without Enter. Ctrl+C interrupts as ever, although the terminal hands it over as a key. */
async function* pressedKeys(input: ReadStream, signal: AbortSignal): AsyncGenerator<TerminalKey> {
  const abort = () => input.destroy();
  signal.addEventListener('abort', abort, { once: true });
  input.setRawMode(true);
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      for (const text of splitKeys(chunk.toString())) {
        if (text === '\u0003') process.kill(process.pid, 'SIGINT');
        else yield keyOf(text);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    if (!input.destroyed) input.setRawMode(false);
  }
  signal.throwIfAborted();
}

/**
 * Keys that were pressed quickly come at once. A key that sends a sequence (arrows, Delete, Ctrl+→, Alt+1) is one key: the digits in it are
 * no answers. Source: ECMA-48, 5.4 (CSI); SS3 is what arrows send in application mode.
 */
export const splitKeys = (text: string): readonly string[] => text.match(KEYSTROKES) ?? [];

const KEYSTROKES = new RegExp(`${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|O[\\s\\S]|[\\s\\S])?|[\\s\\S]`, 'gu');
