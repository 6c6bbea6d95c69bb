import { galleryPage, galleryScores, type PageInput } from './page';
import { GALLERY_JS } from './script';
import { GALLERY_CSS } from './style';

/** File names of a gallery's pages and their contents; the page that a person opens comes last. */
export const pagesOf = (input: PageInput): readonly (readonly [string, string])[] => [
  ['gallery.css', GALLERY_CSS],
  ['gallery.js', GALLERY_JS],
  ['scores.json', galleryScores(input)],
  ['index.html', galleryPage(input)],
];
