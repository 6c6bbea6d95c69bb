import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { QrateError } from '../errors';
import { errnoOf, replaceFile, storageError } from '../index/durable';
import { hashModelFile } from './hashModelFile';
import { sha256Of } from './readModelFile';
import type { ModelSpec } from './registry';

/** Beside a network of the person's own: says what it is and what it wants to be shown (docs/models.md). */
export const OWN_MODEL_FILE = 'qrate-model.json';

const line = z.string().trim().min(1).max(200);
const channels = z.tuple([z.number(), z.number(), z.number()]);
const DIGEST_LENGTH = 8;

const descriptionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,30}$/, 'it has small letters, digits, dots and dashes, at most 31'),
  title: line,
  licence: line,
  source: line,
  /** A file beside the description. */
  network: line.refine((name) => path.basename(name) === name && name !== OWN_MODEL_FILE, 'not the name of a file beside it'),
  vectorLength: z.int().min(1).max(4096),
  input: z.strictObject({
    side: z.int().min(16).max(1024),
    mean: channels,
    deviation: channels.refine((values) => values.every((value) => value !== 0), 'a deviation may not be 0'),
  }),
});

/** As it is kept: with what the network's bytes were when the person added it. */
const keptSchema = descriptionSchema.extend({ bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
type Kept = z.infer<typeof keptSchema>;

/** The networks that the person has described, by id. */
export async function ownModels(folder: string): Promise<readonly ModelSpec[]> {
  const names = await readdir(folder).catch(none);
  const kept = await Promise.all(names.sort().map(async (id) => ({ id, own: await readKept(folder, id) })));
  return kept.flatMap(({ id, own }) => (own !== null && idOf(own) === id ? [specOf(own)] : []));
}

/**
 * Takes over the description in `file`, with the size and SHA-256 that the network beside it has now; the network itself is not copied.
 * Throws QrateError('models') where it describes none; QrateError('storage').
 */
export async function describeOwnModel(folder: string, file: string): Promise<void> {
  const own = await readDescription(file);
  const home = path.join(folder, idOf(own));
  await mkdir(home, { recursive: true }).catch((error: unknown) => {
    throw storageError(home, error);
  });
  await replaceFile(path.join(home, OWN_MODEL_FILE), `${JSON.stringify(own, null, 2)}\n`);
}

/** Ends with a digest of all that makes its vectors what they are, so that those of another network are never taken for them. */
function idOf({ name, vectorLength, input, sha256 }: Kept): string {
  const { side, mean, deviation } = input;
  return `${name}-${sha256Of(Buffer.from(JSON.stringify([sha256, vectorLength, side, mean, deviation]))).slice(0, DIGEST_LENGTH)}`;
}

async function readDescription(file: string): Promise<Kept> {
  const parsed = descriptionSchema.safeParse(jsonOf(await readFile(file, 'utf8').catch(unreadable(file))));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new QrateError('models', `${file} describes no network: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}.`);
  }
  const network = path.join(path.dirname(file), parsed.data.network);
  const { size } = await stat(network).catch(unreadable(network));
  return { ...parsed.data, bytes: size, sha256: await hashModelFile(network).catch(unreadable(network)) };
}

/** `null` where there is none that can be read, or none that qrate wrote: the other models are there all the same. */
async function readKept(folder: string, id: string): Promise<Kept | null> {
  const text = await readFile(path.join(folder, id, OWN_MODEL_FILE), 'utf8').catch(() => '');
  const parsed = keptSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says that it is nothing.
    return undefined;
  }
}

function specOf(own: Kept): ModelSpec {
  const { title, licence, source, network, vectorLength, input, bytes, sha256 } = own;
  const id = idOf(own);
  return {
    id,
    task: 'image-vectors',
    title,
    purpose: 'Your own: describes pictures as numbers, for your taste and for likeness.',
    licence,
    source,
    files: [{ name: network, bytes, sha256, url: null }],
    vectorLength,
    space: id,
    input,
  };
}

function unreadable(file: string): (error: unknown) => never {
  return (cause) => {
    throw new QrateError('models', `${file} cannot be read (${errnoOf(cause) ?? String(cause)}).`, { cause });
  };
}

function none(error: unknown): string[] {
  if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return [];
  throw error;
}
