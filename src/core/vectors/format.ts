import { crc32 } from 'node:zlib';

/**
 * A file of vectors: a header of 64 bytes, then records of one size. All numbers little-endian.
 *
 *     header  magic `qratevec`, u32 version, u32 encoding, u32 length, model id (40 bytes of ASCII, zero-padded), u32 CRC-32 of all before
 *     record  content id (16 bytes), float32 scale, the numbers (int8 or float32 each), u32 CRC-32 of all before
 *
 * Records of one size let a damaged one cost itself alone, and a torn tail is what does not fill a record.
 */

/** `int8`: a vector of unit length, each number in 127ths of the largest. `float32`: as it was given. */
export type VectorEncoding = 'int8' | 'float32';

/** What a file of vectors holds. */
export interface VectorModel {
  /** Of the registry, or `classic-1`: small letters, digits, dots and dashes, at most 40. */
  readonly id: string;
  /** Numbers in a vector, 1–4096. */
  readonly length: number;
  readonly encoding: VectorEncoding;
}

export const HEADER_BYTES = 64;
const MAGIC = 'qratevec';
const FORMAT_VERSION = 1;
const ENCODINGS: readonly VectorEncoding[] = ['int8', 'float32'];
const ID_AT = 20;
const ID_BYTES = 40;
const ID_OF_CONTENT = 16;
const NUMBERS_AT = ID_OF_CONTENT + 4;
const STEPS = 127;

/** Names that are file names on every platform. */
export const isModelId = (id: string): boolean => /^[a-z0-9][a-z0-9.-]{0,39}$/.test(id);

export const recordBytes = ({ length, encoding }: Omit<VectorModel, 'id'>): number =>
  NUMBERS_AT + length * (encoding === 'int8' ? 1 : 4) + 4;

/** Throws RangeError for what no file can hold. */
export function encodeHeader({ id, length, encoding }: VectorModel): Buffer {
  if (!isModelId(id) || !Number.isInteger(length) || length < 1 || length > 4096) throw new RangeError(`No vectors: ${id}, ${length}`);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(FORMAT_VERSION, 8);
  header.writeUInt32LE(ENCODINGS.indexOf(encoding), 12);
  header.writeUInt32LE(length, 16);
  header.write(id, ID_AT, ID_BYTES, 'latin1');
  return sealed(header);
}

/** `null` where the bytes are no header of this format. */
export function decodeHeader(bytes: Buffer): VectorModel | null {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC || bytes.readUInt32LE(8) !== FORMAT_VERSION) return null;
  const header = bytes.subarray(0, HEADER_BYTES);
  const encoding = ENCODINGS[header.readUInt32LE(12)];
  if (!isSealed(header) || encoding === undefined) return null;
  const id = header.toString('latin1', ID_AT, ID_AT + ID_BYTES).replace(/\0+$/, '');
  return { id, length: header.readUInt32LE(16), encoding };
}

/** Throws RangeError for another length, and for numbers that are none (NaN, infinite). */
export function encodeRecord(model: VectorModel, contentId: string, vector: Float32Array): Buffer {
  if (vector.length !== model.length) throw new RangeError(`${model.id}: ${vector.length} numbers instead of ${model.length}`);
  if (!vector.every(Number.isFinite)) throw new RangeError(`${model.id}: not a number`);
  const record = Buffer.alloc(recordBytes(model));
  if (record.write(contentId, 'hex') !== ID_OF_CONTENT || contentId.length !== 32) throw new RangeError(`No content id: ${contentId}`);
  if (model.encoding === 'int8') writeSteps(record, vector);
  else for (const [i, value] of vector.entries()) record.writeFloatLE(value, NUMBERS_AT + 4 * i);
  return sealed(record);
}

function writeSteps(record: Buffer, vector: Float32Array): void {
  const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / STEPS;
  record.writeFloatLE(scale, ID_OF_CONTENT);
  if (scale === 0) return;
  for (const [i, value] of vector.entries()) record.writeInt8(Math.round(value / scale), NUMBERS_AT + i);
}

export const isRecord = (record: Buffer): boolean => isSealed(record);

export const contentIdOf = (record: Buffer): string => record.toString('hex', 0, ID_OF_CONTENT);

/** The vector of a sound record; of unit length where it was stored in steps (all zero stays so). */
export function decodeRecord({ length, encoding }: VectorModel, record: Buffer): Float32Array {
  if (encoding === 'float32') return Float32Array.from({ length }, (_, i) => record.readFloatLE(NUMBERS_AT + 4 * i));
  const scale = record.readFloatLE(ID_OF_CONTENT);
  const steps = new Int8Array(record.buffer, record.byteOffset + NUMBERS_AT, length);
  // Plain loops here and below: a shoot has millions of these numbers.
  const vector = new Float32Array(length);
  for (let i = 0; i < length; i++) vector[i] = (steps[i] ?? 0) * scale;
  return unitLength(vector);
}

/** Writes the numbers of the record at `offset` into `into` as they are stored: steps, or float32. */
export function readNumbers(
  { model: { length, encoding }, view }: { readonly model: VectorModel; readonly view: DataView },
  offset: number,
  into: Float64Array,
): void {
  const from = offset + NUMBERS_AT;
  if (encoding === 'int8') for (let i = 0; i < length; i++) into[i] = view.getInt8(from + i);
  else for (let i = 0; i < length; i++) into[i] = view.getFloat32(from + 4 * i, true);
}

/** The vector divided by its length, in double precision; one of zeros stays. */
export function unitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] ?? 0) * (vector[i] ?? 0);
  const length = Math.sqrt(squares);
  if (length === 0) return vector;
  const unit = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) unit[i] = (vector[i] ?? 0) / length;
  return unit;
}

function sealed(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}

const isSealed = (bytes: Buffer): boolean => crc32(bytes.subarray(0, -4)) === bytes.readUInt32LE(bytes.length - 4);
