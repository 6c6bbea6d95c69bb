import { type FrameRow, timeText } from '../../protocol/frameTable';
import type { GridStrings } from '../../protocol/gridStrings';
import { countedText, fill } from '../shared/dom';
import { percentText, sharpnessText } from '../shared/numbers';

/** What a frame, a burst and a day say of themselves. */

export const nameOf = ({ path }: Pick<FrameRow, 'path'>): string => path.slice(path.lastIndexOf('/') + 1);

/** `12:04:31.2`: the clock alone; the day is the heading's. */
export const clockText = (time: number): string =>
  timeText(Math.round(time * 10) / 10)
    .replace(/^.*T/, '')
    .replace(/(\.\d)\d*$/, '$1');

/** `2024-05-01 12:04:31`. */
export const dateTimeText = (time: number): string => timeText(time).replace('T', ' ');

/** A length of time as `0.4 s`, `12 s`, `3 min`, `2 h`, `4 d`. */
export function spanText(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/** A day in the reader's language; `null` is without a date. */
export function dayText(day: string | null, strings: GridStrings, language: string | undefined): string {
  if (day === null) return strings.frames.unknownDay;
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The person's verdict, else the machine's. */
export const verdictText = ({ decided, suggested }: FrameRow, { frames }: GridStrings): string =>
  decided !== null ? frames.decided[decided] : frames.suggested[suggested ?? 'none'];

export interface LabelledFrame {
  readonly frame: FrameRow;
  readonly strings: GridStrings;
  readonly isBest: boolean;
  /** Place in its group, from 1, and the group's size; `null` for a photo that stands alone. */
  readonly place: { readonly at: number; readonly of: number } | null;
  /** Place among what a search found, from 1; `null` or absent without one. */
  readonly result?: { readonly at: number; readonly of: number } | null;
}

/** All that the marks of a frame show, as one line for screen readers. */
export function frameLabel({ frame, strings, isBest, place, result = null }: LabelledFrame): string {
  const { frames } = strings;
  const reason = frame.reason === null ? null : frames.reasons[frame.reason];
  const parts = [
    nameOf(frame),
    frame.failure === null ? null : fill(frames.unreadable, frame.failure),
    place === null ? null : fill(frames.position, place.at, place.of),
    result === null ? null : fill(strings.search.place, result.at, result.of),
    isBest ? (reason === null ? frames.best : fill(frames.bestOf, reason)) : null,
    verdictText(frame, strings),
    isBest ? null : reason,
    (frame.rating ?? 0) > 0 ? countedText(frames.stars, frame.rating ?? 0) : null,
    frame.label === null ? null : fill(frames.label, strings.filtering.labels[frame.label]),
    frame.sharpness === null ? null : fill(frames.sharpness, sharpnessText(frame.sharpness)),
    frame.exposure === null ? null : fill(frames.exposure, percentText(frame.exposure)),
    (frame.faces ?? 0) > 0 ? facesText(frame.faces ?? 0, strings) : null,
    frame.copies > 0 ? countedText(frames.copies, frame.copies) : null,
    frame.companions === null ? null : fill(frames.companions, frame.companions),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

export const facesText = (faces: number, { frames }: GridStrings): string => countedText(frames.faces, faces);

/** One photo by its name, several by their count. */
export const subject = (rows: readonly FrameRow[], targets: readonly number[], { said }: GridStrings): string => {
  const [first] = targets;
  const only = targets.length === 1 && first !== undefined ? rows[first] : undefined;
  return only === undefined ? fill(said.photos, targets.length) : nameOf(only);
};
