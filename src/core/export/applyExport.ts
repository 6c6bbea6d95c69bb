import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import type { RunOptions } from '../progress';
import type { ExportReport, ShootView } from '../reports';
import { applyCopy } from './copy';
import { applyGallery } from './gallery';
import { applyList } from './list';
import { applyManifest } from './manifest';
import { type ExportFormat, type ExportPlan, STDOUT } from './plan';
import { type ApplyRun, nameOf, type Outcome, type SentenceOf } from './run';
import { sweepTemps } from './tempFiles';
import { applySidecars } from './xmp/sidecar';
import type { SeenSidecars } from './xmp/unseen';

type Applied = Outcome & { readonly text?: string | null };

const APPLIERS: Record<ExportFormat, (run: ApplyRun) => Promise<Applied>> = {
  copy: applyCopy,
  xmp: applySidecars,
  list: applyList,
  gallery: applyGallery,
  manifest: applyManifest,
};

export interface ApplyExportOptions extends RunOptions {
  readonly view: ShootView;
  readonly plan: ExportPlan;
  readonly sentence: SentenceOf;
  readonly seen?: SeenSidecars | undefined;
}

/**
 * Carries a plan out. Originals are only ever read; every file appears complete or not at all, and what a killed run left
 * half-written is swept first. What changed since the plan was made is looked at again before each write. A file that
 * cannot be written is refused in the report and the rest goes on. Rejects with the signal's reason; finished files stay,
 * and the next run finds them unchanged.
 */
export async function applyExport(options: ApplyExportOptions): Promise<ExportReport> {
  const { plan, signal } = options;
  signal?.throwIfAborted();
  const apply = APPLIERS[plan.request.format];
  if (!apply) throw new QrateError('usage', `There is no export format “${plan.request.format}”.`);
  for (const folder of await targetFolders(plan)) await sweepTemps(folder);
  const outcome = await apply(options);
  return { plan, dryRun: false, text: null, ...outcome };
}

/** The folders that a plan writes into, or an earlier one wrote into, links resolved; each once. */
async function targetFolders({ actions }: ExportPlan): Promise<ReadonlySet<string>> {
  const targets = actions.map(({ target }) => target).filter((target) => target !== STDOUT);
  const real = await Promise.all(targets.map((target) => realpath(target).catch(() => target)));
  return new Set([...targets, ...real].map((target) => path.dirname(target)));
}

/** The report of a dry run: what is refused or unchanged already, and nothing written. */
export function dryRunReport(plan: ExportPlan): ExportReport {
  const unchanged = plan.actions.filter(({ kind }) => kind === 'unchanged').map(({ target }) => target);
  const refused = plan.actions
    .filter(({ kind }) => kind === 'refuse')
    .map((action) => ({ path: nameOf(action), reason: action.reason ?? '' }));
  return { plan, dryRun: true, text: null, written: [], unchanged, refused };
}
