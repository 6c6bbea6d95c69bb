import type { ModelVersion } from '../index/modelResults';
import type { IndexedPhoto } from '../index/rows';
import type { ModelFile } from '../models/inference';
import type { ModelStore } from '../models/modelStore';
import type { ModelSpec } from '../models/registry';
import { FACES_VERSION, VECTORS_VERSION } from '../stageVersions';
import type { VectorModel } from '../vectors/format';

/** What the person wants done by networks, if they are installed. */
export interface DescribeSettings {
  readonly faces: boolean;
  readonly embeddings: boolean;
}

/** A network that is installed and wanted. */
export interface UsableModel {
  readonly spec: ModelSpec;
  /** The network itself. */
  readonly network: ModelFile;
}

export interface UsableModels {
  readonly faces: UsableModel | null;
  readonly vectors: readonly UsableModel[];
  /** Why one that is wanted cannot be used, as sentences; a model that was never got is no trouble. */
  readonly notes: readonly string[];
}

/** Looks at what is installed. Reads no network. */
export async function usableModels(store: ModelStore, settings: DescribeSettings): Promise<UsableModels> {
  const wanted = (await store.list()).filter(
    ({ spec: { task } }) => (task === 'faces' && settings.faces) || (task === 'image-vectors' && settings.embeddings),
  );
  const usable: UsableModel[] = [];
  for (const { id, spec, state } of wanted) {
    const [network] = state === 'installed' ? ((await store.files(id)) ?? []) : [];
    if (network !== undefined) usable.push({ spec, network });
  }
  return {
    faces: usable.find(({ spec }) => spec.task === 'faces') ?? null,
    vectors: usable.filter(({ spec }) => spec.task === 'image-vectors'),
    notes: wanted.flatMap(({ fault, spec }) => (fault === null ? [] : [`${spec.title} is not used: ${fault}`])),
  };
}

export const facesAlgorithm = ({ spec }: UsableModel): ModelVersion => ({ model: spec.id, version: FACES_VERSION });
export const vectorsAlgorithm = ({ id }: Pick<VectorModel, 'id'>): ModelVersion => ({ model: id, version: VECTORS_VERSION });

/** How the vectors of a network are kept. */
export const vectorModelOf = ({ id, vectorLength }: ModelSpec): VectorModel => ({ id, length: vectorLength ?? 0, encoding: 'int8' });

/** A preview that is to be looked at, with the photo that it was made of. */
export interface PreviewWork {
  readonly contentId: string;
  readonly photo: IndexedPhoto;
}

/** One photo for each preview, in the order of paths; a photo without one has nothing to look at. */
export function previewsOf(photos: readonly IndexedPhoto[]): readonly PreviewWork[] {
  const found = new Map<string, PreviewWork>();
  for (const photo of photos) {
    const contentId = photo.preview?.contentId;
    if (contentId !== undefined && !found.has(contentId)) found.set(contentId, { contentId, photo });
  }
  return [...found.values()];
}
