import path from 'node:path';
import type { PhotoFormat } from '../../core/model';
import type { HostFullPicture } from '../../protocol/viewer';
import { type PhotoFacts, primaryFile } from './photoFacts';

/** What a browser shows as it is. */
export const SHOWN_AS_IT_IS: ReadonlySet<PhotoFormat> = new Set(['jpeg', 'png', 'webp', 'avif']);

export interface FullPicture extends Omit<HostFullPicture, 'uri'> {
  /** Absolute path of a file that a browser can show upright. */
  readonly file: string;
}

/** The largest picture of a photo for 1:1, or `null` where its preview is all there is. */
export async function fullPicture(facts: PhotoFacts): Promise<FullPicture | null> {
  const { format, metadata, preview } = facts.photo;
  if (format === null || preview === null || !SHOWN_AS_IT_IS.has(format)) return null;
  const { width, height } = metadata ?? {};
  if (!width || !height) return null;
  const turned = preview.width > preview.height !== width > height;
  return { file: primaryFile(facts), width: turned ? height : width, height: turned ? width : height };
}

/** Folder that the page may load the full picture from, or `null`. */
export const folderOfFull = (facts: PhotoFacts): string | null =>
  facts.photo.format !== null && SHOWN_AS_IT_IS.has(facts.photo.format) ? path.dirname(primaryFile(facts)) : null;
