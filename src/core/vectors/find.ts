import { CLASSIC } from '../analyze/vectors/classic/classic';
import { QrateError } from '../errors';
import { findPhoto } from '../findPhoto';
import type { StoreLocation } from '../index/location';
import type { Models } from '../models/models';
import type { ModelSpec } from '../models/registry';
import type { RunOptions } from '../progress';
import type { ShootView } from '../reports';
import { comparable, type Match, rankByVector } from './search';
import { readVectors, type Vectors } from './vectorStore';

/** What is looked for: photos like one of the shoot (absolute or relative to it), or what words say. */
export type FindQuery = { readonly like: string } | { readonly text: string };

export interface FindReport {
  /** What the photos were compared by: id of a model, or `classic-1`. */
  readonly model: string;
  /** The likest first. */
  readonly matches: readonly Match[];
  /** Photos that have nothing to be compared by yet. */
  readonly unknown: number;
}

export interface FindContext {
  readonly location: StoreLocation;
  readonly view: ShootView;
  /** `null` = no networks. */
  readonly models: Models | null;
}

/**
 * Finds photos by likeness or by words. Throws QrateError('no-such-photo'); QrateError('usage') that says what is missing: vectors, or the
 * model that reads words.
 */
export async function findPhotos(context: FindContext, query: FindQuery, options: RunOptions = {}): Promise<FindReport> {
  return 'like' in query ? findLike(context, query.like) : findByWords(context, query.text, options);
}

async function findLike({ location, view, models }: FindContext, file: string): Promise<FindReport> {
  const photo = await findPhoto(view.root, view.photos, file);
  const contentId = photo.preview?.contentId;
  for (const id of [...(await imageModels(models)).map((spec) => spec.id), CLASSIC.id]) {
    const stored = await readVectors(location, id);
    if (contentId === undefined || !stored.has(contentId)) continue;
    const vectors = comparable(stored, contentIdsOf(view));
    const own = vectors.get(contentId);
    if (own !== null) return reportOf(view, stored, rankByVector(view.photos, vectors, { query: own, without: photo.path }));
  }
  throw new QrateError('usage', `${photo.path} has nothing to be compared by yet. Run: qrate index`);
}

async function findByWords({ location, view, models }: FindContext, text: string, { signal }: RunOptions): Promise<FindReport> {
  if (text.trim() === '') throw new QrateError('usage', 'Say in words what the photos show.');
  const tower = await textTower(models);
  const images = (await imageModels(models)).filter(({ space }) => space === tower.spec.space);
  for (const { id } of images) {
    const stored = await readVectors(location, id);
    if (stored.size === 0) continue;
    const query = await vectorOfWords(tower, text, signal);
    return reportOf(view, stored, rankByVector(view.photos, stored, { query }));
  }
  const names = images.map(({ title }) => title).join(' or ') || 'a model for pictures';
  throw new QrateError(
    'usage',
    `No photo has been described yet, so words find nothing: install ${names}, then index. Run: qrate models list`,
  );
}

interface TextTower {
  readonly spec: ModelSpec;
  readonly models: Models;
}

async function textTower(models: Models | null): Promise<TextTower> {
  const statuses = models === null ? [] : await models.store.list();
  const installed = statuses.find(({ spec, state }) => spec.task === 'text-vectors' && state === 'installed');
  if (models !== null && installed !== undefined) return { spec: installed.spec, models };
  const fault = statuses.find(({ spec }) => spec.task === 'text-vectors')?.fault;
  throw new QrateError('usage', fault ?? 'Words need the model that reads them, which is not installed. Run: qrate models list');
}

async function vectorOfWords({ spec, models }: TextTower, text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
  const [network, tokenizer] = (await models.store.files(spec.id)) ?? [];
  if (network === undefined || tokenizer === undefined)
    throw new QrateError('models', `${spec.title} is not complete. Run: qrate models get`);
  const workers = models.workers(1);
  try {
    const { vectors, failure } = await workers.run({ want: 'texts', texts: [text], model: { id: spec.id, network }, tokenizer }, signal);
    const [vector] = vectors;
    if (vector !== undefined) return vector;
    throw new QrateError('models', `${spec.title} cannot read these words: ${failure?.detail ?? 'no answer'}`);
  } finally {
    await workers.dispose();
  }
}

const imageModels = async (models: Models | null): Promise<readonly ModelSpec[]> =>
  ((await models?.store.specs()) ?? []).filter(({ task }) => task === 'image-vectors');

const contentIdsOf = ({ photos }: ShootView): readonly string[] => photos.flatMap(({ preview }) => preview?.contentId ?? []);

const reportOf = (view: ShootView, vectors: Vectors, matches: readonly Match[]): FindReport => ({
  model: vectors.modelId,
  matches,
  unknown: view.photos.filter(({ preview }) => preview !== null && !vectors.has(preview.contentId)).length,
});
