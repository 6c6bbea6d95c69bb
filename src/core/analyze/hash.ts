import { open } from 'node:fs/promises';
import { createBLAKE3, type IHasher } from 'hash-wasm';

/** 1 MiB a read: large enough for a card reader, small enough for the CPU's cache. */
const CHUNK = 1 << 20;

/** One hasher for the process: building the WASM instance costs more than hashing a thumb. */
let shared: Promise<IHasher> | null = null;

async function freshHasher(): Promise<IHasher> {
  shared ??= createBLAKE3();
  return (await shared).init();
}

/** BLAKE3 (O'Connor et al. 2020) of bytes, 64 lower-case hex digits. */
export async function hashBytes(bytes: Uint8Array): Promise<string> {
  return (await freshHasher()).update(bytes).digest('hex');
}

/**
 * BLAKE3 of a whole file, streamed with positioned reads: memory stays at one chunk whatever the file's size. Rejects
 * with the system's error (ENOENT, EACCES, EIO …). One call at a time per process.
 */
export async function hashFile(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const hasher = await freshHasher();
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let position = 0; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) return hasher.digest('hex');
      hasher.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
