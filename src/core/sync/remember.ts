import path from 'node:path';
import { marksOf } from '../export/xmp/marks';
import { readXmp } from '../export/xmp/read';
import { type SeenSidecar, seenKey } from '../export/xmp/unseen';
import { sidecarState } from '../export/xmp/writeSidecar';
import type { StoreLocation } from '../index/location';
import type { Decision } from '../model';
import type { ExportReport } from '../reports';
import { appendSeen } from './seenFile';

const UNDECIDED: Decision = { verdict: null, rating: null, label: null };

/** Notes the sidecars that an export wrote in the shoot, so that what another program changes later shows up as such. */
export async function rememberExport(location: StoreLocation, { plan, written }: ExportReport): Promise<void> {
  const decisions = new Map(plan.selected.map(({ path: photo, decision }) => [photo, decision]));
  const files = new Set(written);
  const seen = new Map<string, SeenSidecar>();
  for (const { photo, target } of plan.actions) {
    if (!files.has(target) || isOutside(location.root, target)) continue;
    const state = await sidecarState(target);
    if (state === null) continue;
    const decision = decisions.get(photo ?? '') ?? UNDECIDED;
    seen.set(seenKey(location.root, target), { marks: marksOf(readXmp(state.bytes)), decision, wrote: true });
  }
  await appendSeen(location, seen);
}

function isOutside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}
