import { stat } from 'node:fs/promises';
import { CLASSIC } from '../analyze/vectors/classic/classic';
import { NotSearchable, QrateError } from '../errors';
import { findPhoto } from '../findPhoto';
import { errnoOf, storageError } from '../index/durable';
import type { StoreLocation } from '../index/location';
import type { Models } from '../models/models';
import { paced } from '../pace';
import type { RunOptions } from '../progress';
import type { ShootView } from '../reports';
import type { Compared, Comparer } from './compare';
import { HEADER_BYTES } from './format';
import { type Match, matchesOf } from './search';
import { vectorFile } from './vectorStore';
import type { TextTower, Words } from './words';

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
  readonly view: Pick<ShootView, 'root' | 'photos'>;
  /** `null` = no networks. */
  readonly models: Models | null;
  readonly words: Words;
  readonly compare: Comparer;
}

/**
 * Finds photos by likeness or by words. Throws QrateError('no-such-photo'), ('usage') for words that are none, ('models') for a network
 * that fails; NotSearchable that says what is missing; the signal's reason.
 */
export async function findPhotos(context: FindContext, query: FindQuery, options: RunOptions = {}): Promise<FindReport> {
  return 'like' in query ? findLike(context, query.like, options) : findByWords(context, query.text, options);
}

async function findLike(context: FindContext, file: string, { signal }: RunOptions): Promise<FindReport> {
  const { view, models, location } = context;
  const photo = await findPhoto(view.root, view.photos, file);
  const images = ((await models?.store.specs()) ?? []).filter(({ task }) => task === 'image-vectors');
  const contentId = photo.preview?.contentId;
  const compared =
    contentId === undefined
      ? null
      : await context.compare(location, { models: [...images.map(({ id }) => id), CLASSIC.id], ids: contentIds(view), query: contentId });
  signal?.throwIfAborted();
  if (compared !== null) return reportOf(view, compared, photo.path);
  throw new NotSearchable('vectors', `${photo.path} has nothing to be compared by yet. Run: qrate index`);
}

async function findByWords(context: FindContext, text: string, { signal }: RunOptions): Promise<FindReport> {
  const { words, view, location } = context;
  if (text.trim() === '') throw new QrateError('usage', 'Say in words what the photos show.');
  const tower = await requireWords(context);
  const query = await words.vectorOf(tower, text, signal);
  const compared = await context.compare(location, { models: tower.images.map(({ id }) => id), ids: contentIds(view), query });
  signal?.throwIfAborted();
  if (compared !== null) return reportOf(view, compared);
  throw undescribed(tower);
}

/** What reads words, where there are pictures to compare them with. Starts and reads no network. Throws NotSearchable. */
export async function requireWords({ words, location }: Pick<FindContext, 'words' | 'location'>): Promise<TextTower> {
  const tower = await words.tower();
  const sizes = await Promise.all(tower.images.map(({ id }) => sizeOf(location, id)));
  if (!sizes.some((size) => size > HEADER_BYTES)) throw undescribed(tower);
  return tower;
}

/** Bytes; 0 where there is no file. */
async function sizeOf(location: Pick<StoreLocation, 'dir'>, id: string): Promise<number> {
  const file = vectorFile(location, id);
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0;
    throw storageError(file, error);
  }
}

/** What lacks where no picture was turned into numbers that words compare with. */
function undescribed({ images }: TextTower): NotSearchable {
  const names = images.map(({ title }) => title).join(' or ') || 'a model for pictures';
  return new NotSearchable(
    'vectors',
    `No photo has been described yet, so words find nothing: install ${names}, then index. Run: qrate models list`,
  );
}

/** Beside the photos; what has no preview has no content id, and no vector either. */
const contentIds = ({ photos }: Pick<ShootView, 'photos'>): readonly string[] => photos.map(({ preview }) => preview?.contentId ?? '');

async function reportOf({ photos }: Pick<ShootView, 'photos'>, compared: Compared, without?: string): Promise<FindReport> {
  const described = photos.reduce((sum, { preview }) => sum + (preview === null ? 0 : 1), 0);
  const matches = await paced(matchesOf(photos, compared, without));
  return { model: compared.model, matches, unknown: described - compared.order.length };
}
