import { HANGS } from '../../protocol/charts';
import { type FrameVerdict, VERDICTS } from '../../protocol/frameTable';
import type { Scale } from './scales';
import { NO_VERDICT, PICK, REVIEW, type ShootData } from './shootData';

/** What a cull with another least sharpness suggests, row by row. The rule for each row comes from the host, which asked the real cull. */
export function suggestedAt({ judged, sharpness }: Pick<ShootData, 'judged' | 'sharpness'>, minSharpness: number): Uint8Array {
  // A photo without scores is never `HANGS`; NaN would be sharp enough here.
  return judged.map((code, row) => (code !== HANGS ? code : (sharpness[row] ?? 0) < minSharpness ? REVIEW : PICK));
}

export type VerdictCounts = Readonly<Record<FrameVerdict, number>>;

export function countVerdicts(codes: Uint8Array): VerdictCounts {
  const counts = new Array<number>(NO_VERDICT + 1).fill(0);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return Object.fromEntries(VERDICTS.map((verdict, code) => [verdict, counts[code] ?? 0])) as Record<FrameVerdict, number>;
}

/** Rows whose suggestion would be another one. */
export function countChanges(now: Uint8Array, then: Uint8Array): number {
  let changes = 0;
  for (let row = 0; row < now.length; row++) if (now[row] !== then[row]) changes++;
  return changes;
}

/** Steps from one end of the axis to the other, for the arrow keys. */
const STEPS = 200;

/** `steps` of the axis above (or below) a threshold; the left end is 0, which asks for nothing. */
export function stepped(scale: Scale, minSharpness: number, steps: number): number {
  return thresholdAt(scale, (minSharpness <= 0 ? 0 : scale.toUnit(minSharpness)) + steps / STEPS);
}

/** The threshold at a fraction of the axis, without digits that nobody can mean. */
export function thresholdAt(scale: Scale, unit: number): number {
  if (unit <= 0) return 0;
  const value = scale.fromUnit(unit);
  return Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0));
}
