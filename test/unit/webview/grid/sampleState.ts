import { type FrameGroup, type FrameRow, frameTable, groupTable } from '../../../../src/protocol/frameTable';
import type { GridSnapshot } from '../../../../src/protocol/grid';
import type { GridPageState } from '../../../../src/protocol/gridPageState';
import { firstState } from '../../../../src/webview/grid/snapshot';
import type { GridState } from '../../../../src/webview/grid/state';
import { englishGridStrings } from '../../../e2e/support/gridStringsOf';
import { encodedShoot, syntheticShoot } from '../../../e2e/support/syntheticShoot';

const strings = englishGridStrings();

export interface SampleRow extends Partial<FrameRow> {
  /** Rows with the same letter are a group; the best one is in upper case. */
  readonly in?: string;
}

const PLAIN: FrameRow = {
  path: '',
  contentId: null,
  previewWidth: null,
  previewHeight: null,
  width: null,
  height: null,
  time: null,
  day: null,
  camera: null,
  lens: null,
  iso: null,
  shutter: null,
  aperture: null,
  focalLength: null,
  sharpness: null,
  exposure: null,
  noise: null,
  clippedShadows: null,
  clippedHighlights: null,
  group: null,
  suggested: null,
  rank: null,
  reason: null,
  decided: null,
  rating: null,
  label: null,
  failure: null,
  companions: null,
  copies: 0,
  faces: null,
  people: null,
  faceBoxes: '',
};

/** A snapshot of a few rows `0.NEF`, `1.NEF` … */
export async function snapshotOf(rows: readonly SampleRow[], revision = 1): Promise<GridSnapshot> {
  const letters = [...new Set(rows.flatMap((row) => row.in?.toLowerCase() ?? []))];
  const groups = letters.map((letter): FrameGroup => {
    const members = rows.flatMap((row, at) => (row.in?.toLowerCase() === letter ? [at] : []));
    const best = members.find((at) => rows[at]?.in === letter.toUpperCase()) ?? null;
    return { id: `b-${letter}`, kind: 'burst', best, members };
  });
  const frames = rows.map(({ in: letter, ...row }, at) => ({
    ...PLAIN,
    path: `${at}.NEF`,
    ...row,
    group: letter === undefined ? null : letters.indexOf(letter.toLowerCase()),
  }));
  return snapshotFrom(encodedShoot({ rows: frames, groups }), revision);
}

/** A snapshot of the made-up shoot of the tests in a browser. */
export const syntheticSnapshot = async (count: number): Promise<GridSnapshot> => snapshotFrom(encodedShoot(syntheticShoot(count)), 1);

async function snapshotFrom({ table, groups }: ReturnType<typeof encodedShoot>, revision: number): Promise<GridSnapshot> {
  return {
    root: '/shoot',
    name: 'shoot',
    revision,
    table: frameTable.parse(table),
    groups: groupTable.parse(groups),
    cacheBase: 'cache:',
    culled: true,
    minSharpness: 100,
    settings: { autoAdvance: false },
    history: { undo: null, redo: null },
    strings: await strings,
    state: null,
  };
}

export const stateOf = async (rows: readonly SampleRow[], kept: GridPageState | null = null): Promise<GridState> =>
  firstState(await snapshotOf(rows), kept);

export const syntheticState = async (count: number): Promise<GridState> => firstState(await syntheticSnapshot(count), null);
