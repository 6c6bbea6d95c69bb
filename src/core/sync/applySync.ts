import path from 'node:path';
import { currentHash } from '../decide';
import { isDiskFull, Refusal, refusalSentence } from '../export/refusal';
import { sweepTemps } from '../export/tempFiles';
import { type MarkField, marksOf, NO_MARKS, type SidecarMarks, sameMark } from '../export/xmp/marks';
import { readXmp } from '../export/xmp/read';
import type { SeenSidecar } from '../export/xmp/unseen';
import { type SidecarState, sidecarState, writeSidecar } from '../export/xmp/writeSidecar';
import type { DecisionChange } from '../index/decisions';
import type { StoreLocation } from '../index/location';
import type { Decision } from '../model';
import type { RunOptions } from '../progress';
import type { PhotoPlan, SyncPlan } from './planSync';
import { appendSeen } from './seenFile';
import { FIELDS, pushedWishes } from './threeWay';

/** What another program's value becomes, and the decision it replaces. */
export interface PulledChange extends DecisionChange {
  readonly before: Decision;
}

export interface SyncTarget {
  readonly location: StoreLocation;
  /** Appends to the log, durably, all or none; answers the photos whose decision is no longer `before`, which are left out. */
  append(changes: readonly PulledChange[]): Promise<ReadonlySet<string>>;
}

export interface Applied {
  /** Photos whose sidecar was written. */
  readonly pushed: ReadonlySet<string>;
  /** Photos that were decided anew meanwhile; nothing was read back for them. */
  readonly overtaken: ReadonlySet<string>;
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Carries out a plan: decisions first (durable at once), then the sidecars, then what was seen. A kill in between costs nothing: the
 * next sync finds both sides equal. A sidecar that another program changes meanwhile is refused, and its decision waits.
 */
export async function applySync(plan: SyncPlan, { location, append }: SyncTarget, { signal }: RunOptions): Promise<Applied> {
  for (const folder of new Set(plan.photos.filter(({ push }) => push.length > 0).map(({ file }) => path.dirname(file))))
    await sweepTemps(folder);
  const overtaken = await append(await changesOf(plan, location));
  const seen = new Map<string, SeenSidecar>();
  const pushed = new Set<string>();
  const refused: { path: string; reason: string }[] = [];
  try {
    for (const photo of plan.photos) {
      signal?.throwIfAborted();
      const reason = overtaken.has(photo.photo.path) ? OVERTAKEN : await pushOne(plan, photo, { pushed, seen });
      if (reason !== null) refused.push({ path: photo.photo.path, reason });
    }
  } finally {
    await appendSeen(location, seen);
  }
  return { pushed, overtaken, refused };
}

const OVERTAKEN = 'It was decided anew while the sync ran. Run sync again.';

async function changesOf(plan: SyncPlan, { root }: StoreLocation): Promise<readonly PulledChange[]> {
  const changes: PulledChange[] = [];
  for (const { photo, patch, program, sides } of plan.photos) {
    if (Object.keys(patch).length === 0) continue;
    const hash = await currentHash(root, photo);
    changes.push({ ...patch, hash, path: photo.path, source: program ?? 'another program', before: sides.decision });
  }
  return changes;
}

interface Results {
  readonly pushed: Set<string>;
  readonly seen: Map<string, SeenSidecar>;
}

/** Answers why the sidecar could not be written, or `null`. A full disk ends the sync: every further write would fail too. */
async function pushOne(plan: SyncPlan, photo: PhotoPlan, { pushed, seen }: Results): Promise<string | null> {
  try {
    if (photo.push.length > 0 && (await write(plan, photo)) === 'written') pushed.add(photo.photo.path);
    const entry = await seenNow(photo);
    if (entry !== null) seen.set(photo.key, entry);
    return null;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return refusalSentence(error, photo.file);
  }
}

function write({ style, mapping }: SyncPlan, { file, push, decision, extension, sides }: PhotoPlan): Promise<'written' | 'unchanged'> {
  const wishes = pushedWishes(push, { decision, mapping });
  const check = (state: SidecarState | null) => refuseChanged(file, sides.theirs, state === null ? null : marksOf(readXmp(state.bytes)));
  return writeSidecar({ target: file, base: null, wishes, style, extension, check });
}

function refuseChanged(file: string, planned: SidecarMarks | null, now: SidecarMarks | null): void {
  const same = planned === null || now === null ? planned === now : sameMarks(planned, now);
  if (!same) throw new Refusal(`“${path.basename(file)}” was changed by another program just now. Run sync again.`);
}

const sameMarks = (a: SidecarMarks, b: SidecarMarks): boolean => FIELDS.every((field) => sameMark(field, a, b));

/**
 * What the next sync begins with: the sidecar as it is now, and the decision. Fields in conflict keep what both sides began with;
 * without that, nothing is noted and the question is asked again. `null` where nothing is new.
 */
async function seenNow({ file, push, sides, decision, outcomes }: PhotoPlan): Promise<SeenSidecar | null> {
  const { base, theirs } = sides;
  const marks = push.length === 0 ? theirs : await marksAt(file);
  const open = FIELDS.filter((field) => outcomes[field] === 'conflict');
  if (marks === null || (base === null && open.length > 0)) return null;
  const entry = open.reduce((it, field) => keepBase(it, field, base ?? it), {
    marks,
    decision,
    wrote: push.length > 0 || (base?.wrote === true && sameMarks(marks, base.marks)),
  });
  return base !== null && JSON.stringify(ordered(base)) === JSON.stringify(ordered(entry)) ? null : entry;
}

async function marksAt(file: string): Promise<SidecarMarks | null> {
  const state = await sidecarState(file);
  return state && marksOf(readXmp(state.bytes));
}

function keepBase({ marks, decision, wrote }: SeenSidecar, field: MarkField, base: SeenSidecar): SeenSidecar {
  return { marks: { ...marks, ...marksOfField(field, base.marks) }, decision: { ...decision, [field]: base.decision[field] }, wrote };
}

function marksOfField(field: MarkField, { rating, label, color, flag }: SidecarMarks): Partial<SidecarMarks> {
  if (field === 'rating') return { rating };
  return field === 'label' ? { label, color } : { flag };
}

const ordered = ({ marks, decision, wrote }: SeenSidecar): readonly (string | number | boolean | null)[] => [
  wrote,
  ...(Object.keys(NO_MARKS) as (keyof SidecarMarks)[]).map((key) => marks[key]),
  ...(['verdict', 'rating', 'label'] satisfies (keyof Decision)[]).map((key) => decision[key]),
];
