import { findProperty, LABEL, openPacket, type Packet, type PropertyName, RATING, SIDECAR_FOR } from './packet';

/** What a sidecar says about a photo. `null` where it says nothing (absent or blank). */
export interface XmpValues {
  /** `xmp:Rating`: 0–5, −1 = rejected. Text that is no number in that range counts as said nothing. */
  readonly rating: number | null;
  /** `xmp:Label`, its text as it is. */
  readonly label: string | null;
  /** `photoshop:SidecarForExtension` (`NEF`). */
  readonly extension: string | null;
}

/** Reads a sidecar or an embedded packet. Refuses (throws `Refusal`) what `openPacket` and `findProperty` refuse. */
export const readXmp = (bytes: Uint8Array): XmpValues => valuesOf(openPacket(bytes));

export function valuesOf(packet: Packet): XmpValues {
  return {
    rating: toRating(textOf(packet, RATING)),
    label: textOf(packet, LABEL),
    extension: textOf(packet, SIDECAR_FOR),
  };
}

function textOf(packet: Packet, name: PropertyName): string | null {
  const value = findProperty(packet, name)?.value ?? '';
  return value === '' ? null : value;
}

function toRating(text: string | null): number | null {
  if (text === null || !/^[+-]?\d+(\.\d*)?$/.test(text)) return null;
  const rating = Number(text);
  return rating >= -1 && rating <= 5 ? rating : null;
}
