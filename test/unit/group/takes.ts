import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Drive, type DriveMode, type Metadata, type Photo } from '../../../src/core/model';
import { at, drive, photo } from './photoBuilder';

/** How cameras name their files, and which of them write a serial that qrate reads. */
const BODIES = {
  canon: { make: 'Canon', model: 'Canon EOS R6', serial: '0123456789', prefix: 'IMG_', digits: 4, whole: false },
  nikon: { make: 'NIKON CORPORATION', model: 'NIKON Z 8', serial: '3001', prefix: 'DSC_', digits: 4, whole: false },
  sony: { make: 'SONY', model: 'ILCE-7RM4', serial: null, prefix: 'DSC', digits: 5, whole: false },
  compact: { make: 'SONY', model: 'DSC-RX100M6', serial: null, prefix: 'DSC', digits: 5, whole: true },
  fujifilm: { make: 'FUJIFILM', model: 'GFX100S', serial: 'FF0123', prefix: 'DSCF', digits: 4, whole: false },
  panasonic: { make: 'Panasonic', model: 'DC-S5M2', serial: 'X0123456789', prefix: 'P100', digits: 4, whole: false },
  olympus: { make: 'OLYMPUS CORPORATION', model: 'E-M1MarkIII', serial: 'BJ01', prefix: 'P501', digits: 4, whole: true },
  pentax: { make: 'RICOH IMAGING COMPANY, LTD.', model: 'PENTAX K-1', serial: null, prefix: 'IMGP', digits: 4, whole: false },
  minolta: { make: 'Konica Minolta Camera, Inc.', model: 'DiMAGE A2', serial: null, prefix: 'PICT', digits: 4, whole: true },
} as const;
export type Body = keyof typeof BODIES;

export interface Take {
  /** Seconds. */
  readonly t: number;
  /** Number in the file's name. */
  readonly n: number;
  readonly mode?: DriveMode | null;
  readonly drive?: Partial<Drive>;
  readonly patch?: Partial<Metadata>;
  readonly phash?: string;
  readonly folder?: string;
}

/** One frame as that camera would have written it. */
export function take(body: Body, { t, n, mode = null, drive: facts = {}, patch = {}, phash, folder = '100' }: Take): Photo {
  const { prefix, digits, whole, ...camera } = BODIES[body];
  const name = `${folder}/${prefix}${String(n).padStart(digits, '0')}.RAW`;
  return photo(name, {
    ...camera,
    timestamp: at(t, whole),
    drive: mode === null && Object.keys(facts).length === 0 ? null : drive(mode, facts),
    ...patch,
    ...(phash === undefined ? {} : { phash }),
  });
}

/** The first `count` frames of what `each` tells, by one body. */
export const takes = (count: number, each: (i: number) => Take, body: Body): Photo[] =>
  Array.from({ length: count }, (_, i) => take(body, each(i)));

/** The groups as `kind n`, in order of their first members. */
export const kindsOf = (...photos: readonly (Photo | readonly Photo[])[]): string[] =>
  groupPhotos(photos.flat(), DEFAULT_RECIPE).map(({ kind, members }) => `${kind} ${members.length}`);
