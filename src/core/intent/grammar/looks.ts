import { FILLERS } from './fillers';
import { PHOTOS, type Reading } from './rule';
import { USED } from './sentence';

/**
 * Words that describe a picture (“photos of a red car”, “dog pictures”, “without people in hats”), found among those that no rule took.
 * They go to a network as they are, so what is no picture in words stays unused: figures, names of gear, single fillers.
 */

/** Longest description, in characters; that of the plan's schema. */
export const MAX_LOOK = 200;

export interface FoundLook {
  /** All words that say it. */
  readonly start: number;
  readonly end: number;
  /** The description alone. */
  readonly from: number;
  readonly to: number;
}

export const lookReading = (words: string): Reading => ({ meaning: `pictures most like “${words}”`, facts: { text: words } });

const LEADS =
  '(?:of|with|showing|shows?|containing|contains?|depicting|featuring|where\\s+there\\s+(?:is|are)|in\\s+which\\s+there\\s+(?:is|are))';
/** What one description runs to: what was understood, punctuation, or what is to be left out. */
const RUN = `(?:(?!(?<![\\p{L}])(?:without|no|except|excluding|but\\s+not)\\s)[^${USED},;.:!?"()])+`;
const WITH_LEAD = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${PHOTOS}\\s+)?(?:that\\s+)?${LEADS}\\s+(?:"([^"${USED}]+)"|(${RUN}))`, 'dgu');
const BEFORE_PHOTOS = new RegExp(`(?<![\\p{L}\\p{N}-])((?:[\\p{L}'-]+\\s+){1,4})${PHOTOS}(?![\\p{L}\\p{N}-])`, 'dgu');
const LEFT_OUT =
  /(?<![\p{L}\p{N}-])(?:without|no|except(?:\s+for)?|excluding)\s+((?:(?:black\s+and\s+white|(?!(?:and|or|nor)\s)[\p{L}'-]+)\s*)+)(?:(?:and|or|nor)\s+((?:[\p{L}'-]+\s*)+))?/dgu;
/** Directly behind a number: “for grandma” describes nothing. */
const AFTER_COUNT = new RegExp(`^\\s+(?!(?:for|from|in|on|at|by|to|as|per|that|which|i|we|my)\\s)(${RUN})`, 'du');
const AT_START = new RegExp(
  `^(?:please\\s+)?(?:find|show|select|choose|pick|get|give|list)\\s+(?:me\\s+)?(?:all\\s+|the\\s+|my\\s+|some\\s+)*(${RUN})`,
  'du',
);

/** Words that belong to cameras and files, not to pictures. */
const NOT_IN_PICTURES = new Set(
  (
    'flash tripod filter iso aperture shutter raw raws jpeg jpegs jpg exif xmp gps rating ratings star stars label labels metadata preset presets settings ' +
    'best top finest favourite favorite favourites favorites name names folder folders megapixels pixels resolution more less most least every each all not'
  ).split(' '),
);

type Span = readonly [start: number, end: number];

export interface LookPlaces {
  /** Where words about how many end. */
  readonly countEnds: readonly number[];
  /** Words that stand for others that were typed, in lower case. */
  readonly mended: ReadonlySet<string>;
}

/** `open` is the sentence with what was understood blanked out, in lower case. */
export function findLooks(open: string, { countEnds, mended }: LookPlaces): readonly FoundLook[] {
  const found: FoundLook[] = [];
  const add = (all: Span | undefined, words: Span | undefined): void => {
    const look = all === undefined || words === undefined ? null : described({ open, mended }, all, words);
    if (look !== null && !found.some((it) => look.start < it.end && it.start < look.end)) found.push(look);
  };
  for (const { indices } of open.matchAll(LEFT_OUT)) {
    // Each by itself: a photo is left out for one of them.
    for (const words of [indices?.[1], indices?.[2]]) add(words, words);
  }
  for (const { indices } of open.matchAll(WITH_LEAD)) add(indices?.[0], indices?.[1] ?? indices?.[2]);
  for (const { indices } of open.matchAll(BEFORE_PHOTOS)) add(indices?.[0], indices?.[1]);
  for (const end of countEnds) {
    const words = moved(AFTER_COUNT.exec(open.slice(end))?.indices?.[1], end);
    add(words, words);
  }
  const first = AT_START.exec(open)?.indices;
  add(first?.[0], first?.[1]);
  return found.sort((a, b) => a.start - b.start);
}

const moved = (span: Span | undefined, by: number): Span | undefined => span && [span[0] + by, span[1] + by];

/** Without fillers around it; `null` where nothing is left that a picture can show. */
function described(
  { open, mended }: { readonly open: string } & Pick<LookPlaces, 'mended'>,
  [start, end]: Span,
  [from, to]: Span,
): FoundLook | null {
  const words = [...open.slice(from, to).matchAll(/[^\s"]+/g)].map((it) => ({ word: it[0], at: from + it.index }));
  const isTelling = ({ word }: { readonly word: string }) => !FILLERS.has(word);
  const [first, last] = [words.findIndex(isTelling), words.findLastIndex(isTelling)];
  const [head, tail] = [words[articleBefore(words, first)], words[last]];
  if (head === undefined || tail === undefined) return null;
  const told = words.slice(first, last + 1);
  if (told.some(({ word }) => /[^\p{L}'-]/u.test(word) || (NOT_IN_PICTURES.has(word) && !mended.has(word)))) return null;
  const close = tail.at + tail.word.length;
  if (close - head.at > MAX_LOOK) return null;
  // What stands before the description says it, too; what trails behind is not its own.
  return { start, end: Math.min(end, Math.max(close, quoteAfter(open, close), photosAfter(open, close, end))), from: head.at, to: close };
}

/** “a red car” is described better than “red car”. */
const articleBefore = (words: readonly { readonly word: string }[], first: number): number =>
  /^(?:an?|the|some|two|three)$/.test(words[first - 1]?.word ?? '') ? first - 1 : first;

const quoteAfter = (open: string, at: number): number => (open[at] === '"' ? at + 1 : at);

/** The end of “dog photos”, where a description stands before what it describes. */
const photosAfter = (open: string, at: number, end: number): number =>
  new RegExp(`^\\s+${PHOTOS}$`, 'u').test(open.slice(at, end)) ? end : at;
