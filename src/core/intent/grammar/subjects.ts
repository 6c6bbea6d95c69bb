import type { PlanFacts } from '../plan';
import { NUMBER, numberOf } from './numbers';
import { PHOTOS, phrase, type Reading, type Rule } from './rule';
import { RATED_RULES } from './stars';

/** Below this variance of the Laplacian the default recipe puts a frame up for review. */
const SOFT = 100;
const CRISP = 250;

const every: PlanFacts = { verdicts: [] };

const COLOUR = '(?:red|yellow|green|blue|purple)';
const COLOURS = `(${COLOUR}(?:\\s*(?:,|/|and|or|,\\s*or|,\\s*and)\\s*${COLOUR})*)`;

function labelled([, before, after]: RegExpExecArray): Reading {
  const labels = [...new Set((before ?? after ?? '').match(new RegExp(COLOUR, 'g')))];
  return { meaning: `label ${labels.join(' or ')}`, facts: { labels } };
}

const LABEL_RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(?:with\\s+(?:an?\\s+|the\\s+)?)?${COLOURS}[\\s-]+(?:colou?r[\\s-]+)?(?:labels?|labell?ed)\\b|\\b(?:labell?ed|label|marked)\\s+${COLOURS}\\b`,
      'g',
    ),
    read: labelled,
  },
  phrase('unlabell?ed|without\\s+(?:a\\s+|any\\s+)?labels?|no\\s+labels?', { meaning: 'without a label', facts: { labels: ['none'] } }),
];

const VERDICT_RULES: readonly Rule[] = [
  phrase(
    '(?:photos?\\s+|ones?\\s+)?(?:that\\s+)?i\\s+(?:have\\s+)?picked|my\\s+(?:own\\s+)?(?:picks|keepers)|(?:picked|flagged)\\s+by\\s+me',
    {
      meaning: 'picked by you',
      facts: { verdicts: ['pick'], decided: true },
    },
  ),
  phrase(
    '(?:photos?\\s+|ones?\\s+)?(?:that\\s+)?i\\s+(?:have\\s+)?(?:rejected|threw\\s+away)|my\\s+(?:own\\s+)?rejects|rejected\\s+by\\s+me',
    { meaning: 'rejected by you', facts: { verdicts: ['reject'], decided: true } },
  ),
  phrase(
    'neither\\s+picked\\s+nor\\s+rejected|undecided|unflagged|not\\s+flagged|not\\s+(?:yet\\s+)?decided(?:\\s+yet)?|left\\s+to\\s+decide|without\\s+(?:a\\s+)?decision',
    { meaning: 'not decided by you', facts: { decided: false, verdicts: [] } },
  ),
  phrase('decided', { meaning: 'decided by you', facts: { decided: true, verdicts: [] } }),
  phrase('suggested\\s+(?:picks|keepers)', { meaning: 'suggested as picks', facts: { suggestions: ['pick'], verdicts: [] } }),
  phrase('suggested\\s+(?:rejects|rejections)', { meaning: 'suggested as rejects', facts: { suggestions: ['reject'], verdicts: [] } }),
  phrase('picked|picks|flagged|keepers', { meaning: 'picks', facts: { verdicts: ['pick'] } }),
  phrase('rejected|rejects', { meaning: 'rejects', facts: { verdicts: ['reject'] } }),
  phrase('alternates?|alternatives?|runners?-up', { meaning: 'alternates', facts: { verdicts: ['alternate'] } }),
  phrase('(?:up\\s+)?for\\s+review|doubtful|doubts|to\\s+review', { meaning: 'up for review', facts: { verdicts: ['review'] } }),
];

const FACES = '(?:faces|persons|people)';

function faceCount([, least, word, more]: RegExpExecArray): Reading | null {
  const count = numberOf(word ?? '');
  if (count === null) return null;
  if (least?.startsWith('more') === true) return { meaning: `more than ${count} faces`, facts: { faces: { above: count } } };
  return least !== undefined || more !== undefined
    ? { meaning: `at least ${count} faces`, facts: { faces: { min: count } } }
    : { meaning: `${count} faces`, facts: { faces: { min: count, max: count } } };
}

/** “soft light” and “blurred background” say nothing of sharpness. */
const MEANT = '(?!\\s+(?:light|lighting|lights|focus|tones?|colou?rs?|background|backgrounds|backdrop|bokeh|water|pastels?))';

const SHARPNESS: Rule = {
  pattern:
    /\b(?:with\s+)?(?:a\s+)?sharpness\s+(above|over|more\s+than|at\s+least|of\s+at\s+least|below|under|less\s+than|at\s+most|>=|<=|>|<)\s*(\d{1,6})\b/g,
  read: ([, word = '', value]) => {
    const bound = /least|>=/.test(word) ? 'min' : /most|<=/.test(word) ? 'max' : /above|over|more|>/.test(word) ? 'above' : 'below';
    const facts: PlanFacts = { sharpness: { [bound]: Number(value) }, ...(bound === 'below' || bound === 'max' ? every : {}) };
    return { meaning: `sharpness ${word.replace(/\s+/g, ' ')} ${value}`, facts };
  },
};

const LOOK_RULES: readonly Rule[] = [
  phrase('(?:in\\s+)?(?:portrait|vertical|upright)[\\s-]+(?:orientation|format|mode)|verticals?|upright', {
    meaning: 'upright (portrait orientation)',
    facts: { orientations: ['portrait'] },
  }),
  phrase('(?:in\\s+)?(?:landscape|horizontal)[\\s-]+(?:orientation|format|mode)|horizontals?|landscape', {
    meaning: 'landscape orientation',
    facts: { orientations: ['landscape'] },
  }),
  phrase('(?<!(?:the|times|town|market|city|village|main)\\s)square(?:[\\s-]+format)?s?', {
    meaning: 'square',
    facts: { orientations: ['square'] },
  }),
  phrase('portraits?|headshots?', { meaning: 'portraits of people', facts: { portraits: true } }),
  {
    pattern: new RegExp(`\\b(?:with\\s+|of\\s+)?(at\\s+least\\s+|more\\s+than\\s+)?(${NUMBER})(\\s+or\\s+more)?\\s+${FACES}\\b`, 'g'),
    read: faceCount,
  },
  phrase(`with\\s+${FACES}|${FACES}`, { meaning: 'with faces', facts: { faces: { min: 1 } } }),
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
  phrase(`(?<!(?:motion|background|panning)\\s)(?:blurry|blurred|blur|soft|unsharp|out\\s+of\\s+focus|fuzzy)\\b${MEANT}`, {
    meaning: `sharpness below ${SOFT}`,
    facts: { sharpness: { below: SOFT }, ...every },
    negated: { sharpness: { min: SOFT } },
  }),
  SHARPNESS,
  phrase(
    '(?:(?:without|no|not)\\s+(?:any\\s+)?)?(?:with\\s+)?(?:blinks?|blinking|blinkers|(?:closed|shut)\\s+eyes)|(?:with\\s+)?(?:eyes\\s+open|open\\s+eyes)',
    {
      meaning: '',
      trouble:
        'Shut eyes cannot be asked for: where faces were looked for, a frame whose eyes look shut ranks behind the others of its burst.',
    },
  ),
  phrase('geo-?tagged|(?:with\\s+(?:a\\s+)?)?gps(?:\\s+(?:data|position|location))?', {
    meaning: 'with a place (GPS)',
    facts: { gps: { south: -90, west: -180, north: 90, east: 180 } },
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
  phrase('(?:near[\\s-])?duplicates?|dupes?|look[\\s-]?alikes?|copies|doubles', {
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

export const SUBJECT_RULES: readonly Rule[] = [...RATED_RULES, ...LABEL_RULES, ...VERDICT_RULES, ...LOOK_RULES, ...GROUP_RULES];
