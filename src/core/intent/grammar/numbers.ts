const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen'];
const TEENS = ['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const SMALL = new Map([
  ...[...ONES, ...TEENS].map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 10 * (i + 2)] as const),
  ['dozen', 12] as const,
]);
const SCALE = new Map([
  ['hundred', 100],
  ['thousand', 1000],
]);

export const NUMBER_WORDS: readonly string[] = [...SMALL.keys(), ...SCALE.keys()];

const WORD = `(?:${NUMBER_WORDS.join('|')})`;

/** A count in a pattern: digits, `1,000`, or words like `twenty five`, `a dozen`, `two hundred`. */
export const NUMBER = `(?:\\d{1,3}(?:,\\d{3})+|\\d{1,7}|(?:an?\\s+)?${WORD}(?:[\\s-]+(?:and\\s+)?${WORD})*)`;

/** The count that `NUMBER` matched; `null` for words that make none. */
export function numberOf(text: string): number | null {
  if (/^[\d,]+$/.test(text)) return Number(text.replaceAll(',', ''));
  let total = 0;
  for (const word of text.split(/[\s-]+/)) {
    const [small, scale] = [SMALL.get(word), SCALE.get(word)];
    if (small !== undefined) total = word === 'dozen' ? Math.max(1, total) * 12 : total + small;
    else if (scale !== undefined) total = Math.max(1, total) * scale;
    else if (!['a', 'an', 'and'].includes(word)) return null;
  }
  return total;
}
