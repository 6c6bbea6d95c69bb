import { encodeFrames, encodeGroups, type FrameGroup, type FrameRow, type FrameVerdict } from '../../../src/protocol/frameTable';

/** A shoot of any size for tests of the grid: two days, bursts of 2 to 12, a bracket, single photos, every kind of badge. */
export interface SyntheticShoot {
  readonly rows: readonly FrameRow[];
  readonly groups: readonly FrameGroup[];
}

/** How many different pictures there are: the server makes one for each `contentId`'s last two digits. */
export const PICTURES = 24;
const CAMERAS = ['NIKON D7100', 'Canon EOS R5', 'SONY ILCE-7M4'] as const;
const LENSES = ['24-70mm f/2.8', '85mm f/1.4', '70-200mm f/2.8'] as const;
const START = Date.UTC(2024, 4, 1, 10, 0, 0) / 1000;
const BURST_SIZES = [1, 5, 1, 8, 3, 1, 12, 2, 1, 4] as const;

export function syntheticShoot(count: number): SyntheticShoot {
  const rows: FrameRow[] = [];
  const groups: FrameGroup[] = [];
  for (let burst = 0; rows.length < count; burst++) {
    const size = Math.min(count - rows.length, BURST_SIZES[burst % BURST_SIZES.length] ?? 1);
    const first = rows.length;
    const group = size > 1 ? groups.length : null;
    const best = burst % 10 === 9 ? null : first + (burst % size);
    for (let at = 0; at < size; at++) rows.push(frame({ row: first + at, burst, at, group, best, total: count }));
    if (group === null) continue;
    const members = Array.from({ length: size }, (_, at) => first + at);
    groups.push({ id: `b-${String(group).padStart(12, '0')}`, kind: best === null ? 'bracket' : 'burst', best, members });
  }
  return { rows, groups };
}

export const encodedShoot = ({ rows, groups }: SyntheticShoot) => ({ table: encodeFrames(rows), groups: encodeGroups(groups) });

interface Made {
  readonly row: number;
  readonly burst: number;
  readonly at: number;
  readonly group: number | null;
  readonly best: number | null;
  readonly total: number;
}

function frame({ row, burst, at, group, best, total }: Made): FrameRow {
  const time = START + burst * 47 + at * 0.2 + (row > total / 2 ? 86_400 : 0);
  const isBest = row === best;
  const suggested = verdict({ row, group, best, isBest });
  const portrait = burst % 5 === 2;
  return {
    path: `day${row > total / 2 ? 2 : 1}/DSC_${String(row + 1).padStart(5, '0')}.NEF`,
    contentId: row % 97 === 50 ? null : (burst * 7 + row).toString(16).padStart(32, '0'),
    previewWidth: portrait ? 1365 : 2048,
    previewHeight: portrait ? 2048 : 1365,
    width: portrait ? 4000 : 6000,
    height: portrait ? 6000 : 4000,
    time,
    day: new Date(time * 1000).toISOString().slice(0, 10),
    camera: CAMERAS[burst % CAMERAS.length] ?? null,
    lens: LENSES[burst % LENSES.length] ?? null,
    iso: 100 * 2 ** (burst % 6),
    shutter: 1 / 250,
    aperture: 2.8,
    focalLength: 85,
    sharpness: 60 + ((row * 37) % 500),
    exposure: ((row * 13) % 100) / 100,
    noise: 0.2,
    clippedShadows: 0.01,
    clippedHighlights: 0.002,
    group,
    suggested,
    rank: group === null ? 1 : isBest ? 1 : at + 2,
    reason: group === null ? 'unique' : best === null ? 'bracket-member' : isBest ? 'best-of-burst' : 'alternate',
    decided: row % 31 === 4 ? 'pick' : row % 41 === 6 ? 'reject' : null,
    rating: row % 13 === 3 ? (row % 5) + 1 : null,
    label: row % 17 === 5 ? ((['red', 'yellow', 'green', 'blue', 'purple'] as const)[row % 5] ?? null) : null,
    failure: row % 97 === 50 ? 'The file ends too early: it was cut off while being written or copied. Copy it again from the card.' : null,
    companions: row % 7 === 0 ? 'JPG, XMP' : null,
    copies: row % 29 === 8 ? 1 : 0,
    faces: row % 7 === 3 ? 1 + (row % 3) : 0,
    people: row % 7 === 3 ? (row % 2 === 0 ? 'portrait' : 'faces') : 'none',
    faceBoxes: row % 7 === 3 ? '0.4,0.2,0.2,0.3' : '',
  };
}

function verdict({ row, group, best, isBest }: Pick<Made, 'row' | 'group' | 'best'> & { isBest: boolean }): FrameVerdict {
  if (row % 23 === 9) return 'review';
  if (row % 53 === 11) return 'reject';
  return group === null || best === null || isBest ? 'pick' : 'alternate';
}
