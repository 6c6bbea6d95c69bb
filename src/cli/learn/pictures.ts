import path from 'node:path';
import { previewPath, thumbPath } from '../../core/previewCache';
import type { PictureUris } from '../../picker/pickerStep';

const TYPES: Readonly<Record<string, string>> = { '.png': 'image/png', '.webp': 'image/webp', '.avif': 'image/avif' };

export interface PictureFile {
  /** Absolute. */
  readonly file: string;
  readonly type: string;
}

/** The pictures that the page was told of, by the address that it was told. A request is looked up here and never becomes a path. */
export class ServedPictures implements PictureUris {
  readonly #files = new Map<string, PictureFile>();

  constructor(private readonly cacheDir: string) {}

  preview = (contentId: string): string => this.#serve(`${contentId}.jpg`, previewPath(this.cacheDir, contentId));
  thumb = (contentId: string): string => this.#serve(`${contentId}.thumb.jpg`, thumbPath(this.cacheDir, contentId));
  /** Of a photo's full-size picture, which may be the photo's own JPEG. */
  full = (contentId: string, file: string): string => this.#serve(`${contentId}.full`, file);

  get(name: string): PictureFile | undefined {
    return this.#files.get(name);
  }

  #serve(name: string, file: string): string {
    this.#files.set(name, { file, type: TYPES[path.extname(file).toLowerCase()] ?? 'image/jpeg' });
    return `picture/${name}`;
  }
}
