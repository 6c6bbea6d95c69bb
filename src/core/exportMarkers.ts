/** In the folder of copies that lie inside the shoot they were taken from: the scan leaves such a folder out. */
export const COPIES_MARKER = '.qrate-copies.json';

/** The file that says which files in a folder are a gallery's, by name and BLAKE3: only those are ever replaced or removed. */
export const GALLERY_MARKER = '.qrate-gallery.json';

/** Whether a folder with these names in it holds an export. A shoot's own root is never asked: who opens copies as a shoot means them. */
export const isExportFolder = (names: readonly string[]): boolean => names.includes(COPIES_MARKER) || names.includes(GALLERY_MARKER);
