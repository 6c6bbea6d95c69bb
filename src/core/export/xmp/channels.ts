import type { ColorLabel, DecisionVerdict } from '../../model';
import { DIGIKAM_COLOR, DIGIKAM_PICK, GOOD, LABEL_COLOR, PICK, PM_COLOR, PM_TAGGED, type PropertyName } from './names';

/** One property of one program that says a colour or a flag in words of its own. */
export interface Channel<T extends string> {
  readonly property: PropertyName;
  readonly texts: Readonly<Record<T, string>>;
  /** Texts that say “none”; the first is written to take a value back. Without one the property is taken away. */
  readonly none: readonly string[];
}

export type Flag = DecisionVerdict;

/** Source: XMP namespace “Photoshop”: a predefined name, or #RRGGBB, which is no label of ours. */
const labelColor: Channel<ColorLabel> = {
  property: LABEL_COLOR,
  texts: { red: 'red', yellow: 'yellow', green: 'green', blue: 'blue', purple: 'purple' },
  none: [],
};

/** Source: digiKam, `ColorLabel`: 0 none, 1 red, 2 orange, 3 yellow, 4 green, 5 blue, 6 magenta, 7 grey, 8 black, 9 white. */
const digikamColor: Channel<ColorLabel> = {
  property: DIGIKAM_COLOR,
  texts: { red: '1', yellow: '3', green: '4', blue: '5', purple: '6' },
  none: ['0'],
};

/**
 * Source: ExifTool, PhotoMechanic tags: 0 none, 1 Winner, 2 Winner alt, 3 Superior, 4 Superior alt, 5 Typical, 6 Typical alt,
 * 7 Extras, 8 Trash; by default shown magenta, red, orange, yellow, green, turquoise, blue, grey.
 */
const photoMechanicColor: Channel<ColorLabel> = {
  property: PM_COLOR,
  texts: { red: '2', yellow: '4', green: '5', blue: '7', purple: '1' },
  none: ['0'],
};

/** Lightroom: `True` = flagged, `False` = rejected, absent = neither. */
const good: Channel<Flag> = { property: GOOD, texts: { pick: 'True', reject: 'False' }, none: [] };
/** Lightroom: 1 = flagged, −1 = rejected, 0 = neither. */
const pick: Channel<Flag> = { property: PICK, texts: { pick: '1', reject: '-1' }, none: ['0'] };
/** Source: digiKam, `PickLabel`: 0 none, 1 rejected, 2 pending, 3 accepted. */
const digikamPick: Channel<Flag> = { property: DIGIKAM_PICK, texts: { pick: '3', reject: '1' }, none: ['0', '2'] };
/** Photo Mechanic tags what is kept; a reject is one that is not tagged. */
const tagged: Channel<Flag> = { property: PM_TAGGED, texts: { pick: 'True', reject: 'False' }, none: ['False'] };

export const COLOR_CHANNELS = { labelColor, digikamColor, photoMechanicColor } as const;
export const FLAG_CHANNELS = { good, pick, digikamPick, tagged } as const;

/** Equal as a program reads it: numbers by value, words without regard to case. */
export const sameText = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase() || (a !== '' && b !== '' && Number(a) === Number(b));

/** What a text says in this channel; `null` = none, or a value that has no counterpart. */
export function channelValue<T extends string>({ texts, none }: Channel<T>, text: string): T | null {
  if (text === '' || none.some((it) => sameText(it, text))) return null;
  const entries = Object.entries(texts) as [T, string][];
  return entries.find(([, it]) => sameText(it, text))?.[0] ?? null;
}

type TextOf = (name: PropertyName) => string;

/** The flag that these properties say: that of the first that says any. */
export const flagIn = (textOf: TextOf): Flag | null => firstValue(Object.values(FLAG_CHANNELS), textOf);

/** The colour that these properties say, whatever stands in `xmp:Label`. */
export const colorIn = (textOf: TextOf): ColorLabel | null => firstValue(Object.values(COLOR_CHANNELS), textOf);

function firstValue<T extends string>(channels: readonly Channel<T>[], textOf: TextOf): T | null {
  for (const channel of channels) {
    const value = channelValue(channel, textOf(channel.property));
    if (value !== null) return value;
  }
  return null;
}
