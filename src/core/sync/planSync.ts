import path from 'node:path';
import { createListing } from '../export/listing';
import { Refusal, refusalSentence } from '../export/refusal';
import { type ResolvedStyle, resolveStyle, type XmpSettings } from '../export/xmp/detect';
import { DEFAULT_MAPPING, type XmpMapping } from '../export/xmp/mapping';
import { type MarkField, marksOf, NO_MARKS, type SidecarMarks } from '../export/xmp/marks';
import { readXmp } from '../export/xmp/read';
import { ownerOf } from '../export/xmp/sidecar';
import { chooseSidecar, extensionOf, ownersOfStems, type SidecarPlaces } from '../export/xmp/sidecarName';
import { type SeenSidecars, seenKey } from '../export/xmp/unseen';
import { mergedSidecar, refuseProtected, type SidecarState, sidecarState } from '../export/xmp/writeSidecar';
import type { LogEntry } from '../index/entries';
import type { Decision, PhotoView } from '../model';
import type { RunOptions } from '../progress';
import type { ShootView } from '../reports';
import { type DecisionTimes, decisionTimes } from './decisionTimes';
import type { Side, SyncChoice } from './report';
import { FIELDS, type Outcome, outcomeOf, pulledPatch, pushedWishes, type Sides } from './threeWay';

export interface SyncOptions extends RunOptions {
  readonly xmp?: XmpSettings | undefined;
  /** The side that wins conflicts without an answer of their own; `null` = none: they are listed. */
  readonly prefer?: Side | null | undefined;
  readonly choices?: readonly SyncChoice[] | undefined;
  /** Takes values of other programs that no decision speaks about as decisions of the person. */
  readonly adopt?: boolean | undefined;
}

export interface SyncState {
  readonly view: ShootView;
  readonly entries: readonly LogEntry[];
  readonly seen: SeenSidecars;
}

/** What will happen to one photo and its sidecar. */
export interface PhotoPlan {
  readonly photo: PhotoView;
  /** Absolute path, and its key in `SeenSidecars`. */
  readonly file: string;
  readonly key: string;
  readonly sides: Sides;
  readonly program: string | null;
  readonly outcomes: Readonly<Record<MarkField, Outcome>>;
  /** What other programs' values become. */
  readonly patch: Partial<Decision>;
  /** The decision when the patch is in it. */
  readonly decision: Decision;
  /** Fields that the sidecar gets; empty where its bytes stay. */
  readonly push: readonly MarkField[];
  readonly extension: string | null;
}

export interface SyncPlan {
  readonly style: ResolvedStyle;
  readonly mapping: XmpMapping;
  readonly photos: readonly PhotoPlan[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

interface Planner extends SyncState {
  readonly options: SyncOptions;
  readonly style: ResolvedStyle;
  readonly mapping: XmpMapping;
  readonly places: SidecarPlaces;
  readonly times: DecisionTimes;
  readonly notes: string[];
}

const UNDECIDED: Decision = { verdict: null, rating: null, label: null };

/** What a sync would do: reads, never writes. A sidecar that cannot be read or written is refused and costs its own photo. */
export async function planSync(state: SyncState, options: SyncOptions): Promise<SyncPlan> {
  const { view, entries } = state;
  const style = await resolveStyle(view, options.xmp);
  const mapping = options.xmp?.mapping ?? DEFAULT_MAPPING;
  const places = { root: view.root, listing: createListing(), owners: ownersOfStems(view.photos), naming: style.profile.naming };
  const planner: Planner = { ...state, options, style, mapping, places, times: decisionTimes(entries, view.photos), notes: [] };
  const photos: PhotoPlan[] = [];
  const refused: { path: string; reason: string }[] = [];
  for (const [index, photo] of view.photos.entries()) {
    options.signal?.throwIfAborted();
    try {
      const plan = await planPhoto(planner, photo);
      if (plan !== null) photos.push(plan);
    } catch (error) {
      refused.push({ path: photo.path, reason: refusalSentence(error, path.join(view.root, photo.path)) });
    }
    options.onProgress?.({ stage: 'export', done: index + 1, total: view.photos.length });
  }
  return { style, mapping, photos, refused, notes: [...style.notes, ...planner.notes] };
}

/** `null` where there is neither a decision nor a sidecar. */
async function planPhoto(planner: Planner, photo: PhotoView): Promise<PhotoPlan | null> {
  const hasSidecar = photo.companions.some((it) => extensionOf(it.path).toLowerCase() === 'xmp');
  const choice = await chosen(planner, photo, hasSidecar);
  if (choice === null || (!choice.exists && photo.decision === null)) return null;
  if (choice.note !== null) planner.notes.push(choice.note);
  const key = seenKey(planner.view.root, choice.file);
  const state = await sidecarState(choice.file);
  const values = state === null ? null : readXmp(state.bytes);
  const sides = sidesOf(planner, photo, { key, theirs: values && marksOf(values), mtimeMs: state?.status.mtimeMs ?? 0 });
  const draft = { photo, file: choice.file, key, sides, program: values?.program ?? null, extension: ownerOf(photo, choice.file) };
  return withPush(planner, state, settle(draft, planner.options));
}

/** A photo without decision and sidecar may be left without a name of its own: nobody asks for it. */
async function chosen({ places }: Planner, photo: PhotoView, hasSidecar: boolean) {
  try {
    return await chooseSidecar(photo, places);
  } catch (error) {
    if (error instanceof Refusal && photo.decision === null && !hasSidecar) return null;
    throw error;
  }
}

function sidesOf(
  { seen, mapping, options, times }: Planner,
  { path: photo, decision }: PhotoView,
  found: { readonly key: string; readonly theirs: SidecarMarks | null; readonly mtimeMs: number },
): Sides {
  return {
    decision: decision ?? UNDECIDED,
    theirs: found.theirs,
    base: seen.get(found.key) ?? null,
    isOlder: (field) => found.mtimeMs < times(photo, field),
    mapping,
    adopt: options.adopt ?? false,
  };
}

type Draft = Omit<PhotoPlan, 'outcomes' | 'patch' | 'decision' | 'push'>;

/** Decides each field, conflicts with an answer included. */
function settle(draft: Draft, options: SyncOptions): Omit<PhotoPlan, 'push'> {
  const { sides, photo } = draft;
  const outcome = (field: MarkField): Outcome => {
    const found = outcomeOf(field, sides);
    if (found !== 'conflict') return found;
    const side = options.choices?.find((it) => it.photo === photo.path && it.field === field)?.side ?? options.prefer ?? null;
    return side === null ? 'conflict' : side === 'theirs' ? 'pull' : 'push';
  };
  const outcomes = { rating: outcome('rating'), label: outcome('label'), verdict: outcome('verdict') };
  const pulled = FIELDS.filter((field) => outcomes[field] === 'pull').map((field) => pulledPatch(field, sides.theirs ?? NO_MARKS, sides));
  const patch: Partial<Decision> = Object.assign({}, ...pulled);
  return { ...draft, outcomes, patch, decision: { ...sides.decision, ...patch } };
}

/** Whether the pushed fields change a byte, and whether they may: seen now, so that a dry run tells the truth. */
async function withPush({ style, mapping }: Planner, state: SidecarState | null, plan: Omit<PhotoPlan, 'push'>): Promise<PhotoPlan> {
  const fields = FIELDS.filter((field) => plan.outcomes[field] === 'push');
  if (fields.length === 0) return { ...plan, push: [] };
  const wishes = pushedWishes(fields, { decision: plan.decision, mapping });
  const bytes = await mergedSidecar(state, { base: null, wishes, style, extension: plan.extension });
  if (bytes !== null) await refuseProtected(plan.file, state);
  return { ...plan, push: bytes === null ? [] : fields };
}
