import path from 'node:path';
import type { PhotoView } from '../../core/model';

/** The photo whose file a text names: by the whole name first, else by the name without its ending; never by a part of another name. */
export function mentionedPhoto<T extends Pick<PhotoView, 'path'>>(text: string, photos: readonly T[]): T | null {
  const words = text.toLowerCase();
  const nameOf = (photo: T): string => path.posix.basename(photo.path).toLowerCase();
  const stemOf = (photo: T): string => nameOf(photo).slice(0, nameOf(photo).length - path.posix.extname(photo.path).length);
  return photos.find((photo) => stands(words, nameOf(photo))) ?? photos.find((photo) => stands(words, stemOf(photo))) ?? null;
}

/** Whether it stands in the words as one of them. */
function stands(words: string, name: string): boolean {
  const beside = (char: string | undefined): boolean => char === undefined || !/[\p{L}\p{N}_-]/u.test(char);
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1))
    if (beside(words[at - 1]) && beside(words[at + name.length])) return true;
  return false;
}
