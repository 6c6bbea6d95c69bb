/** What a gallery can hold beside its pictures: verified copies of the RAW files, of the JPEG files that the camera made. */
export const ORIGINALS = ['raw', 'jpeg'] as const;
export type OriginalsFolder = (typeof ORIGINALS)[number];

export interface GalleryOptions {
  /** Each becomes a folder of its own, and the page links to what is in it. */
  readonly originals: readonly OriginalsFolder[];
}

export const DEFAULT_GALLERY: GalleryOptions = { originals: [] };
