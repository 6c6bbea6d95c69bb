import type { Plan } from '../plan';
import { NUMBER, numberOf } from './numbers';
import { PHOTOS, phrase, type Reading, type Rule } from './rule';
import { USED } from './sentence';

const BEST = '(?:very\\s+)?(best|top|finest|strongest|greatest|nicest|sharpest|good)';
const PER_BURST = '(?:per|of\\s+each|of\\s+every|from\\s+each|from\\s+every|in\\s+each|for\\s+each|a|each)\\s+burst';

const PER_DAY = '(?:(?:per|each|every|a|for\\s+each|for\\s+every|of\\s+each|of\\s+every|from\\s+each|from\\s+every)\\s+day)';

const counted = (text: string | undefined, make: (count: number) => Reading): Reading | null => {
  const count = numberOf(text ?? '');
  if (count === null) return null;
  if (count < 1 || count > 1_000_000) return { meaning: '', trouble: `${count} photos cannot be chosen: give a number from 1 to 1000000.` };
  return make(count);
};

const top = (count: number, how: string | undefined): Reading => {
  const recipe: Plan['recipe'] = how === 'sharpest' ? { top: count, spread: false } : { top: count };
  const meaning = how === 'sharpest' ? `the ${count} best, however alike` : `at most ${count} photos, the best first`;
  return { meaning, recipe, best: how !== undefined };
};

/** “best 2025 photos” may mean a year: it is read as how many, and that is told. */
function topOrYear(word: string | undefined, how: string | undefined): Reading | null {
  const isYear = /^(?:19|20)\d{2}$/.test(word ?? '');
  const trouble = isYear ? `“${word}” is read as how many, not as a year: “best of ${word}” is the year.` : undefined;
  return counted(word, (count) => ({ ...top(count, how), trouble }));
}

/** What a number may measure instead of photos. */
const UNIT =
  "(?:%|(?:mm|stars?|s|secs?|seconds?|min|minutes?|hours?|days?|weeks?|months?|years?|percent|am|pm|o'clock|megapixels?|mp|bits?)\\b)";
const MOST =
  '(?:at\\s+most|no\\s+more\\s+than|not\\s+more\\s+than|up\\s+to|maximum(?:\\s+of)?|max|only|just|exactly|about|around|roughly|approximately)';
/** Behind a number: what it counts cannot be mistaken. */
const COUNTED = `(?=\\s+(?:${PHOTOS}|portraits?|landscapes?|(?:per|a|each|every)\\s+day|in\\s+total|in\\s+all|altogether|overall)\\b)`;

const IN_ALL = '\\s+in\\s+(?:total|all)|\\s+altogether|\\s+overall';

/** A number of photos that nothing else is said of. */
const counting = (pattern: string): Rule => ({
  pattern: new RegExp(pattern, 'g'),
  read: ([, n]) => counted(n, (count) => top(count, undefined)),
});

const ONE: Reading = { meaning: 'the best one', recipe: { top: 1 }, best: true };
const PERCENT: Reading = { meaning: '', trouble: 'A part of the photos cannot be asked for in percent: say how many.' };

export const COUNT_RULES: readonly Rule[] = [
  { pattern: new RegExp(`\\b(?:(?:the\\s+)?(?:best|top)\\s+)?${NUMBER}\\s*(?:%|percent\\b|per\\s+cent\\b)`, 'g'), read: () => PERCENT },
  {
    pattern: new RegExp(
      `\\b(?:keep(?:ing)?\\s+)?(?:(?:the\\s+)?(?:best|top)\\s+|${MOST}\\s+)?(${NUMBER})\\s+(?:best\\s+)?(?:${PHOTOS}\\s+)?${PER_BURST}\\b`,
      'g',
    ),
    read: ([, n]) =>
      counted(n, (count) =>
        count > 1000
          ? { meaning: '', trouble: 'At most 1000 frames of each burst can be kept.' }
          : { meaning: `${count} of each burst kept`, recipe: { keepPerBurst: count }, best: true },
      ),
  },
  phrase(
    `(?:(?:the\\s+)?best|one)\\s+(?:${PHOTOS}\\s+)?${PER_BURST}|(?:the\\s+)?best\\s+(?:${PHOTOS}\\s+)?of\\s+(?:the\\s+|all\\s+|my\\s+)*bursts`,
    {
      meaning: '1 of each burst kept',
      recipe: { keepPerBurst: 1 },
      best: true,
    },
  ),
  phrase(`(?:the\\s+)?best\\s+(?:${PHOTOS}\\s+)?${PER_DAY}`, { meaning: 'the best of each day', recipe: { top: 1, topPer: 'day' } }),
  {
    pattern: new RegExp(`\\b(?:the\\s+)?${BEST}[\\s-]+(${NUMBER})\\b(?!\\s*${UNIT})`, 'g'),
    read: ([, how, n]) => topOrYear(n, how),
  },
  {
    pattern: new RegExp(`\\b(?:the\\s+|my\\s+)?(${NUMBER})\\s+(?:of\\s+(?:the\\s+|my\\s+)?)?${BEST}\\b`, 'g'),
    read: ([, n, how]) => counted(n, (count) => top(count, how)),
  },
  // “20 to 30 photos”: the number that may be reached.
  counting(`(?<![-/.\\d])\\b(?:between\\s+${NUMBER}\\s*(?:and|to|-)|${NUMBER}\\s*(?:to|-|or))\\s*(${NUMBER})${COUNTED}`),
  phrase(
    `(?:the\\s+)?(?:(?:single|one|very)\\s+)?(?:best|finest|strongest|greatest|nicest)\\s+(?:photo|photograph|picture|pic|shot|image|frame|one)`,
    ONE,
  ),
  {
    pattern:
      /\b(?:the\s+)?(?:(?:single|one|very)\s+)?(?:best|finest|strongest|greatest|nicest)(?=\s+(?:portrait|landscape)\b(?!\s+(?:photo|pic|shot|image|frame|ones|orient|format|mode)))/g,
    read: () => ONE,
  },
  counting(`(?<![-/.\\d])\\b${MOST}\\s+(${NUMBER})(?:${COUNTED}(?:${IN_ALL})?|(?=\\s*(?:$|[,;])))`),
  counting(`\\b(?:select|pick|choose|find|show|give\\s+me|get|take|want|need|like)\\s+(?:me\\s+)?(${NUMBER})(?=[\\s,;]|$)(?!\\s*${UNIT})`),
  counting(`(?<![-/.\\d])\\b(${NUMBER})${COUNTED}(?:${IN_ALL}|\\s+${PHOTOS}\\s+(?:max|maximum|at\\s+most))?`),
  counting(`(?<![-/.\\d])\\b(${NUMBER})\\s+(?:max|maximum|tops|at\\s+most|or\\s+(?:less|fewer))\\b`),
  phrase(`${PER_DAY}|daily`, { meaning: 'for each day', recipe: { topPer: 'day' } }),
  phrase('spread(?:\\s+out)?(?:\\s+evenly)?|varied|diverse|with\\s+variety', {
    meaning: 'spread over bursts, scenes and look-alikes',
    recipe: { spread: true },
  }),
  phrase('however\\s+alike|even\\s+if\\s+(?:they\\s+are\\s+)?alike', { meaning: 'however alike', recipe: { spread: false } }),
];

/** Words before a number at the head of a sentence that say nothing of their own. */
const HEAD = `(?:(?:please|the|my|me|us|i|we|you|can|could|would|will|want|need|like|get|give|show|find|select|choose|pick|take|list|make|export|${MOST})\\s+|i'd\\s+)*`;

/** After everything else: what is left of numbers, of “best” and of “all”. */
export const LATE_COUNT_RULES: readonly Rule[] = [
  {
    // “20 sunsets”: nothing but a count can begin a sentence, or a part of one. “Two dogs” are rather what a picture shows.
    pattern: new RegExp(
      `(?<=(?:^|[,;:]\\s*|[${USED}]\\s+(?:and\\s+)?)${HEAD})(${NUMBER})(?=\\s+\\p{L})(?!\\s*${UNIT}|\\s+(?:and|or|to)\\s+\\d|\\s+(?:per|each|every|of\\s+each|from\\s+each)\\b)`,
      'gu',
    ),
    read: ([, n]) => (/^(?:one|two|three)$/.test(n ?? '') ? null : counted(n, (count) => top(count, undefined))),
  },
  phrase('(?:the\\s+|my\\s+)?(?:very\\s+)?(?:best|finest|strongest|greatest|nicest)(?:\\s+of)?', {
    meaning: 'the picks; with a number the best of them',
    best: true,
  }),
  phrase('(?:nothing|none)\\s+but', { meaning: '' }),
  phrase('all|every(?:thing)?|any(?:thing)?|whole\\s+shoot', { meaning: 'whatever the verdict', everything: true }),
];
