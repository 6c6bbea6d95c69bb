import { failureSentence } from '../failures';
import type { Failure, Group, GroupKind, Reason, ReasonCode, Suggestion } from '../model';

/** What a sentence needs besides the suggestion itself; a `Photo` or `PhotoView` has it. */
export interface ReasonContext {
  readonly failure: Failure | null;
  /** The group that decides about the photo; names its kind. */
  readonly group?: Pick<Group, 'kind'> | null;
}

/** The one place where a reason gets its words: a plain sentence with its numbers. The same text on every machine. */
export function reasonSentence({ reason }: Pick<Suggestion, 'reason'>, context: ReasonContext): string {
  return SENTENCES[reason.code](reason, context);
}

/** Exhaustive by its type: a new code does not compile without its sentence. */
const SENTENCES: Record<ReasonCode, (reason: Reason, context: ReasonContext) => string> = {
  'best-of-burst': (reason) => bestSentence(`Best of a burst of ${count(reason)}`, reason),
  'best-of-duplicates': (reason) =>
    reason.numbers.identical === 1
      ? `Stands for ${count(reason)} identical files; ${otherName(reason)} is a copy.`
      : bestSentence(`Best of ${count(reason)} near duplicates`, reason),
  'kept-in-burst': (reason) =>
    `Kept as number ${reason.numbers.rank} of a burst of ${count(reason)} (${reason.numbers.keepPerBurst} are kept)${comparedTail(reason)}.`,
  alternate: (reason) => `Alternate, number ${reason.numbers.rank} of a burst of ${count(reason)}${comparedTail(reason)}${apart(reason)}.`,
  'near-duplicate': (reason) => `Nearly the same picture as ${otherName(reason)}${bits(reason)}${comparedTail(reason)}${apart(reason)}.`,
  'exact-duplicate': (reason) => `The same file as ${otherName(reason)}, byte for byte (${count(reason)} copies).`,
  unique: ({ numbers }) => `The only frame of its scene, sharp enough (${thresholds(numbers)}), ${highlights(numbers)}.`,
  'below-min-sharpness': ({ numbers }) => `${softPlace(numbers)} below the wanted sharpness (${thresholds(numbers)}): worth a look.`,
  'bracket-member': (reason) => `One of ${bracketOf(reason)} of ${count(reason)}${exposureTail(reason)}: kept whole.`,
  'series-member': (reason, { group }) => {
    const { article, doubt } = SERIES_WORDS[group?.kind ?? 'series'] ?? A_SERIES;
    return `Frame ${reason.numbers.position} of ${article} of ${count(reason)}${intervalTail(reason)}${doubt}: kept whole.`;
  },
  'black-frame': ({ numbers }) => `Black: ${percent(numbers.clippedShadows)} of the picture is black and nothing shows.`,
  'white-frame': ({ numbers }) => `White: ${percent(numbers.clippedHighlights)} of the picture is white and nothing shows.`,
  unreadable: (_, { failure }) => (failure === null ? 'Not analyzed yet: index the shoot again.' : failureSentence(failure)),
};

interface SeriesWords {
  readonly article: string;
  /** What is not sure about the kind. */
  readonly doubt: string;
}

const A_SERIES: SeriesWords = { article: 'a series', doubt: ', a focus stack or interval' };

const SERIES_WORDS: Readonly<Partial<Record<GroupKind, SeriesWords>>> = {
  'focus-stack': { article: 'a focus stack', doubt: '' },
  panorama: { article: 'a panorama', doubt: '' },
  interval: { article: 'an interval series', doubt: '' },
  'pixel-shift': { article: 'a pixel shift', doubt: '' },
  'multiple-exposure': { article: 'a multiple exposure', doubt: '' },
};

type Numbers = Reason['numbers'];

function bestSentence(start: string, reason: Reason): string {
  const { numbers, other } = reason;
  const difference = differenceOf(numbers);
  const compared = other === null || difference === undefined ? [] : [comparedBest(difference, reason)];
  return `${start}: ${[...(numbers.picked === 1 ? ['picked by you'] : []), ...compared, highlights(numbers)].join(', ')}.`;
}

function comparedBest(difference: number, reason: Reason): string {
  const { numbers } = reason;
  const madeUp = difference > -0.5 || numbers.picked === 1 ? '' : madeUpFor(numbers);
  return `${comparedWith(numbers, otherName(reason))}${madeUp}${tasteTail(numbers, { wins: true, own: 'it', other: otherName(reason) })}`;
}

/** The best may be softer than the runner-up: then the sentence says what made up for it. Taste speaks for itself. */
function madeUpFor(numbers: Numbers): string {
  const { rating = 0, otherRejected, otherRating = 0, taste = 0 } = numbers;
  if (otherRejected === 1) return ', which you rejected';
  if (rating > otherRating) return ' but rated higher by you';
  if (eyesAreOpener(numbers) === true) return '';
  if (isByFaces(numbers) && (numbers.sharperPercent ?? 0) >= 0.5) return ' but sharper as a whole';
  return taste > UNDECIDED.to ? '' : ' but better exposed';
}

const isByFaces = ({ eyesPercent, facePercent }: Numbers): boolean => eyesPercent !== undefined || facePercent !== undefined;

/** By how many percent a photo is sharper than the other, in what the group is compared by. */
const differenceOf = ({ eyesPercent, facePercent, sharperPercent }: Numbers): number | undefined =>
  eyesPercent ?? facePercent ?? sharperPercent;

/** `sharper eyes than DSC_0421.NEF (+18 %)` where the group is compared by them, else `18 % sharper than DSC_0421.NEF`. */
function comparedWith(numbers: Numbers, other: string): string {
  const difference = differenceOf(numbers) ?? 0;
  if (!isByFaces(numbers)) return sharperThan(difference, other);
  const part = numbers.eyesPercent === undefined ? 'face' : 'eyes';
  if (Math.abs(difference) < 0.5) return `${part} as sharp as in ${other}${openTail(numbers, true)}`;
  const amount = `${difference > 0 ? '+' : '−'}${Math.round(Math.abs(difference))} %`;
  return `${difference > 0 ? 'sharper' : 'softer'} ${part} than ${other} (${amount})${openTail(numbers, difference > 0)}`;
}

/** Eyes are called more or less open from this difference of what `shutEyes` says on. */
const CLEARLY_OPENER = 0.5;

/** Whether the eyes are clearly more open than the other's, or less; `null` = neither. */
function eyesAreOpener({ eyesShut = 0, otherEyesShut = 0 }: Numbers): boolean | null {
  return Math.abs(eyesShut - otherEyesShut) < CLEARLY_OPENER ? null : eyesShut < otherEyesShut;
}

/** ` and eyes more open`, where they clearly are; `wins` = what was said before speaks for the photo. */
function openTail(numbers: Numbers, wins: boolean): string {
  const opener = eyesAreOpener(numbers);
  return opener === null ? '' : `${opener === wins ? ' and' : ' but'} eyes ${opener ? 'more' : 'less'} open`;
}

/** `18 % sharper than DSC_0421.NEF`. */
function sharperThan(difference: number, other: string): string {
  if (Math.abs(difference) < 0.5) return `as sharp as ${other}`;
  if (difference >= 200) return `${(1 + difference / 100).toFixed(1)} times as sharp as ${other}`;
  return `${Math.round(Math.abs(difference))} % ${difference > 0 ? 'sharper' : 'softer'} than ${other}`;
}

function comparedTail(reason: Reason): string {
  const { numbers, other } = reason;
  const difference = differenceOf(numbers);
  if (other === null || difference === undefined) return '';
  // The near duplicate's name has just been said.
  const name = reason.code === 'near-duplicate' ? 'it' : otherName(reason);
  const why = difference < 0.5 ? '' : whyNotBest(numbers);
  return `, ${comparedWith(numbers, name)}${why}${tasteTail(numbers, { wins: false, own: 'this one', other: otherName(reason) })}`;
}

/** Why a frame that is sharper than the best is not the best. */
function whyNotBest(numbers: Numbers): string {
  const { picked, rejected, rating = 0, otherPicked, otherRating = 0, taste = 1 } = numbers;
  if (rejected === 1) return ' but rejected by you';
  if (otherPicked === 1 && picked !== 1) return ', which you picked';
  if (otherRating > rating) return ', which you rated higher';
  if (eyesAreOpener(numbers) === false) return '';
  if (isByFaces(numbers) && (numbers.sharperPercent ?? 0) <= -0.5) return ' but softer as a whole';
  return taste < UNDECIDED.from ? '' : ' but less well exposed';
}

/** Between these, taste sees no difference worth a word. */
const UNDECIDED = { from: 0.48, to: 0.52 } as const;

interface Rivals {
  /** Whether the photo is ranked before the other. */
  readonly wins: boolean;
  readonly own: string;
  readonly other: string;
}

/** The part that taste played: ` but you tend to prefer it (72 %)`. Nothing where none took part or it sees no difference. */
function tasteTail(numbers: Numbers, { wins, own, other }: Rivals): string {
  const { taste = 0.5 } = numbers;
  if (taste >= UNDECIDED.from && taste <= UNDECIDED.to) return '';
  const favours = taste > 0.5;
  const joined = favours !== wins ? ', though' : (differenceOf(numbers) ?? 0) > 0 === wins ? ' and' : ' but';
  return `${joined} you tend to prefer ${favours ? own : other} (${Math.round(Math.max(taste, 1 - taste) * 100)} %)`;
}

const otherName = ({ other }: Reason): string => (other === null ? 'another photo' : other.slice(other.lastIndexOf('/') + 1));

const count = ({ numbers }: Reason): number => numbers.groupSize ?? 0;

const thresholds = (numbers: Numbers): string => `sharpness ${whole(numbers.sharpness)}, wanted ${whole(numbers.minSharpness)}`;

/** Rounds down: 99.6 must not read as 100 where 100 was wanted. */
const whole = (value = 0): string => (value < 10 ? (Math.floor(value * 10) / 10).toFixed(1) : String(Math.floor(value)));

const percent = (fraction = 0): string => `${(Math.floor(fraction * 1000) / 10).toFixed(1)} %`;

function highlights({ clippedHighlights = 0 }: Numbers): string {
  return clippedHighlights < 0.005 ? 'highlights not clipped' : `${percent(clippedHighlights)} of the picture clipped to white`;
}

function softPlace({ groupSize = 1, rank = 1 }: Numbers): string {
  if (groupSize < 2) return 'It is';
  return rank === 1 ? `The best of ${groupSize} frames, but` : `Number ${rank} of ${groupSize} frames, but`;
}

const bits = ({ numbers }: Reason): string => (numbers.bits === undefined ? '' : ` (${numbers.bits} of 64 bits differ)`);

const apart = ({ numbers }: Reason): string => (numbers.secondsApart === undefined ? '' : `, taken ${seconds(numbers.secondsApart)} apart`);

const intervalTail = ({ numbers }: Reason): string =>
  numbers.intervalSeconds === undefined ? '' : `, one every ${seconds(numbers.intervalSeconds)}`;

/** From so many seconds on, the unit that a person counts in. */
const UNITS = [
  { from: 2 * 86_400, length: 86_400, name: 'days' },
  { from: 2 * 3600, length: 3600, name: 'hours' },
  { from: 120, length: 60, name: 'minutes' },
] as const;

/** At most two decimals, without trailing zeros: `0.1 s`, `5.4 s`, `90 s`; whole `3 minutes`, `7 hours`, `434 days` beyond. */
function seconds(value: number): string {
  const unit = UNITS.find(({ from }) => value >= from);
  return unit === undefined ? `${Number(value.toFixed(2))} s` : `${Math.round(value / unit.length)} ${unit.name}`;
}

/** Less than this, in EV, is the light and not the camera's doing. */
const EQUALLY_EXPOSED = 0.17;

/** White balance and other brackets expose all frames alike. */
const bracketOf = ({ numbers: { evSpan } }: Reason): string =>
  evSpan !== undefined && evSpan < EQUALLY_EXPOSED ? 'a bracket (not of the exposure)' : 'an exposure bracket';

function exposureTail({ numbers: { ev, evSpan } }: Reason): string {
  if (ev === undefined || evSpan === undefined || evSpan < EQUALLY_EXPOSED) return '';
  const sign = ev > 0.05 ? '+' : ev < -0.05 ? '−' : '±';
  return ` (${sign}${Math.abs(ev).toFixed(1)} EV, ${evSpan.toFixed(1)} EV in all)`;
}
