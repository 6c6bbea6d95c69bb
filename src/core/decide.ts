import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from './analyze/hash';
import { QrateError } from './errors';
import { failureSentence, toFailure } from './failures';
import { appendDecisions, type DecisionChange, type Stamp } from './index/decisions';
import type { StoreLocation } from './index/location';
import type { Decision, PhotoView, ScannedPhoto } from './model';
import type { DecisionReport } from './reports';

/** `hash` is `null` where the index has none (yet). */
export type DecidablePhoto = ScannedPhoto & Pick<PhotoView, 'hash' | 'decision'>;

/** What is wanted of one photo: `null` clears a field, an absent one stays. */
export interface Wish {
  readonly photo: DecidablePhoto;
  readonly patch: Partial<Decision>;
}

export interface DecisionRequest {
  readonly location: StoreLocation;
  /** Of several about one photo the later wins, field by field. */
  readonly wishes: readonly Wish[];
  readonly stamp: Stamp;
}

/** Appends one line for each photo that a wish changes, all of them as one batch or none. Throws QrateError('storage' | 'no-such-photo'). */
export async function writeDecisions({ location, wishes, stamp }: DecisionRequest): Promise<DecisionReport> {
  const unique = mergeWishes(wishes);
  const changed = unique.filter(isChange);
  const lines: DecisionChange[] = [];
  for (const { photo, patch } of changed) lines.push({ ...patch, hash: await currentHash(location.root, photo), path: photo.path });
  await appendDecisions(location, lines, stamp);
  return {
    changed: changed.map(({ photo }) => photo.path),
    unchanged: unique.filter((wish) => !isChange(wish)).map(({ photo }) => photo.path),
  };
}

function mergeWishes(wishes: readonly Wish[]): readonly Wish[] {
  const byPath = new Map<string, Wish>();
  for (const { photo, patch } of wishes) byPath.set(photo.path, { photo, patch: { ...byPath.get(photo.path)?.patch, ...patch } });
  return [...byPath.values()];
}

const FIELDS = ['verdict', 'rating', 'label'] as const;

const isChange = ({ photo: { decision }, patch }: Wish): boolean =>
  FIELDS.some((field) => patch[field] !== undefined && patch[field] !== (decision?.[field] ?? null));

/** The index's hash while the file is as it was then; else the file is hashed now, since a decision is about content. */
export async function currentHash(root: string, photo: DecidablePhoto): Promise<string> {
  const file = path.join(root, photo.path);
  try {
    const { size, mtimeMs } = await stat(file);
    if (photo.hash !== null && size === photo.size && mtimeMs === photo.mtimeMs) return photo.hash;
    return await hashFile(file);
  } catch (error) {
    if (photo.hash !== null) return photo.hash;
    throw new QrateError('no-such-photo', `Cannot decide about ${photo.path}: ${failureSentence(toFailure('hash', error))}`, {
      cause: error,
    });
  }
}
