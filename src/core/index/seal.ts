import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { errnoOf } from './durable';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema';

/**
 * How a saved index proves that it is whole. SQLite itself takes an empty file for an empty database and misses many flipped
 * bits, so 64 bytes follow the database: SQLite goes by the page count in its header and never looks at them, and one rename
 * replaces database and checksum together.
 *
 *     0 magic "qrateSUM"   8 version u32   12 zero u32   16 length of the database u64   24 generation u64   32 SHA-256
 *
 * Big-endian; the SHA-256 is of the database and the 32 bytes before it.
 */
const SEAL_BYTES = 64;
const SEAL_MAGIC = Buffer.from('qrateSUM', 'latin1');
const SEAL_VERSION = 1;
const DIGEST_AT = 32;

/** Database file format, section 1.3 (sqlite.org/fileformat.html). */
const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;
const SQLITE_HEADER_BYTES = 100;

/** What a file turned out to be. `newer`: whole, but written by a later qrate. */
export type Unsealed =
  | { readonly state: 'good'; readonly database: Uint8Array; readonly generation: number }
  | { readonly state: 'newer' | 'damaged'; readonly why: string };

/** The bytes that follow `database` in its file. `generation` counts the saves of this index. */
export function sealOf(database: Uint8Array, generation: number): Uint8Array {
  const seal = Buffer.alloc(SEAL_BYTES);
  SEAL_MAGIC.copy(seal);
  seal.writeUInt32BE(SEAL_VERSION, 8);
  seal.writeBigUInt64BE(BigInt(database.length), 16);
  seal.writeBigUInt64BE(BigInt(generation), 24);
  digest(database, seal).copy(seal, DIGEST_AT);
  return seal;
}

/** Checks a whole file. Never throws. */
export function unseal(file: Buffer): Unsealed {
  if (file.length === 0) return damaged('it is empty');
  if (file.length < SQLITE_HEADER_BYTES + SEAL_BYTES) return damaged(`it has only ${file.length} bytes`);
  if (!file.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) return damaged('it is not an SQLite database');
  const database = file.subarray(0, -SEAL_BYTES);
  const seal = file.subarray(-SEAL_BYTES);
  if (!seal.subarray(0, SEAL_MAGIC.length).equals(SEAL_MAGIC)) return damaged('it is cut off, or another program changed it');
  if (seal.readUInt32BE(8) > SEAL_VERSION) return { state: 'newer', why: 'a newer qrate wrote it' };
  if (seal.readBigUInt64BE(16) !== BigInt(database.length)) return damaged('its length is wrong');
  if (!digest(database, seal).equals(seal.subarray(DIGEST_AT))) return damaged('its checksum does not match');
  return checkHeader(database, Number(seal.readBigUInt64BE(24)));
}

function checkHeader(database: Buffer, generation: number): Unsealed {
  const version = database.readUInt32BE(USER_VERSION_AT);
  if (database.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) return damaged('it is not an index of qrate');
  if (version <= SCHEMA_VERSION) return { state: 'good', database, generation };
  return { state: 'newer', why: `a newer qrate wrote it (version ${version}; this one knows ${SCHEMA_VERSION})` };
}

/** The generation of the file as its seal says, without reading the rest; `null` where there is no file or no seal. */
export async function readGeneration(file: string): Promise<number | null> {
  try {
    const handle = await open(file, 'r');
    try {
      const seal = Buffer.alloc(SEAL_BYTES);
      const { size } = await handle.stat();
      const { bytesRead } = await handle.read(seal, 0, SEAL_BYTES, Math.max(0, size - SEAL_BYTES));
      const whole = bytesRead === SEAL_BYTES && seal.subarray(0, SEAL_MAGIC.length).equals(SEAL_MAGIC);
      return whole ? Number(seal.readBigUInt64BE(24)) : null;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const damaged = (why: string): Unsealed => ({ state: 'damaged', why });

const digest = (database: Uint8Array, seal: Uint8Array): Buffer =>
  createHash('sha256').update(database).update(seal.subarray(0, DIGEST_AT)).digest();
