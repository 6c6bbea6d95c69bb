import { MONTH_WORDS } from './dateSpans';
import { distance } from './distance';
import { NUMBER_WORDS } from './numbers';

/** The words that the rules know and that people mistype. */
const KEYWORDS: readonly string[] = [
  ...'everything select choose show best finest sharpest portrait portraits landscape landscapes vertical horizontal square telephoto exposure exposures'.split(
    ' ',
  ),
  ...'duplicate duplicates burst bursts bracket brackets panorama panoramas without except excluding blurry blurred sharp rejected picked undecided'.split(
    ' ',
  ),
  ...'alternates unrated rated stars label weekend yesterday today morning afternoon evening night noon before after between since until'.split(
    ' ',
  ),
  ...'exhibition client clients proofs website triage export gallery lightroom darktable digikam manifest sidecars keepers photos pictures images'.split(
    ' ',
  ),
  ...'monday tuesday wednesday thursday friday saturday sunday aperture shutter slower faster above below orientation'.split(' '),
  ...MONTH_WORDS.filter((word) => word.length > 3),
  ...NUMBER_WORDS.filter((word) => word.length > 3),
];

/** Ordinary words that lie one letter beside a keyword and are meant as they stand. */
const ORDINARY = new Set(
  (
    'light lights right might sight fight eight nights tests rest west nest vest beast boast beat bets belt short shop shops shirt share shape sharps harp ' +
    'other father mother brother started stared starts start rates rate dated picket pick picks packed kicked locked burst first thirst worst bursting ' +
    'table cable mount march match watch morning mornings evenings afternoons sunrise sunset shores shore shots shot soon moon spoon mood square squared ' +
    'photo picture image lake like line lines file files time times side sides show shows snow slow flow client silent label able lower flower flowers tower ' +
    'power water winter summer export expert exports above alone along among about belong below bellow elbow water exposed except expect accept ' +
    'jane june july juno august gust fourth forth forty north south three there these where white while seven even eleven nine line mine pine'
  ).split(' '),
);

export interface Correction {
  readonly typed: string;
  readonly read: string;
}

/** The sentence with mistyped keywords mended. Words in quotes, paths, figures and words of the shoot's own names stay. */
export function mend(text: string, ownWords: ReadonlySet<string>): { readonly text: string; readonly corrections: readonly Correction[] } {
  const corrections: Correction[] = [];
  const mended = text.replace(/"[^"]*"|'[^']*'|\S*[\d/\\._@:~]\S*|\p{L}+/gu, (word) => {
    const keyword = /^[A-Za-z]+$/.test(word) && !ownWords.has(word.toLowerCase()) ? keywordFor(word.toLowerCase()) : null;
    if (keyword === null) return word;
    corrections.push({ typed: word, read: keyword });
    return keyword;
  });
  return { text: mended, corrections };
}

const KNOWN = new Set(KEYWORDS);

/** The one keyword that a word is a slip of; `null` where it is right, ordinary, too short, or two are as near. */
function keywordFor(word: string): string | null {
  if (word.length < 4 || word.length > 20 || KNOWN.has(word) || ORDINARY.has(word)) return null;
  const near = KEYWORDS.filter((keyword) => isSlip(word, keyword));
  const [first] = near;
  return first !== undefined && new Set(near.map((it) => it.replace(/s$/, ''))).size === 1
    ? (near.find((it) => it.endsWith('s') === word.endsWith('s')) ?? first)
    : null;
}

/** In words of four letters only two that changed places; from ten letters on two mistakes. The first letter or the last is right. */
function isSlip(word: string, keyword: string): boolean {
  if (word[0] !== keyword[0] && word.at(-1) !== keyword.at(-1)) return false;
  if (keyword.length <= 4 || word.length <= 4)
    return word.length === keyword.length && [...word].sort().join('') === [...keyword].sort().join('') && distance(word, keyword, 1) === 1;
  if (`${keyword}s` === word || `${word}s` === keyword) return false;
  return distance(word, keyword, 2) <= (keyword.length >= 9 ? 2 : 1);
}
