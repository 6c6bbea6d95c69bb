import { type ChartsSnapshot, HANGS } from '../../protocol/charts';
import type { ChartsStrings } from '../../protocol/chartsStrings';
import { decodeFrames, decodeGroups, type FrameGroup, type FrameRow, type FrameVerdict, VERDICTS } from '../../protocol/frameTable';

/** A verdict's position in VERDICTS; NO_VERDICT = not culled yet. */
export type VerdictCode = number;
export const NO_VERDICT: VerdictCode = VERDICTS.length;

export const PICK: VerdictCode = VERDICTS.indexOf('pick');
export const REVIEW: VerdictCode = VERDICTS.indexOf('review');

const codeOf = (verdict: FrameVerdict | null): VerdictCode => (verdict === null ? NO_VERDICT : VERDICTS.indexOf(verdict));

/** A snapshot, read: rows with the columns that the charts go through in a hurry. NaN = unknown. */
export interface ShootData {
  readonly root: string;
  readonly name: string;
  readonly cacheBase: string;
  readonly recipe: ChartsSnapshot['recipe'];
  readonly culled: boolean;
  readonly language: string;
  readonly strings: ChartsStrings;
  readonly rows: readonly FrameRow[];
  readonly groups: readonly FrameGroup[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly sharpness: Float64Array;
  readonly exposure: Float64Array;
  /** Seconds. */
  readonly times: Float64Array;
  readonly judged: Uint8Array;
  /** Suggestions that stand. */
  readonly now: Uint8Array;
  /** The person's verdicts; NO_VERDICT = not decided. */
  readonly decided: Uint8Array;
}

/** Throws where the snapshot is damaged. */
export function readSnapshot({ table, groups: groupTable, judged, ...rest }: ChartsSnapshot): ShootData {
  const groups = decodeGroups(groupTable, table.length);
  const rows = decodeFrames(table, groups.length);
  if (judged.length !== rows.length || judged.some((code) => code > HANGS)) throw new Error('the verdicts do not fit the table');
  return {
    ...rest,
    rows,
    groups,
    rowOf: new Map(rows.map(({ path }, row) => [path, row])),
    sharpness: Float64Array.from(rows, ({ sharpness }) => sharpness ?? Number.NaN),
    exposure: Float64Array.from(rows, ({ exposure }) => exposure ?? Number.NaN),
    times: Float64Array.from(rows, ({ time }) => time ?? Number.NaN),
    judged,
    now: Uint8Array.from(rows, ({ suggested }) => codeOf(suggested)),
    decided: Uint8Array.from(rows, ({ decided }) => codeOf(decided)),
  };
}

/** What the charts show for each row: the person's verdict, else what a cull would suggest. */
export function shownVerdicts({ decided }: Pick<ShootData, 'decided'>, suggested: Uint8Array): Uint8Array {
  return decided.map((code, row) => (code === NO_VERDICT ? (suggested[row] ?? NO_VERDICT) : code));
}
