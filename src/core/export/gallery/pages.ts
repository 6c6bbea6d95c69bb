import { galleryPage, type PageInput } from './page';
import { galleryScores } from './scores';

/** File names of a gallery's pages and their contents; the page that a person opens comes last. */
export const pagesOf = (input: PageInput): readonly (readonly [string, string])[] => [
  ['scores.json', galleryScores(input)],
  ['index.html', galleryPage(input)],
];
