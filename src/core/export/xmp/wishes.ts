import type { ColorLabel } from '../../model';
import { type Channel, COLOR_CHANNELS, FLAG_CHANNELS, type Flag } from './channels';
import { COLORS, colorOfText } from './labels';
import { DARKTABLE_COLORS, HIERARCHICAL, LABEL, type PropertyName, RATING, SUBJECT } from './names';
import type { XmpStyle } from './profiles';
import type { XmpValues } from './read';

/** A value to write, `null` = take it back. `fill` = only where there is none yet; `set` = a person decided it. */
export interface Wish<T> {
  readonly value: T | null;
  readonly mode: 'set' | 'fill';
}

/** Words of qrate's own. All others in the list stay. */
export interface KeywordWish {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What a sidecar should say; `null` = nothing is asked of that field. */
export interface XmpWishes {
  /** 0–5, −1 = rejected. */
  readonly rating: Wish<number> | null;
  readonly label: Wish<ColorLabel> | null;
  readonly flag: Wish<Flag> | null;
  readonly keywords: KeywordWish | null;
}

export const NO_WISHES: XmpWishes = { rating: null, label: null, flag: null, keywords: null };

/** A simple property as it should be. `follow` = only where the property is there already, so that it does not contradict. */
export interface ValueTarget {
  readonly property: PropertyName;
  /** `null` = the property goes. */
  readonly value: string | null;
  readonly follow: boolean;
}

export interface ListTarget extends KeywordWish {
  readonly property: PropertyName;
  readonly container: 'Bag' | 'Seq';
  readonly follow: boolean;
}

export interface Targets {
  readonly values: readonly ValueTarget[];
  readonly lists: readonly ListTarget[];
}

/** Wishes in the properties of one program, given what the sidecar says now. */
export function targetsFor(wishes: XmpWishes, style: XmpStyle, now: XmpValues): Targets {
  return {
    values: [...ratingTargets(wishes, now), ...labelTargets(wishes, style, now), ...flagTargets(wishes, style, now)],
    lists: [...colorListTargets(wishes, style, now), ...keywordTargets(wishes)],
  };
}

/** A rating of −1 gives way to a person's pick, and to a reject that they took back. */
function ratingTargets({ rating, flag }: XmpWishes, now: XmpValues): readonly ValueTarget[] {
  const unrejects = now.rating === -1 && flag?.mode === 'set' && flag.value !== 'reject';
  if (rating === null) return unrejects ? [{ property: RATING, value: null, follow: false }] : [];
  if (rating.mode === 'fill' && now.hasRating && !unrejects) return [];
  return [{ property: RATING, value: rating.value === null ? null : String(rating.value), follow: false }];
}

/** The wish for a label, unless it only fills and there is one. */
const openLabel = ({ label }: XmpWishes, now: XmpValues): Wish<ColorLabel> | null =>
  label?.mode === 'fill' && (now.label !== null || now.color !== null) ? null : label;

/** A label that means this colour already keeps its words, whatever their language. */
function labelTargets(wishes: XmpWishes, { profile, labels }: XmpStyle, now: XmpValues): readonly ValueTarget[] {
  const wish = openLabel(wishes, now);
  if (wish === null) return [];
  const color = wish.value;
  const saysSo = color !== null && now.label !== null && colorOfText(now.label, labels) === color;
  const text = saysSo ? [] : [{ property: LABEL, value: color === null ? null : labels[color], follow: false }];
  return [...text, ...channelTargets(Object.values(COLOR_CHANNELS), profile.colors, color)];
}

function flagTargets(wishes: XmpWishes, { profile, flags }: XmpStyle, now: XmpValues): readonly ValueTarget[] {
  const { flag } = wishes;
  const [target] = ratingTargets(wishes, now);
  const isRejected = (target === undefined ? now.rating : Number(target.value)) === -1;
  if (flag === null || (flag.mode === 'fill' && (now.channelFlag !== null || isRejected))) return [];
  const written = flags || profile.flagsWritten === 'always' ? profile.flags : [];
  return channelTargets(Object.values(FLAG_CHANNELS), written, flag.value);
}

function channelTargets<T extends string>(
  all: readonly Channel<T>[],
  written: readonly Channel<T>[],
  value: T | null,
): readonly ValueTarget[] {
  return all.map((channel) => ({
    property: channel.property,
    value: value === null ? (channel.none[0] ?? null) : channel.texts[value],
    follow: value === null || !written.includes(channel),
  }));
}

function colorListTargets(wishes: XmpWishes, { profile }: XmpStyle, now: XmpValues): readonly ListTarget[] {
  const wish = openLabel(wishes, now);
  if (wish === null) return [];
  const wanted = wish.value === null ? [] : [String(COLORS.indexOf(wish.value))];
  const others = COLORS.map((_, index) => String(index)).filter((it) => !wanted.includes(it));
  const follow = !profile.colorList || wish.value === null;
  return [{ property: DARKTABLE_COLORS, container: 'Seq', add: wanted, remove: others, follow }];
}

/** Both lists get the whole path: a word of qrate's own, that it can find again and take back. */
function keywordTargets({ keywords }: XmpWishes): readonly ListTarget[] {
  if (keywords === null) return [];
  return [SUBJECT, HIERARCHICAL].map((property) => ({ property, container: 'Bag', follow: false, ...keywords }) as const);
}
