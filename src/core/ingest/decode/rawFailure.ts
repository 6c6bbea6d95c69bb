import { PhotoError } from '../../failures';
import type { FailureCode } from '../../model';
import type { LibRaw } from './libRaw';

/** `LibRaw_exceptions` of libraw_const.h, which unpacking throws as they are. */
const EXCEPTIONS: Readonly<Record<number, readonly [FailureCode, string]>> = {
  1: ['out-of-memory', 'not enough memory'],
  2: ['corrupt', 'the sensor data cannot be unpacked'],
  3: ['corrupt', 'the JPEG-compressed sensor data cannot be unpacked'],
  4: ['truncated', 'unexpected end of file'],
  5: ['corrupt', 'corrupt data'],
  8: ['corrupt', 'bad file'],
  9: ['corrupt', 'the JPEG 2000 data cannot be unpacked'],
  10: ['too-large', 'too big'],
  11: ['out-of-memory', 'the memory pool overflowed'],
  12: ['unsupported-format', 'unsupported compression'],
};

/** `LibRaw_errors` of libraw_const.h, at the end of the wrapper's messages. */
const ERRORS: Readonly<Record<string, FailureCode>> = {
  '-2': 'unsupported-format',
  '-100007': 'out-of-memory',
  '-100009': 'truncated',
  '-100012': 'too-large',
  '-100013': 'out-of-memory',
};

/** Anything that demosaicing threw. C++ exceptions come as their address in the library's memory. */
export function rawFailure(error: unknown, { memory, complaints }: Pick<LibRaw, 'memory' | 'complaints'>): PhotoError {
  if (error instanceof PhotoError) return error;
  const address = (error as { excPtr?: unknown } | null)?.excPtr;
  if (typeof address === 'number') return cppFailure(Buffer.from(memory.buffer), address, complaints);
  const message = error instanceof Error ? error.message : String(error);
  return new PhotoError(/memory/i.test(message) && !/access/i.test(message) ? 'out-of-memory' : 'corrupt', `LibRaw: ${message}`);
}

function cppFailure(memory: Buffer, address: number, complaints: readonly string[]): PhotoError {
  const known = EXCEPTIONS[wordAt(memory, address)];
  // Else a std::runtime_error: its message's address lies behind that of its virtual functions.
  const message = known?.[1] ?? textAt(memory, wordAt(memory, address + 4));
  const code = known?.[0] ?? ERRORS[/-\d+$/.exec(message)?.[0] ?? ''] ?? 'corrupt';
  const cut = code === 'corrupt' && complaints.some((line) => /unexpected end|premature end/i.test(line));
  return new PhotoError(
    cut ? 'truncated' : code,
    [message.startsWith('LibRaw') ? message : `LibRaw: ${message}`, ...complaints.slice(0, 3)].join('; '),
  );
}

const wordAt = (memory: Buffer, at: number): number => (at >= 0 && at + 4 <= memory.length ? memory.readUInt32LE(at) : 0);

function textAt(memory: Buffer, at: number): string {
  const end = memory.indexOf(0, at);
  return at > 0 && end > at && end - at < 300 ? memory.toString('latin1', at, end) : 'unknown error';
}
