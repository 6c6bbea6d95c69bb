import { MONTH_WORDS } from './dateSpans';

/** A bullet: stands where words were understood already: no rule matches across it. */
export const USED = '\u2022';

/** A sentence whose words are taken one rule after the other. Offsets are those of `text`. */
export class Sentence {
  /**
   * As typed, composed (NFC), typographic quotes and dashes made plain, ★★★ as “3 stars”, white space as single blanks; a full stop between
   * two sentences as a semicolon, without that of the last one and the thanks after it.
   */
  readonly text: string;
  readonly #lower: string;
  readonly #used: boolean[];

  constructor(text: string) {
    this.text = plain(text);
    this.#lower = [...this.text].map(sameLengthLower).join('');
    this.#used = Array.from(this.#lower, () => false);
  }

  /** In lower case; what was taken is `USED`. */
  get open(): string {
    return Array.from(this.#lower, (char, i) => (this.#used[i] ? USED : char)).join('');
  }

  /** In lower case, whatever was taken. */
  get lower(): string {
    return this.#lower;
  }

  take(start: number, end: number): void {
    this.#used.fill(true, start, end);
  }

  /** Takes words back, as if no rule had taken them. */
  release(start: number, end: number): void {
    this.#used.fill(false, start, end);
  }

  /** The original words. */
  words(start: number, end: number): string {
    return this.text.slice(start, end).trim();
  }
}

/** Longer than any sentence that a person types; what is beyond is cut by the parser, which says so. */
export const MAX_LENGTH = 500;

const WRAPPED = /^\(([^()]*)\)$/;
/** A mark behind the last word, with what a person says to be polite. */
const POLITE = '(?<!\\b(?:to|into|in|as|for|of|folder|named|called|label|labelled|tagged|preset)\\s)(?:please|pls|thanks|thank\\s+you|thx)';
const ENDING = new RegExp(
  `(?<=[\\p{L}\\p{N}"')%+])(?:[\\s,;.!]+${POLITE}(?:\\s+(?:a\\s+lot|so\\s+much|very\\s+much|in\\s+advance))?)*\\s*[.!?…]*$`,
  'iu',
);
/** In any letter case, since the pattern they stand in tells capitals. */
const anyCase = (words: string): string => words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const MONTHS = anyCase(MONTH_WORDS.map((word) => word.slice(0, 3)).join('|'));
const ABBREVIATED = anyCase('sept|approx');
/** Behind a figure, or behind a word that is no abbreviation where a capital follows. */
const BETWEEN_SENTENCES = new RegExp(
  `(?<=\\p{L}{2}|\\p{N}|["')%])[!?]+(?=\\s)|(?<=\\d)(?<!\\d\\.\\s\\d{1,2})\\.(?=\\s+(?!${MONTHS}|\\d{1,2}\\.(?!\\d))[\\p{L}\\p{N}])|(?<=\\p{L}{4})(?<!\\b(?:${ABBREVIATED}))\\.(?=\\s+[\\p{Lu}\\p{N}])`,
  'gu',
);

function plain(text: string): string {
  return composed(text).replace(WRAPPED, '$1').replace(ENDING, '').replace(BETWEEN_SENTENCES, ';');
}

function composed(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—−]/g, '-')
    .replaceAll(USED, ' ')
    .replace(/(\d)\s*★/g, '$1 stars')
    .replace(/[★⭐]+/gu, (stars) => ` ${[...stars].length} stars `)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

/** A few letters get longer in lower case; they stay as they are, so that offsets hold. */
function sameLengthLower(char: string): string {
  const lower = char.toLowerCase();
  return lower.length === char.length ? lower : char;
}
