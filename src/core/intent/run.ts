import { QrateError } from '../errors';
import type { RunOptions } from '../progress';
import type { CullReport, ExportReport } from '../reports';
import { selectForExport } from '../select/top';
import type { ShootApi } from '../shootApi';
import type { Plan } from './plan';
import { knownFor, type PlannedShoot, previewPlan, recipeOf, requestOf } from './preview';

export interface PlanRunOptions extends RunOptions {
  /** Makes an absolute path of a destination. */
  readonly resolve: (destination: string) => string;
  /** Runs a plan of which something cannot be answered, without it. */
  readonly skipMissing?: boolean | undefined;
}

/** What a run did. */
export interface PlanReport {
  readonly plan: Plan;
  readonly missing: readonly string[];
  /** `null` where the shoot was culled so already, or the plan says nothing of it. */
  readonly cull: CullReport | null;
  /** Paths, in the order of choice. */
  readonly selected: readonly string[];
  /** `null` = the plan does not export. */
  readonly export: ExportReport | null;
}

type RunningShoot = PlannedShoot & Pick<ShootApi, 'cull' | 'planExport' | 'applyExport'>;

/**
 * Carries a plan out: cull, select, export, and nothing else, whatever the plan came from. Whoever calls it has the person's yes.
 * Throws QrateError('usage') where something is asked that cannot be answered, before anything is written, unless that is to be skipped.
 */
export async function runPlan(
  shoot: RunningShoot,
  plan: Plan,
  { resolve, skipMissing = false, ...options }: PlanRunOptions,
): Promise<PlanReport> {
  const known = await knownFor(shoot, plan, { view: await shoot.view(), signal: options.signal });
  // Whatever can be known to fail fails here, before the cull.
  const preview = await previewPlan(shoot, plan, { resolve, ...options });
  const { missing } = preview;
  if (missing.length > 0 && !skipMissing) throw new QrateError('usage', `${missing.join(' ')} Nothing was done.`);
  if (preview.export?.impossible != null) throw new QrateError('bad-destination', preview.export.impossible);
  const cull = preview.cull === null ? null : await shoot.cull(preview.cull, options);
  const request = requestOf(plan, resolve, known);
  if (plan.export === undefined) {
    const view = await shoot.viewAs(await recipeOf(shoot, plan));
    return { plan, missing, cull, selected: selectForExport(view.photos, request, known.looks).map(({ path }) => path), export: null };
  }
  const exported = await shoot.planExport(request, options);
  const report = await shoot.applyExport(exported, options);
  return { plan, missing, cull, selected: preview.selected, export: report };
}
