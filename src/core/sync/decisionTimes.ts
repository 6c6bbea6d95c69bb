import type { MarkField } from '../export/xmp/marks';
import type { LogEntry } from '../index/entries';
import { type FoldedPhoto, photoFinder } from '../index/fold';

/** When the decision about a field of a photo was made, in ms since 1970; −∞ = never. */
export type DecisionTimes = (photo: string, field: MarkField) => number;

/** What a mapping makes of a verdict is as old as the verdict. */
const SPEAKS_OF: Readonly<Record<MarkField, readonly MarkField[]>> = {
  rating: ['rating', 'verdict'],
  label: ['label', 'verdict'],
  verdict: ['verdict'],
};

export function decisionTimes(entries: readonly LogEntry[], photos: readonly FoldedPhoto[]): DecisionTimes {
  const find = photoFinder(photos);
  const latest = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== 'decision') continue;
    const fields = (['rating', 'label', 'verdict'] as const).filter((field) => entry[field] !== undefined);
    for (const { path } of find(entry)) for (const field of fields) latest.set(`${field} ${path}`, Date.parse(entry.time));
  }
  return (photo, field) => Math.max(...SPEAKS_OF[field].map((it) => latest.get(`${it} ${photo}`) ?? Number.NEGATIVE_INFINITY));
}
