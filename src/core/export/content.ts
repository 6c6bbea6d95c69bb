import { type FileHandle, open } from 'node:fs/promises';
import { createBLAKE3, type IHasher } from 'hash-wasm';

const CHUNK = 1 << 20;

/** Hashers at rest: building the WASM instance costs more than hashing a thumb, and several files may be hashed at once. */
const idle: IHasher[] = [];

/** Runs `work` with a BLAKE3 hasher of its own. */
export async function hashing<T>(work: (hasher: IHasher) => Promise<T> | T): Promise<T> {
  const hasher = idle.pop() ?? (await createBLAKE3());
  try {
    return await work(hasher.init());
  } finally {
    idle.push(hasher);
  }
}

/** Reads a file from its start in chunks that are only valid until the next one; stops with the signal's reason. */
export async function* chunksOf(handle: FileHandle, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const { size } = await handle.stat();
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, size)));
  for (let position = 0; ; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** BLAKE3 of a file's bytes, 64 lower-case hex digits. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const handle = await open(file, 'r');
  try {
    return await hashing(async (hasher) => {
      for await (const chunk of chunksOf(handle, signal)) hasher.update(chunk);
      return hasher.digest('hex');
    });
  } finally {
    await handle.close();
  }
}

/** BLAKE3 of bytes, 64 lower-case hex digits. */
export async function hashBytes(bytes: Uint8Array): Promise<string> {
  return hashing((hasher) => hasher.update(bytes).digest('hex'));
}

/** Whether two files of equal size hold the same bytes. */
export async function sameContent(a: string, b: string, signal?: AbortSignal): Promise<boolean> {
  return (await hashFile(a, signal)) === (await hashFile(b, signal));
}
