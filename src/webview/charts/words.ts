import type { ChartsStrings } from '../../protocol/chartsStrings';
import { timeText, VERDICTS } from '../../protocol/frameTable';
import { countedText } from '../shared/dom';
import { NO_VERDICT, type ShootData, type VerdictCode } from './shootData';

/** Numbers and names as a person reads them. */

/** Whole numbers; one decimal below 10. */
export const sharpnessText = (value: number): string => (value < 10 ? String(Number(value.toFixed(1))) : String(Math.round(value)));

export const percentText = (fraction: number): string => `${Math.round(fraction * 100)} %`;

export const photosText = (strings: ChartsStrings, count: number): string => countedText(strings.photos, count);

export const verdictWord = (strings: ChartsStrings, code: VerdictCode): string => {
  const verdict = VERDICTS[code];
  return verdict === undefined ? strings.notCulled : strings.verdict[verdict];
};

/** `12 pick, 3 review`: how many rows have which verdict; zeros are left out. */
export function verdictsText(strings: ChartsStrings, rows: readonly number[], shown: Uint8Array): string {
  const counts = countsOf(rows, shown);
  return counts.flatMap((count, code) => (count === 0 ? [] : [`${count} ${verdictWord(strings, code)}`])).join(', ');
}

/** Rows by verdict code, NO_VERDICT at the end. */
export function countsOf(rows: readonly number[], shown: Uint8Array): readonly number[] {
  const counts = new Array<number>(NO_VERDICT + 1).fill(0);
  for (const row of rows) {
    const code = shown[row] ?? NO_VERDICT;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `14:03`, with seconds where asked. */
export const clockText = (seconds: number, withSeconds = false): string => timeText(Math.floor(seconds)).slice(11, withSeconds ? 19 : 16);

export const dayText = (seconds: number): string => timeText(Math.floor(seconds)).slice(0, 10);

/** Days, hours or minutes, whichever fits. */
export function durationText(seconds: number, language: string): string {
  const [unit, size] =
    seconds >= 2 * 86_400 ? (['day', 86_400] as const) : seconds >= 2 * 3600 ? (['hour', 3600] as const) : (['minute', 60] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(seconds / size));
}

/** The lines of a photo's tooltip, and what is read out. */
export function photoLines(data: ShootData, row: number, shown: Uint8Array): readonly string[] {
  const { strings } = data;
  const frame = data.rows[row];
  if (frame === undefined) return [];
  const { path, time, sharpness, exposure, decided, group } = frame;
  const suggested = verdictWord(strings, shown[row] ?? NO_VERDICT);
  const kind = group === null ? undefined : data.groups[group]?.kind;
  return [
    fileName(path),
    ...(time === null ? [] : [`${dayText(time)} ${clockText(time, true)}`]),
    ...(sharpness === null ? [] : [`${strings.sharpness} ${sharpnessText(sharpness)}`]),
    ...(exposure === null ? [] : [`${strings.exposure} ${percentText(exposure)}`]),
    decided === null ? suggested : decided === 'pick' ? strings.decidedPick : strings.decidedReject,
    ...(kind === undefined ? [] : [strings.kinds[kind] ?? kind]),
  ];
}
