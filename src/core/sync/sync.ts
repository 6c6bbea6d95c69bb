import { isDiskFull } from '../export/refusal';
import { type MarkField, markText, NO_MARKS } from '../export/xmp/marks';
import { storageError } from '../index/durable';
import { type Applied, applySync, type SyncTarget } from './applySync';
import { type PhotoPlan, planSync, type SyncOptions, type SyncPlan, type SyncState } from './planSync';
import type { SyncChange, SyncConflict, SyncPush, SyncReport } from './report';
import { FIELDS, isStartingState, wishFor } from './threeWay';

/**
 * Brings sidecars and decisions together, in both directions. With `target` `null` it is a dry run. Rejects with the signal's
 * reason, and with QrateError('storage') where the log or the disk takes no more; what was finished then is kept.
 */
export async function syncSidecars(state: SyncState, target: SyncTarget | null, options: SyncOptions = {}): Promise<SyncReport> {
  const plan = await planSync(state, options);
  const applied = target === null ? null : await apply(plan, target, options);
  return report(plan, state.view.root, applied);
}

async function apply(plan: SyncPlan, target: SyncTarget, options: SyncOptions): Promise<Applied> {
  try {
    return await applySync(plan, target, options);
  } catch (error) {
    throw isDiskFull(error) ? storageError(target.location.root, error) : error;
  }
}

function report(plan: SyncPlan, root: string, applied: Applied | null): SyncReport {
  const { photos, style, notes } = plan;
  const isWritten = ({ photo, push }: PhotoPlan) => (applied === null ? push.length > 0 : applied.pushed.has(photo.path));
  const quiet = photos.filter(
    (it) => !isWritten(it) && Object.keys(it.patch).length === 0 && !FIELDS.some((f) => it.outcomes[f] === 'conflict'),
  );
  return {
    root,
    dryRun: applied === null,
    profile: style.profile.name,
    pulled: photos.filter(({ photo }) => !applied?.overtaken.has(photo.path)).flatMap(pulledOf),
    pushed: photos.filter(isWritten).map(pushOf),
    conflicts: photos.flatMap((photo) => conflictsOf(plan, photo)),
    refused: [...plan.refused, ...(applied?.refused ?? [])],
    unchanged: quiet.length,
    adoptable: photos.filter(({ sides }) => !sides.adopt && isStartingState(sides)).length,
    notes,
  };
}

const where = ({ photo, key, program }: PhotoPlan) => ({ photo: photo.path, sidecar: key, program });

function pulledOf(plan: PhotoPlan): readonly SyncChange[] {
  const { sides, patch, outcomes } = plan;
  return FIELDS.filter((field) => outcomes[field] === 'pull' && patch[field] !== undefined).map((field) => ({
    ...where(plan),
    field,
    from: markText(field, sides.base?.marks ?? NO_MARKS),
    to: markText(field, sides.theirs ?? NO_MARKS),
  }));
}

const pushOf = ({ photo, key, sides, push }: PhotoPlan): SyncPush => ({
  photo: photo.path,
  sidecar: key,
  isNew: sides.theirs === null,
  fields: push,
});

function conflictsOf({ mapping }: SyncPlan, plan: PhotoPlan): readonly SyncConflict[] {
  const { sides, outcomes } = plan;
  return FIELDS.filter((field) => outcomes[field] === 'conflict').map((field) => ({
    ...where(plan),
    field,
    base: sides.base === null ? null : markText(field, sides.base.marks),
    theirs: markText(field, sides.theirs ?? NO_MARKS),
    mine: wishText(field, wishFor(field, sides.decision, mapping)?.value ?? null),
  }));
}

/** A decision in the words of `markText`. */
function wishText(field: MarkField, value: number | string | null): string {
  if (field === 'rating') return markText(field, { ...NO_MARKS, rating: typeof value === 'number' && value !== 0 ? value : null });
  if (field === 'verdict') return markText(field, { ...NO_MARKS, flag: value === 'pick' || value === 'reject' ? value : null });
  return value === null ? 'no label' : `label ${value}`;
}
