import type { PlanFacts } from '../plan';
import { NUMBER, numberOf } from './numbers';
import { PHOTOS, phrase, type Reading, type Rule } from './rule';

/** Below this variance of the Laplacian the default recipe puts a frame up for review. */
const SOFT = 100;
const CRISP = 250;

const stars = (word: string | undefined, make: (count: number) => PlanFacts | null, meaning: (count: number) => string): Reading | null => {
  const count = numberOf(word ?? '');
  if (count === null) return null;
  const facts = count > 5 ? null : make(count);
  return facts === null ? { meaning: '', trouble: `There are 1 to 5 stars, not ${count}.` } : { meaning: meaning(count), facts };
};

const STARS = '(?:-|\\s+)?stars?';
const every: PlanFacts = { verdicts: [] };

const RATING_RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(?:rated\\s+|with\\s+)?(?:at\\s+least|minimum)\\s+(${NUMBER})${STARS}\\b|\\b(?:rated\\s+)?(${NUMBER})\\+?${STARS}\\s+(?:and|or)\\s+(?:more|better|up|above|higher)\\b|\\b([1-5])\\+${STARS}`,
      'g',
    ),
    read: ([, a, b, c]) =>
      stars(
        a ?? b ?? c,
        (n) => (n < 1 ? null : { minRating: n }),
        (n) => `at least ${n} stars`,
      ),
  },
  {
    pattern: new RegExp(`\\b(?:rated\\s+)?(?:more\\s+than|above|over)\\s+(${NUMBER})${STARS}\\b`, 'g'),
    read: ([, n]) =>
      stars(
        n,
        (count) => (count > 4 ? null : { minRating: count + 1 }),
        (count) => `more than ${count} stars`,
      ),
  },
  {
    pattern: new RegExp(`\\b(?:rated\\s+)?(?:at\\s+most|up\\s+to|fewer\\s+than|less\\s+than|below|under)\\s+(${NUMBER})${STARS}\\b`, 'g'),
    read: ([words, n]) => {
      const strict = /fewer|less|below|under/.test(words ?? '');
      return stars(
        n,
        (count) => (strict && count < 1 ? null : { maxRating: strict ? count - 1 : count, verdicts: [] }),
        (count) => `${strict ? 'fewer than' : 'at most'} ${count} stars`,
      );
    },
  },
  {
    pattern: new RegExp(`\\b(?:rated\\s+|with\\s+)?(?:exactly\\s+)?(${NUMBER})${STARS}\\b`, 'g'),
    read: ([, n]) =>
      stars(
        n,
        (count) => (count < 1 ? { maxRating: 0, verdicts: [] } : { minRating: count, maxRating: count }),
        (count) => `${count} ${count === 1 ? 'star' : 'stars'}`,
      ),
  },
  phrase('unrated|without\\s+(?:a\\s+)?(?:rating|stars?)|no\\s+(?:rating|stars?)', {
    meaning: 'unrated',
    facts: { maxRating: 0, verdicts: [] },
  }),
  phrase('rated|with\\s+(?:a\\s+)?(?:rating|stars)', {
    meaning: 'rated',
    facts: { minRating: 1 },
    negated: { maxRating: 0, verdicts: [] },
  }),
];

const LABEL_RULES: readonly Rule[] = [
  {
    pattern:
      /\b(?:with\s+(?:an?\s+|the\s+)?)?(red|yellow|green|blue|purple)[\s-]+(?:labels?|labell?ed)\b|\b(?:labell?ed|label|marked)\s+(red|yellow|green|blue|purple)\b/g,
    read: ([, before, after]) => ({ meaning: `label ${before ?? after}`, facts: { labels: [before ?? after ?? ''] } }),
  },
  phrase('unlabell?ed|without\\s+(?:a\\s+|any\\s+)?labels?|no\\s+labels?', { meaning: 'without a label', facts: { labels: ['none'] } }),
];

const VERDICT_RULES: readonly Rule[] = [
  phrase('(?:photos?\\s+|ones?\\s+)?(?:that\\s+)?i\\s+(?:have\\s+)?picked|my\\s+(?:own\\s+)?picks|picked\\s+by\\s+me', {
    meaning: 'picked by you',
    facts: { verdicts: ['pick'], decided: true },
  }),
  phrase(
    '(?:photos?\\s+|ones?\\s+)?(?:that\\s+)?i\\s+(?:have\\s+)?(?:rejected|threw\\s+away)|my\\s+(?:own\\s+)?rejects|rejected\\s+by\\s+me',
    { meaning: 'rejected by you', facts: { verdicts: ['reject'], decided: true } },
  ),
  phrase(
    'neither\\s+picked\\s+nor\\s+rejected|undecided|not\\s+(?:yet\\s+)?decided(?:\\s+yet)?|left\\s+to\\s+decide|without\\s+(?:a\\s+)?decision',
    { meaning: 'not decided by you', facts: { decided: false, verdicts: [] } },
  ),
  phrase('decided', { meaning: 'decided by you', facts: { decided: true, verdicts: [] } }),
  phrase('suggested\\s+(?:picks|keepers)', { meaning: 'suggested as picks', facts: { suggestions: ['pick'], verdicts: [] } }),
  phrase('suggested\\s+(?:rejects|rejections)', { meaning: 'suggested as rejects', facts: { suggestions: ['reject'], verdicts: [] } }),
  phrase('picked|picks', { meaning: 'picks', facts: { verdicts: ['pick'] }, negated: { verdicts: ['alternate', 'review', 'reject'] } }),
  phrase('rejected|rejects', {
    meaning: 'rejects',
    facts: { verdicts: ['reject'] },
    negated: { verdicts: ['pick', 'alternate', 'review'] },
  }),
  phrase('alternates?|alternatives?|runners?-up', {
    meaning: 'alternates',
    facts: { verdicts: ['alternate'] },
    negated: { verdicts: ['pick', 'review', 'reject'] },
  }),
  phrase('(?:up\\s+)?for\\s+review|doubtful|doubts|to\\s+review', { meaning: 'up for review', facts: { verdicts: ['review'] } }),
];

const LOOK_RULES: readonly Rule[] = [
  phrase('(?:in\\s+)?(?:portrait|vertical|upright)[\\s-]+(?:orientation|format|mode)|verticals?|upright', {
    meaning: 'upright (portrait orientation)',
    facts: { orientations: ['portrait'] },
  }),
  phrase('(?:in\\s+)?(?:landscape|horizontal)[\\s-]+(?:orientation|format|mode)|horizontals?|landscape', {
    meaning: 'landscape orientation',
    facts: { orientations: ['landscape'] },
  }),
  phrase('square(?:[\\s-]+format)?s?', { meaning: 'square', facts: { orientations: ['square'] } }),
  phrase('portraits?|people|headshots?', { meaning: 'portraits of people', facts: { portraits: true } }),
  {
    pattern: new RegExp(`\\b(?:with\\s+)?(?:at\\s+least\\s+)?(${NUMBER})\\s+(?:faces|persons)\\b`, 'g'),
    read: ([words, n]) => {
      const count = numberOf(n ?? '');
      const least = /at\s+least/.test(words ?? '');
      return count === null
        ? null
        : { meaning: `${least ? 'at least ' : ''}${count} faces`, facts: { faces: least ? { min: count } : { min: count, max: count } } };
    },
  },
  phrase('with\\s+faces|faces', { meaning: 'with faces', facts: { faces: { min: 1 } } }),
  phrase('telephoto|tele|long\\s+lens(?:es)?', {
    meaning: 'telephoto: 85 mm (35 mm equivalent) or longer',
    facts: { focalLength35: { min: 85 } },
  }),
  phrase('ultra[\\s-]?wide(?:[\\s-]angles?)?', {
    meaning: 'ultra-wide: 21 mm (35 mm equivalent) or shorter',
    facts: { focalLength35: { max: 21 } },
  }),
  phrase('wide[\\s-]?angles?', { meaning: 'wide angle: 35 mm (35 mm equivalent) or shorter', facts: { focalLength35: { max: 35 } } }),
  phrase('tack[\\s-]sharp|very\\s+sharp|razor[\\s-]sharp|crisp', {
    meaning: `sharpness at least ${CRISP}`,
    facts: { sharpness: { min: CRISP } },
  }),
  phrase('(?:only\\s+)?sharp(?:\\s+enough)?|in\\s+focus', {
    meaning: `sharpness at least ${SOFT}`,
    facts: { sharpness: { min: SOFT } },
    negated: { sharpness: { below: SOFT }, verdicts: [] },
  }),
  phrase('blurry|blurred|blur|soft|unsharp|out\\s+of\\s+focus|fuzzy', {
    meaning: `sharpness below ${SOFT}`,
    facts: { sharpness: { below: SOFT }, ...every },
    negated: { sharpness: { min: SOFT } },
  }),
  phrase('noisy|grainy', { meaning: 'noise at least 0.5', facts: { noise: { min: 0.5 } }, negated: { noise: { below: 0.5 } } }),
  phrase('well[\\s-]exposed', { meaning: 'exposure at least 0.6', facts: { exposure: { min: 0.6 } } }),
  phrase('badly\\s+exposed|poorly\\s+exposed|(?:under|over)[\\s-]?exposed', {
    meaning: 'exposure below 0.4',
    facts: { exposure: { below: 0.4 }, ...every },
    negated: { exposure: { min: 0.4 } },
  }),
];

const GROUP_RULES: readonly Rule[] = [
  phrase('duplicates?\\s+only|only\\s+(?:the\\s+)?duplicates', { meaning: 'as the preset Duplicates only', preset: 'Duplicates only' }),
  phrase('(?:near[\\s-])?duplicates?|look[\\s-]?alikes?|copies|doubles', {
    meaning: 'with a copy or look-alike',
    facts: { duplicates: 'only', ...every },
    negated: { duplicates: 'without' },
  }),
  phrase('bursts?', { meaning: 'in bursts', facts: { groups: ['burst'] } }),
  phrase('(?:exposure\\s+|hdr\\s+)?brackets?|bracketed|hdrs?', { meaning: 'in brackets', facts: { groups: ['bracket'] } }),
  phrase('panoramas?|panos?', { meaning: 'in panoramas', facts: { groups: ['panorama'] } }),
  phrase('focus[\\s-]stacks?', { meaning: 'in focus stacks', facts: { groups: ['focus-stack'] } }),
  phrase('time[\\s-]?lapses?|interval(?:s|\\s+series)?', { meaning: 'in interval series', facts: { groups: ['interval'] } }),
  phrase(`singles|single\\s+${PHOTOS}|standalone`, { meaning: 'in no group', facts: { groups: ['single'] } }),
];

export const SUBJECT_RULES: readonly Rule[] = [...RATING_RULES, ...LABEL_RULES, ...VERDICT_RULES, ...LOOK_RULES, ...GROUP_RULES];
