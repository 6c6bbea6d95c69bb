import type { ColorLabel } from '../../model';
import { Refusal } from '../refusal';
import { colorIn, type Flag, flagIn } from './channels';
import { COLORS, colorOfText } from './labels';
import { findList } from './list';
import { DARKTABLE_COLORS, LABEL, NS, type PropertyName, RATING, SIDECAR_FOR } from './names';
import { findProperty, openPacket, type Packet } from './packet';
import { programOf } from './program';

/** What a sidecar says about a photo. `null` where it says nothing (absent or blank). */
export interface XmpValues {
  /** `xmp:Rating`: 0–5, −1 = rejected. Text that is no number in that range counts as said nothing. */
  readonly rating: number | null;
  /** Whether there is any text in `xmp:Rating`. */
  readonly hasRating: boolean;
  /** `xmp:Label`, its text as it is. */
  readonly label: string | null;
  /** The colour that label, or the properties of other programs, mean. */
  readonly color: ColorLabel | null;
  /** Pick or reject, in whichever program's words; a rating of −1 is a reject. */
  readonly flag: Flag | null;
  /** The same without regard to the rating. */
  readonly channelFlag: Flag | null;
  /** `photoshop:SidecarForExtension` (`NEF`). */
  readonly extension: string | null;
  /** The program that wrote it last, as far as it can be told. */
  readonly program: string | null;
}

/** Reads a sidecar or an embedded packet. Refuses (throws `Refusal`) what `openPacket` and `findProperty` refuse. */
export const readXmp = (bytes: Uint8Array): XmpValues => valuesOf(openPacket(bytes));

export function valuesOf(packet: Packet): XmpValues {
  const textOf = (name: PropertyName): string => findProperty(packet, name)?.value ?? '';
  const [rating, label, channelFlag] = [toRating(textOf(RATING)), textOf(LABEL), flagIn(textOf)];
  return {
    rating,
    hasRating: textOf(RATING) !== '',
    label: label === '' ? null : label,
    color: listedColor(packet) ?? colorOfText(label) ?? colorIn(textOf),
    flag: channelFlag ?? (rating === -1 ? 'reject' : null),
    channelFlag,
    extension: textOf(SIDECAR_FOR) || null,
    program: programOf(packet),
  };
}

/** darktable’s first colour; the list is looked at only in files of darktable, and a strange form of it says nothing. */
function listedColor(packet: Packet): ColorLabel | null {
  if (!packet.text.includes(NS.darktable)) return null;
  try {
    const first = findList(packet, DARKTABLE_COLORS)?.items[0]?.text ?? '';
    return /^[0-4]$/.test(first) ? (COLORS[Number(first)] ?? null) : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** XMP allows −1 and 0 to 5; some applications write `3.0`. Halves are no rating of ours. */
export function toRating(text: string): number | null {
  if (!/^[+-]?\d+(\.0*)?$/.test(text)) return null;
  const rating = Number(text);
  return rating >= -1 && rating <= 5 ? rating : null;
}
