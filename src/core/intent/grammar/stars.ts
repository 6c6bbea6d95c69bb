import type { PlanFacts } from '../plan';
import { NUMBER, numberOf } from './numbers';
import { phrase, type Reading, type Rule } from './rule';

const stars = (word: string | undefined, make: (count: number) => PlanFacts | null, meaning: (count: number) => string): Reading | null => {
  const count = numberOf(word ?? '');
  if (count === null) return null;
  const facts = count > 5 ? null : make(count);
  return facts === null ? { meaning: '', trouble: `There are 1 to 5 stars, not ${count}.` } : { meaning: meaning(count), facts };
};

const STARS = '(?:-|\\s+)?stars?';
const RATED = '(?:rated|ratings?|with)\\s+(?:of\\s+|is\\s+)?';

const atLeast = (word: string | undefined): Reading | null =>
  stars(
    word,
    (n) => (n < 1 ? null : { minRating: n }),
    (n) => `at least ${n} stars`,
  );
const above = (word: string | undefined): Reading | null =>
  stars(
    word,
    (n) => (n > 4 ? null : { minRating: n + 1 }),
    (n) => `more than ${n} stars`,
  );
const atMost = (word: string | undefined): Reading | null =>
  stars(
    word,
    (n) => ({ maxRating: n, verdicts: [] }),
    (n) => `at most ${n} stars`,
  );
const below = (word: string | undefined): Reading | null =>
  stars(
    word,
    (n) => (n < 1 ? null : { maxRating: n - 1, verdicts: [] }),
    (n) => `fewer than ${n} stars`,
  );
const exactly = (word: string | undefined): Reading | null =>
  stars(
    word,
    (n) => (n < 1 ? { maxRating: 0, verdicts: [] } : { minRating: n, maxRating: n }),
    (n) => `${n} ${n === 1 ? 'star' : 'stars'}`,
  );

/** “3 to 5 stars”; “4 or 5 stars” only of neighbours, since a plan holds one span. */
function from([words, low, joint, high]: RegExpExecArray): Reading | null {
  const [a, b] = [numberOf(low ?? ''), numberOf(high ?? '')];
  if (a === null || b === null) return null;
  const isSpan = /between/.test(words ?? '') || !/or|and/.test(joint ?? '') || b === a + 1;
  if (a > b || !isSpan)
    return { meaning: '', trouble: `A plan holds one span of stars: say “${Math.min(a, b)} to ${Math.max(a, b)} stars”.` };
  return stars(
    high,
    () => (a < 1 ? { maxRating: b, verdicts: [] } : { minRating: a, maxRating: b }),
    () => `${a} to ${b} stars`,
  );
}

const starRule = (pattern: string, read: Rule['read']): Rule => ({ pattern: new RegExp(`\\b(?:${RATED})?${pattern}`, 'g'), read });
const MORE = '(?:and|or)\\s+(?:more|better|up|above|higher)\\b';
const FEWER = '(?:and|or)\\s+(?:less|fewer|worse|below|lower)\\b';

/** Before all words about numbers of photos. */
export const STAR_RULES: readonly Rule[] = [
  starRule(`(?:between\\s+)?(${NUMBER})\\s*(to|-|and|or)\\s*(${NUMBER})${STARS}\\b`, from),
  starRule(`(?:at\\s+least|minimum|min|>=)\\s+(${NUMBER})${STARS}\\b`, ([, n]) => atLeast(n)),
  starRule(`(${NUMBER})\\+?${STARS}\\s+${MORE}`, ([, n]) => atLeast(n)),
  starRule(`([1-5])\\+${STARS}`, ([, n]) => atLeast(n)),
  starRule(`(?:more\\s+than|above|over|>)\\s+(${NUMBER})${STARS}\\b`, ([, n]) => above(n)),
  starRule(`(?:at\\s+most|up\\s+to|no\\s+more\\s+than|maximum|max|<=)\\s+(${NUMBER})${STARS}\\b`, ([, n]) => atMost(n)),
  starRule(`(${NUMBER})${STARS}\\s+${FEWER}`, ([, n]) => atMost(n)),
  starRule(`(?:fewer\\s+than|less\\s+than|below|under|<)\\s+(${NUMBER})${STARS}\\b`, ([, n]) => below(n)),
  starRule(`(?:exactly\\s+)?(${NUMBER})${STARS}\\b`, ([, n]) => exactly(n)),
  // “rated 4 or higher”: no stars are said.
  ratedRule(`(?:at\\s+least|>=)\\s+([0-5])\\b`, atLeast),
  ratedRule(`([0-5])(?:\\+|\\s+${MORE})`, atLeast),
  ratedRule(`(?:above|over|more\\s+than|higher\\s+than|better\\s+than|>)\\s*([0-5])\\b`, above),
  ratedRule(`(?:at\\s+most|up\\s+to|<=)\\s+([0-5])\\b`, atMost),
  ratedRule(`([0-5])\\s+${FEWER}`, atMost),
  ratedRule(`(?:below|under|less\\s+than|lower\\s+than|worse\\s+than|<)\\s*([0-5])\\b`, below),
  ratedRule(`([0-5])(?![\\d.:/]|\\s*(?:mm|s|am|pm|photos?)\\b)`, exactly),
  phrase('unrated|without\\s+(?:a\\s+|any\\s+)?(?:rating|stars?)|no\\s+(?:rating|stars?)', {
    meaning: 'unrated',
    facts: { maxRating: 0, verdicts: [] },
  }),
  phrase('with\\s+(?:a\\s+)?(?:rating|stars)', { meaning: 'rated', facts: { minRating: 1 }, negated: { maxRating: 0, verdicts: [] } }),
];

function ratedRule(pattern: string, read: (word: string | undefined) => Reading | null): Rule {
  return { pattern: new RegExp(`\\b(?:rated|ratings?)\\s+(?:of\\s+|is\\s+)?${pattern}`, 'g'), read: ([, n]) => read(n) };
}

/** After the rules that say how. */
export const RATED_RULES: readonly Rule[] = [
  phrase('rated', { meaning: 'rated', facts: { minRating: 1 }, negated: { maxRating: 0, verdicts: [] } }),
];
