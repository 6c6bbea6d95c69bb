import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { QrateError } from '../errors';
import { errnoOf } from '../index/durable';
import type { ModelFile } from './inference';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What to do about a file of a model that cannot be used. */
export const GET_AGAIN = 'Get the model again: “qrate models get”, or “qrate: Manage Models…” in VS Code';

/**
 * The bytes of a model's file, and none but the right ones: what was checked is what is returned, so that a file which was changed
 * since it was installed never runs. Throws QrateError('models').
 */
export async function readModelFile(file: ModelFile): Promise<Buffer> {
  const bytes = await readFile(file.path).catch((cause: unknown) => {
    const why = errnoOf(cause) === 'ENOENT' ? 'is not there' : `cannot be read (${errnoOf(cause) ?? String(cause)})`;
    throw new QrateError('models', `The model file ${file.path} ${why}. ${GET_AGAIN}.`, { cause });
  });
  if (bytes.length !== file.bytes || sha256Of(bytes) !== file.sha256)
    throw new QrateError(
      'models',
      `The model file ${file.path} is damaged or was changed: its content is not what it must be. ${GET_AGAIN}.`,
    );
  return bytes;
}
