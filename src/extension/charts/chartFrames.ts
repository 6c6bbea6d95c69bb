import { bodyName } from '../../core/camera';
import { failureSentence } from '../../core/failures';
import { captureTimeOf, captureTimeText } from '../../core/group/captureTime';
import { inCaptureOrder } from '../../core/group/order';
import type { PhotoView } from '../../core/model';
import type { ShootView } from '../../core/reports';
import type { FrameGroup, FrameRow } from '../../protocol/frameTable';

export interface ChartFrames {
  /** In the order of the rows. */
  readonly photos: readonly PhotoView[];
  readonly frames: readonly FrameRow[];
  readonly groups: readonly FrameGroup[];
}

/** A shoot as rows in capture order, each group's frames together where its first frame is. */
export function chartFrames(view: ShootView): ChartFrames {
  const clusters = clustersOf(inCaptureOrder(view.photos));
  const photos = clusters.flat();
  const groups: FrameGroup[] = [];
  const frames: FrameRow[] = [];
  for (const cluster of clusters) {
    const [{ group, bestPath }] = cluster;
    const isGroup = group !== null && cluster.length > 1;
    const first = frames.length;
    const at = isGroup ? groups.length : null;
    for (const photo of cluster) frames.push(frameRow(photo, at));
    if (!isGroup) continue;
    const best = cluster.findIndex(({ path }) => path === bestPath);
    groups.push({ id: group.id, kind: group.kind, best: best < 0 ? null : first + best, members: cluster.map((_, i) => first + i) });
  }
  return { photos, frames, groups };
}

type Cluster = [PhotoView, ...PhotoView[]];

/** Each photo once: with those that the same group decides about. */
function clustersOf(sorted: readonly PhotoView[]): readonly Cluster[] {
  const all: Cluster[] = [];
  const byGroup = new Map<string, Cluster>();
  for (const photo of sorted) {
    const known = photo.group === null ? undefined : byGroup.get(photo.group.id);
    if (known !== undefined) {
      known.push(photo);
      continue;
    }
    const cluster: Cluster = [photo];
    all.push(cluster);
    if (photo.group !== null) byGroup.set(photo.group.id, cluster);
  }
  return all;
}

/** The charts look at scores, times, cameras and verdicts alone; what else a row may say stays unknown. */
function frameRow(photo: PhotoView, group: number | null): FrameRow {
  const { metadata, preview, scores, suggestion, decision } = photo;
  const time = captureTimeOf(photo)?.seconds ?? null;
  return {
    ...NOTHING_ELSE,
    path: photo.path,
    contentId: preview?.contentId ?? null,
    previewWidth: preview?.width ?? null,
    previewHeight: preview?.height ?? null,
    time,
    day: time === null ? null : captureTimeText(time).slice(0, -9),
    camera: bodyName(metadata),
    sharpness: scores?.sharpness ?? null,
    exposure: scores?.exposure ?? null,
    group,
    suggested: suggestion?.verdict ?? null,
    rank: suggestion?.rank ?? null,
    reason: suggestion?.reason.code ?? null,
    decided: decision?.verdict ?? null,
    failure: photo.failure === null ? null : failureSentence(photo.failure),
  };
}

const NOTHING_ELSE = {
  lens: null,
  iso: null,
  shutter: null,
  aperture: null,
  focalLength: null,
  noise: null,
  clippedShadows: null,
  clippedHighlights: null,
  rating: null,
  label: null,
  companions: null,
  copies: 0,
} as const;
