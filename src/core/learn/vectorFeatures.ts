import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CLASSIC } from '../analyze/vectors/classic/classic';
import type { StoreLocation } from '../index/location';
import type { PhotoView } from '../model';
import { IMAGE_MODEL } from '../models/registry';
import type { Vectors } from '../vectors/vectorStore';
import { readVectors, storedModels, vectorFile } from '../vectors/vectorStore';
import { type FeatureSource, SCORES_ID, scoreFeatures, withScores, withScoresId } from './features';

type Place = Pick<StoreLocation, 'dir'>;

/** Of all models that have looked at photos of this shoot, best first: CLIP, then networks of the person's own, then statistics. */
export async function vectorIds(location: Place): Promise<readonly string[]> {
  const own = (await storedModels(location)).filter((id) => id !== IMAGE_MODEL.id && id !== CLASSIC.id);
  return [IMAGE_MODEL.id, ...own, CLASSIC.id];
}

/** While pictures are still being read, their vectors are used from this share of the photos on. */
const ENOUGH = 0.8;

/** Vectors of previews as features of photos. */
export function vectorFeatures(vectors: Pick<Vectors, 'modelId' | 'length' | 'get'>): FeatureSource {
  const { modelId: id, length } = vectors;
  return { id, length, of: ({ preview }) => (preview === null ? null : vectors.get(preview.contentId)) };
}

/** What the id of a model's features ends in where scores stand beside the vectors. */
const SCORES_BESIDE = withScoresId('');

/** The features that a model was made with; `null` where there are none of them here. Throws QrateError('storage'). */
export async function featuresOf(location: Place, { id, length }: Pick<FeatureSource, 'id' | 'length'>): Promise<FeatureSource | null> {
  const found = await sourceOf(location, id);
  return found.length === length ? found : null;
}

async function sourceOf(location: Place, id: string): Promise<FeatureSource> {
  if (id === SCORES_ID) return scoreFeatures;
  if (!id.endsWith(SCORES_BESIDE)) return vectorFeatures(await readVectors(location, id));
  return withScores(vectorFeatures(await readVectors(location, id.slice(0, -SCORES_BESIDE.length))));
}

/**
 * The best features that there are for these photos. Statistics are joined by the scores: what is liked about sharpness, light and lens
 * is learned as well then, for next to nothing where it does not matter (docs/taste.md). Throws QrateError('storage').
 */
export async function bestFeatures(location: Place, photos: readonly PhotoView[]): Promise<FeatureSource> {
  const contents = new Set(photos.flatMap(({ preview }) => preview?.contentId ?? []));
  for (const id of await vectorIds(location)) {
    const vectors = await readVectors(location, id);
    let known = 0;
    for (const contentId of contents) if (vectors.has(contentId)) known += 1;
    if (known === 0 || known < ENOUGH * contents.size) continue;
    return id === CLASSIC.id ? withScores(vectorFeatures(vectors)) : vectorFeatures(vectors);
  }
  return scoreFeatures;
}

/** Changes with every file of vectors. */
export async function vectorsStamp(location: Place): Promise<string> {
  return stampsOf((await vectorIds(location)).map((id) => vectorFile(location, id)));
}

/** Changes with each of these files, whether it is there or not. */
export async function stampsOf(files: readonly string[]): Promise<string> {
  const stamps = await Promise.all(files.map((file) => stat(file).then(stampOf, () => '')));
  return stamps.join();
}

const stampOf = ({ ino, size, mtimeMs }: Stats): string => `${ino} ${size} ${mtimeMs}`;
