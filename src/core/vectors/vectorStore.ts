import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, storageError } from '../index/durable';
import type { StoreLocation } from '../index/location';
import { paced, type Steps } from '../pace';
import {
  contentIdOf,
  decodeHeader,
  decodeRecord,
  HEADER_BYTES,
  isModelId,
  isRecord,
  readNumbers,
  recordBytes,
  type VectorModel,
} from './format';

/** The vectors that one model made of a shoot's previews, by `preview.contentId`. */
export interface Vectors {
  readonly modelId: string;
  /** Numbers in a vector; 0 where there are none yet. */
  readonly length: number;
  readonly size: number;
  has(contentId: string): boolean;
  /** Of unit length for networks; as computed for `classic-1`. `null` = not computed yet. A new array at each call. */
  get(contentId: string): Float32Array | null;
  /** Writes the numbers of a vector into `into` as they are stored: of a network's its direction, not its length. `false` = not computed yet. */
  read(contentId: string, into: Float64Array): boolean;
  /** In the order in which they were written; each once. */
  ids(): Iterable<string>;
}

type Place = Pick<StoreLocation, 'dir'>;

export const VECTORS_FOLDER = 'vectors';

/** `.qrate/vectors/<model>.bin`. Throws RangeError for what is no model's id. */
export function vectorFile({ dir }: Place, modelId: string): string {
  if (!isModelId(modelId)) throw new RangeError(`No id of a model: ${modelId}`);
  return path.join(dir, VECTORS_FOLDER, `${modelId}.bin`);
}

/** Ids of the models that have vectors here, in a fixed order. Throws QrateError('storage'). */
export async function storedModels({ dir }: Place): Promise<readonly string[]> {
  const folder = path.join(dir, VECTORS_FOLDER);
  const names = await readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw storageError(folder, error);
  });
  return names.flatMap((name) => (name.endsWith('.bin') && isModelId(name.slice(0, -4)) ? [name.slice(0, -4)] : [])).sort();
}

/**
 * All vectors of a model as they are on disk now; none where the file is missing, of another model or unreadable as such, since vectors
 * can be computed again. A damaged record and a torn tail are passed over. Throws QrateError('storage').
 */
export async function readVectors(location: Place, modelId: string): Promise<Vectors> {
  const stored = await paced(storedSteps(await readBytes(vectorFile(location, modelId))));
  return new StoredVectors(modelId, stored?.model.id === modelId ? stored : null);
}

/** Records of a file: where each sound one begins, by content id; the later of two counts. */
export interface StoredFile {
  readonly model: VectorModel;
  readonly bytes: Buffer;
  /** The same bytes. */
  readonly view: DataView;
  readonly offsets: ReadonlyMap<string, number>;
  /** Whole records, sound or not. */
  readonly records: number;
}

export function* storedSteps(bytes: Buffer | null): Steps<StoredFile | null> {
  const model = bytes === null ? null : decodeHeader(bytes);
  if (bytes === null || model === null) return null;
  const size = recordBytes(model);
  const offsets = new Map<string, number>();
  const records = Math.floor((bytes.length - HEADER_BYTES) / size);
  for (let at = 0; at < records; at++) {
    const offset = HEADER_BYTES + at * size;
    const record = bytes.subarray(offset, offset + size);
    if (isRecord(record)) offsets.set(contentIdOf(record), offset);
    if (at % 1024 === 1023) yield;
  }
  return { model, bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offsets, records };
}

/** `null` where there is no file. */
export async function readBytes(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw storageError(file, error);
  }
}

class StoredVectors implements Vectors {
  readonly length: number;
  readonly size: number;

  constructor(
    readonly modelId: string,
    private readonly stored: StoredFile | null,
  ) {
    this.length = stored?.model.length ?? 0;
    this.size = stored?.offsets.size ?? 0;
  }

  has(contentId: string): boolean {
    return this.stored?.offsets.has(contentId) ?? false;
  }

  get(contentId: string): Float32Array | null {
    const offset = this.stored?.offsets.get(contentId);
    if (this.stored === null || offset === undefined) return null;
    const { model, bytes } = this.stored;
    return decodeRecord(model, bytes.subarray(offset, offset + recordBytes(model)));
  }

  read(contentId: string, into: Float64Array): boolean {
    const offset = this.stored?.offsets.get(contentId);
    if (this.stored === null || offset === undefined) return false;
    readNumbers(this.stored, offset, into);
    return true;
  }

  ids(): Iterable<string> {
    return this.stored?.offsets.keys() ?? [];
  }
}
