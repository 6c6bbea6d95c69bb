import path from 'node:path';
import type { PhotoView } from '../../model';
import { resolveDestination } from '../destination';
import { createListing, nameKey } from '../listing';
import type { ExportAction, ExportPlan } from '../plan';
import { Refusal, refusalSentence } from '../refusal';
import { type ApplyRun, applyEach, type Outcome, type PlanRun, refuse } from '../run';
import { type ResolvedStyle, resolveStyle } from './detect';
import { wishesFor } from './mapping';
import { chooseSidecar, extensionOf, hasAdobeSidecar, ownersOfStems, type SidecarPlaces, stemOf } from './sidecarName';
import { refuseUnseen } from './unseen';
import type { XmpWishes } from './wishes';
import { mergedSidecar, refuseProtected, sidecarState, writeSidecar } from './writeSidecar';

interface Planner extends PlanRun, SidecarPlaces {
  /** Folder for the sidecars, `null` = beside the photos. */
  readonly folder: string | null;
  readonly taken: Set<string>;
  readonly notes: string[];
  readonly style: ResolvedStyle;
}

/**
 * Plans sidecars beside the photos, or under `out` in the shoot's structure. There each starts from the photo's sidecar,
 * so that nothing in it is lost; one that is already in `out` is patched.
 */
export async function planSidecars(run: PlanRun): Promise<ExportPlan> {
  const { view, request, selected } = run;
  const destination = request.out === null ? null : await resolveDestination(request.out, view);
  const folder = destination === null || destination.relation === 'is-shoot' ? null : destination.folder;
  const style = await resolveStyle(view, request.xmp);
  const places = { root: view.root, listing: createListing(), owners: ownersOfStems(view.photos), naming: style.profile.naming };
  const planner = { ...run, ...places, style, folder, taken: new Set<string>(), notes: [] as string[] };
  const actions: ExportAction[] = [];
  for (const photo of selected) actions.push(await planOne(planner, photo));
  const xmp = { profile: style.profile.id, labels: style.labels, mapping: request.xmp?.mapping };
  return { request: { ...request, xmp }, selected, actions, notes: [...style.notes, ...planner.notes, ...ignoredNote(selected, actions)] };
}

async function planOne(planner: Planner, photo: PhotoView): Promise<ExportAction> {
  planner.signal?.throwIfAborted();
  const likely = path.join(planner.folder ?? planner.root, `${stemOf(photo.path)}.xmp`);
  try {
    return await planSidecar(planner, photo, likely);
  } catch (error) {
    return refuse(photo.path, likely, refusalSentence(error, likely));
  }
}

async function planSidecar(planner: Planner, photo: PhotoView, likely: string): Promise<ExportAction> {
  const wishes = wishesFor(photo, planner.request.xmp?.mapping);
  const action = { photo: photo.path, source: null, target: likely, bytes: 0, reason: null };
  const nothing = { ...action, kind: 'unchanged', reason: 'It has no rating, label or pick to write.' } as const;
  if (!asksAnything(wishes)) return nothing;
  const { file, exists, note } = await chooseSidecar(photo, planner);
  if (!exists && !addsAnything(wishes)) return nothing;
  const target = planner.folder === null ? file : path.join(planner.folder, path.relative(planner.root, file));
  claim(planner, target);
  const state = await sidecarState(target);
  const base = exists && planner.folder !== null && !state ? file : null;
  const check = planner.folder === null ? refuseUnseen(planner, { target, wishes }) : undefined;
  const bytes = await mergedSidecar(state, { base, wishes, style: planner.style, extension: ownerOf(photo, target), check });
  if (note !== null) planner.notes.push(note);
  if (bytes === null) return { ...action, target, kind: 'unchanged', reason: `“${path.basename(target)}” says so already.` };
  await refuseProtected(target, state);
  return { ...action, kind: state ? 'patch-sidecar' : 'write-sidecar', source: state?.real ?? base, target, bytes: bytes.length };
}

const asksAnything = ({ rating, label, flag, keywords }: XmpWishes): boolean => [rating, label, flag, keywords].some((it) => it !== null);

/** Words that go out are no reason for a new sidecar; a flag is one only where it is written, which the patch decides. */
const addsAnything = ({ rating, label, flag, keywords }: XmpWishes): boolean =>
  [rating, label, flag].some((it) => it !== null && it.value !== null) || (keywords?.add.length ?? 0) > 0;

/** What `photoshop:SidecarForExtension` says; `IMG.NEF.xmp` says it by its name. */
export function ownerOf(photo: PhotoView, target: string): string | null {
  const isFull = stemOf(path.basename(target)).toLowerCase() === path.basename(photo.path).toLowerCase();
  return isFull ? null : extensionOf(photo.path).toUpperCase();
}

function claim({ taken }: Planner, target: string): void {
  const key = nameKey(target);
  if (taken.has(key)) throw new Refusal(`Another photo’s sidecar would be “${path.basename(target)}” too, but for letter case or accents.`);
  taken.add(key);
}

function ignoredNote(selected: readonly PhotoView[], actions: readonly ExportAction[]): readonly string[] {
  const written = new Set(actions.filter(({ kind }) => kind.endsWith('-sidecar')).map(({ photo }) => photo));
  const ignored = selected.filter((photo) => written.has(photo.path) && !hasAdobeSidecar(photo)).length;
  if (ignored === 0) return [];
  const whose = ignored === 1 ? 'the sidecar of 1 photo' : `the sidecars of ${ignored} photos`;
  return [`Lightroom, Camera Raw and Bridge ignore ${whose} here: for JPEG, DNG, TIFF, PNG and the like they read only what is embedded.`];
}

export async function applySidecars(run: ApplyRun): Promise<Outcome> {
  const { request } = run.plan;
  const style = await resolveStyle(run.view, request.xmp);
  const photos = new Map(run.plan.selected.map((photo) => [photo.path, photo]));
  return applyEach(run, ({ kind, photo, source, target }) => {
    const view = photos.get(photo ?? '');
    if (!view) throw new Refusal(`The plan names “${photo}”, which is not among its photos.`);
    const base = kind === 'write-sidecar' ? source : null;
    const wishes = wishesFor(view, request.xmp?.mapping);
    const check = request.out === null ? refuseUnseen(run, { target, wishes }) : undefined;
    return writeSidecar({ target, base, wishes, style, extension: ownerOf(view, target), check });
  });
}
