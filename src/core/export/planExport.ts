import { QrateError } from '../errors';
import type { PhotoView } from '../model';
import type { ShootView } from '../reports';
import { planCopy } from './copy';
import { planGallery } from './gallery';
import { planList } from './list';
import { planManifest } from './manifest';
import type { ExportFormat, ExportPlan, ExportRequest } from './plan';
import type { PlanRun, SentenceOf } from './run';
import { planSidecars } from './xmp/sidecar';
import type { SeenSidecars } from './xmp/unseen';

const PLANNERS: Record<ExportFormat, (run: PlanRun) => Promise<ExportPlan>> = {
  copy: planCopy,
  xmp: planSidecars,
  list: planList,
  gallery: planGallery,
  manifest: planManifest,
};

export interface PlanExportOptions {
  readonly view: ShootView;
  /** The photos to export; which ones, and how many, is the caller's choice. */
  readonly selected: readonly PhotoView[];
  readonly request: ExportRequest;
  readonly sentence: SentenceOf;
  readonly seen?: SeenSidecars | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What an export would do, as data: reads, never writes. Whatever can be known to fail is already refused in it.
 * Throws QrateError('bad-destination') where the destination as a whole cannot be used; rejects with the signal's reason.
 */
export async function planExport({ selected, ...rest }: PlanExportOptions): Promise<ExportPlan> {
  rest.signal?.throwIfAborted();
  const planner = PLANNERS[rest.request.format];
  if (!planner) throw new QrateError('usage', `There is no export format “${rest.request.format}”.`);
  const byPath = new Map(selected.map((photo) => [photo.path, photo]));
  const isByChoice = rest.request.format === 'list' && rest.request.list?.order === 'choice';
  const once = [...byPath.values()];
  return planner({ ...rest, selected: isByChoice ? once : once.sort((a, b) => (a.path < b.path ? -1 : 1)) });
}
