import type { Plan } from '../plan';
import { NUMBER, numberOf } from './numbers';
import { PHOTOS, phrase, type Reading, type Rule } from './rule';

const BEST = '(?:very\\s+)?(best|top|finest|strongest|greatest|nicest|sharpest|good)';
const PER_BURST = '(?:per|of\\s+each|of\\s+every|from\\s+each|from\\s+every|in\\s+each|for\\s+each|a|each)\\s+burst';

const counted = (text: string | undefined, make: (count: number) => Reading): Reading | null => {
  const count = numberOf(text ?? '');
  if (count === null) return null;
  if (count < 1 || count > 1_000_000) return { meaning: '', trouble: `${count} photos cannot be chosen: give a number from 1 to 1000000.` };
  return make(count);
};

const top = (count: number, how: string | undefined): Reading => {
  const recipe: Plan['recipe'] = how === 'sharpest' ? { top: count, spread: false } : { top: count };
  return { meaning: how === 'sharpest' ? `the ${count} best, however alike` : `at most ${count} photos, the best first`, recipe };
};

export const COUNT_RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(?:keep(?:ing)?\\s+)?(?:(?:the\\s+)?best\\s+|up\\s+to\\s+|only\\s+|at\\s+most\\s+)?(${NUMBER})\\s+(?:best\\s+)?(?:${PHOTOS}\\s+)?${PER_BURST}\\b`,
      'g',
    ),
    read: ([, n]) =>
      counted(n, (count) =>
        count > 1000
          ? { meaning: '', trouble: 'At most 1000 frames of each burst can be kept.' }
          : { meaning: `${count} of each burst kept`, recipe: { keepPerBurst: count } },
      ),
  },
  phrase(`(?:(?:the\\s+)?best|one)\\s+(?:${PHOTOS}\\s+)?${PER_BURST}`, { meaning: '1 of each burst kept', recipe: { keepPerBurst: 1 } }),
  {
    pattern: new RegExp(`\\b(?:the\\s+)?${BEST}[\\s-]+(${NUMBER})\\b(?!\\s*(?:mm|stars?|seconds?|s\\b|%|am\\b|pm\\b))`, 'g'),
    read: ([, how, n]) => counted(n, (count) => top(count, how)),
  },
  {
    pattern: new RegExp(`\\b(?:the\\s+|my\\s+)?(${NUMBER})\\s+(?:of\\s+(?:the\\s+|my\\s+))?${BEST}\\b`, 'g'),
    read: ([, n, how]) => counted(n, (count) => top(count, how)),
  },
  {
    pattern: new RegExp(
      `\\b(?:at\\s+most|no\\s+more\\s+than|not\\s+more\\s+than|up\\s+to|maximum(?:\\s+of)?|max|only|just|about|around)\\s+(${NUMBER})(?=\\s+${PHOTOS}\\b|\\s*$|\\s+(?:per|a|each)\\s+day)`,
      'g',
    ),
    read: ([, n]) => counted(n, (count) => top(count, undefined)),
  },
  {
    pattern: new RegExp(
      `\\b(?:select|pick|choose|find|show|give\\s+me|get|take|want|need|like)\\s+(?:me\\s+)?(${NUMBER})(?=\\s|$)(?!\\s*(?:mm|stars?|seconds?|am\\b|pm\\b))`,
      'g',
    ),
    read: ([, n]) => counted(n, (count) => top(count, undefined)),
  },
  {
    pattern: new RegExp(
      `(?<![-/.\\d])\\b(${NUMBER})(?=\\s+${PHOTOS}\\b|\\s+(?:portraits?|landscapes?|per\\s+day|a\\s+day|each\\s+day))`,
      'g',
    ),
    read: ([, n]) => counted(n, (count) => top(count, undefined)),
  },
  phrase('(?:per|each|every|a|for\\s+each|for\\s+every|of\\s+each|of\\s+every|from\\s+each|from\\s+every)\\s+day|daily', {
    meaning: 'for each day',
    recipe: { topPer: 'day' },
  }),
  phrase('spread(?:\\s+out)?(?:\\s+evenly)?|varied|diverse|with\\s+variety', {
    meaning: 'spread over bursts, scenes and look-alikes',
    recipe: { spread: true },
  }),
  phrase('however\\s+alike|even\\s+if\\s+(?:they\\s+are\\s+)?alike', { meaning: 'however alike', recipe: { spread: false } }),
  phrase('all|every(?:thing)?|any(?:thing)?|whole\\s+shoot', { meaning: 'whatever the verdict', everything: true }),
];
