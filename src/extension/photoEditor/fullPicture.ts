import path from 'node:path';
import { SHOWN_AS_IT_IS } from '../../core/fullSizes';
import type { FullSizeReport } from '../../core/reports';
import { type FactsDeps, type PhotoFacts, primaryFile } from './photoFacts';

/** The largest picture of a photo for 1:1, or why there is none. */
export async function fullPicture(
  { file, photo, shoot }: PhotoFacts,
  { shoots, loose }: FactsDeps,
  signal: AbortSignal,
): Promise<FullSizeReport> {
  if (shoot?.indexed) return (await shoots.api(shoot.root)).fullSize(photo.path, { signal });
  return loose.fullSize(path.dirname(file), photo, signal);
}

/** Folder of the file, where the page may have to load the file itself; else `null`. */
export const folderOfFile = (facts: PhotoFacts): string | null =>
  facts.photo.format !== null && SHOWN_AS_IT_IS.has(facts.photo.format) ? path.dirname(primaryFile(facts)) : null;
