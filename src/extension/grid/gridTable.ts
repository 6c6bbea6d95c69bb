import { cameraName } from '../../core/camera';
import { failureSentence } from '../../core/failures';
import { captureTimeOf, captureTimeText } from '../../core/group/captureTime';
import { captureOrderSteps } from '../../core/group/order';
import { type ColorLabel, type Metadata, NO_METADATA, type PhotoView } from '../../core/model';
import { mapped, paced, type Steps } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import { isPortrait } from '../../core/select/facts';
import {
  encodeGroups,
  encodeSteps,
  type FrameGroup,
  type FrameRow,
  type FrameTable,
  faceBoxesText,
  type GroupTable,
  LABELS,
} from '../../protocol/frameTable';
import { type Cluster, clusters } from '../views/burstsModel';

/** A view in the order of the grid: cluster by cluster, as the tree shows it. */
export interface GridOrder {
  readonly photos: readonly PhotoView[];
  readonly groups: readonly FrameGroup[];
  /** Row by path, and position in `groups` by id. */
  readonly rows: ReadonlyMap<string, number>;
  readonly positions: ReadonlyMap<string, number>;
}

export function* gridOrder(view: ShootView): Steps<GridOrder> {
  const photos: PhotoView[] = [];
  const groups: FrameGroup[] = [];
  const rows = new Map<string, number>();
  const sorted = yield* captureOrderSteps(view.photos);
  for (const cluster of yield* clusters(sorted)) {
    const first = photos.length;
    for (const photo of cluster) {
      rows.set(photo.path, photos.length);
      photos.push(photo);
    }
    const group = groupOf(cluster, first);
    if (group !== null) groups.push(group);
    yield;
  }
  return { photos, groups, rows, positions: new Map(groups.map(({ id }, position) => [id, position])) };
}

/** A group of which only one photo is there is none, as in the tree. */
function groupOf(cluster: Cluster, first: number): FrameGroup | null {
  const { group, bestPath } = cluster[0];
  if (group === null || cluster.length === 1) return null;
  const best = cluster.findIndex(({ path }) => path === bestPath);
  return { id: group.id, kind: group.kind, best: best < 0 ? null : first + best, members: cluster.map((_, i) => first + i) };
}

/** The table that crosses to the page. */
export function* gridTable(order: GridOrder): Steps<{ readonly table: FrameTable; readonly groups: GroupTable }> {
  const copies = yield* copiesOf(order.photos);
  const rows = yield* mapped(order.photos, (photo) => frameRow(photo, order, copies));
  return { table: yield* encodeSteps(rows), groups: encodeGroups(order.groups) };
}

export interface GridTables {
  readonly order: GridOrder;
  readonly tables: { readonly table: FrameTable; readonly groups: GroupTable };
}

const known = new WeakMap<ShootView, Promise<GridTables>>();

/** What a page gets of a view, in steps that leave the host free; made once, and gone with the view. */
export function gridTables(view: ShootView): Promise<GridTables> {
  const made = known.get(view) ?? makeTables(view);
  known.set(view, made);
  return made;
}

async function makeTables(view: ShootView): Promise<GridTables> {
  const order = await paced(gridOrder(view));
  return { order, tables: await paced(gridTable(order)) };
}

/** Thousands of photos share a day. */
const days = new Map<number, string>();
const DAY_SECONDS = 86_400;

function dayOf(time: number): string {
  const number = Math.floor(time / DAY_SECONDS);
  const known = days.get(number);
  if (known !== undefined) return known;
  const day = captureTimeText(time).slice(0, -9);
  days.set(number, day);
  return day;
}

/** How many photos have the same bytes, by hash. */
function* copiesOf(photos: readonly PhotoView[]): Steps<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const [at, { hash, size }] of photos.entries()) {
    if (hash !== null && size > 0) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    if (at % 512 === 511) yield;
  }
  return counts;
}

function frameRow(photo: PhotoView, { positions }: GridOrder, copies: ReadonlyMap<string, number>): FrameRow {
  const { preview, scores, failure } = photo;
  const time = captureTimeOf(photo)?.seconds ?? null;
  const metadata = photo.metadata ?? NO_METADATA;
  return {
    path: photo.path,
    contentId: preview?.contentId ?? null,
    previewWidth: preview?.width ?? null,
    previewHeight: preview?.height ?? null,
    ...uprightSize(metadata),
    time,
    day: time === null ? null : dayOf(time),
    camera: cameraName(metadata.make, metadata.model),
    lens: metadata.lens,
    iso: metadata.iso,
    shutter: metadata.shutter,
    aperture: metadata.aperture,
    focalLength: metadata.focalLength,
    sharpness: scores?.sharpness ?? null,
    exposure: scores?.exposure ?? null,
    noise: scores?.noise ?? null,
    clippedShadows: scores?.clippedShadows ?? null,
    clippedHighlights: scores?.clippedHighlights ?? null,
    group: photo.group === null ? null : (positions.get(photo.group.id) ?? null),
    ...verdictFields(photo),
    failure: failure === null ? null : failureSentence(failure),
    companions: companionKinds(photo),
    copies: photo.hash === null ? 0 : Math.max(0, (copies.get(photo.hash) ?? 1) - 1),
    ...faceFields(photo),
  };
}

/** The largest faces are what the viewer looks at first. */
export const SHOWN_FACES = 3;

function faceFields(photo: PhotoView): Pick<FrameRow, 'faces' | 'people' | 'faceBoxes'> {
  const found = photo.faces?.faces;
  if (found === undefined) return { faces: null, people: null, faceBoxes: '' };
  const people = isPortrait(photo) ? 'portrait' : found.length > 0 ? 'faces' : 'none';
  return { faces: found.length, people, faceBoxes: faceBoxesText(found.slice(0, SHOWN_FACES).map(({ box }) => box)) };
}

/** The fields of a row that a decision can change. */
export function verdictFields({ suggestion, decision, metadata }: PhotoView) {
  return {
    suggested: suggestion?.verdict ?? null,
    rank: suggestion?.rank ?? null,
    reason: suggestion?.reason.code ?? null,
    decided: decision?.verdict ?? null,
    rating: decision?.rating ?? foundRating(metadata),
    label: decision?.label ?? foundLabel(metadata),
  };
}

/** −1 is another program's reject and no number of stars. */
const foundRating = (metadata: Metadata | null): number | null =>
  metadata?.rating == null ? null : Math.max(0, Math.min(5, Math.round(metadata.rating)));

/** A label of a file counts where its text is one of the five colours. */
function foundLabel(metadata: Metadata | null): ColorLabel | null {
  const text = metadata?.label?.toLowerCase();
  return LABELS.find((label) => label === text) ?? null;
}

/** Orientations 5–8 turn by a quarter. */
export function uprightSize({ width, height, orientation }: Metadata): { readonly width: number | null; readonly height: number | null } {
  return (orientation ?? 1) > 4 ? { width: height, height: width } : { width, height };
}

function companionKinds({ companions }: PhotoView): string | null {
  const kinds = companions.map(({ path }) => path.slice(path.lastIndexOf('.') + 1).toUpperCase());
  return kinds.length === 0 ? null : kinds.join(', ');
}
