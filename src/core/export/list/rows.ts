import type { PhotoView } from '../../model';
import { photoRecord } from '../../record';
import type { ShootView } from '../../reports';

/** What a list with scores says of a photo, in this order: fields of the manifest's record, `path` as the list's options ask. */
export const LIST_FIELDS = [
  'path',
  'exif_timestamp',
  'camera',
  'sharpness',
  'exposure_score',
  'noise_estimate',
  'group_id',
  'group_kind',
  'suggestion',
  'rank',
  'reason',
  'decision',
  'rating',
  'label',
  'hash_blake3',
] as const;

export type ListRow = Readonly<Record<(typeof LIST_FIELDS)[number], string | number | null>>;

export function listRow(photo: PhotoView, path: string, view: ShootView): ListRow {
  const record = { ...photoRecord(photo, view), path };
  return Object.fromEntries(LIST_FIELDS.map((field) => [field, record[field]])) as ListRow;
}
