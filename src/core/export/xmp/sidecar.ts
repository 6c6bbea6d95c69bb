import path from 'node:path';
import type { PhotoView } from '../../model';
import { resolveDestination } from '../destination';
import { createListing, nameKey } from '../listing';
import type { ExportAction, ExportPlan } from '../plan';
import { Refusal, refusalSentence } from '../refusal';
import { type ApplyRun, applyEach, type Outcome, type PlanRun, refuse } from '../run';
import { wishesFor } from './mapping';
import { chooseSidecar, extensionOf, hasAdobeSidecar, ownersOfStems, type SidecarPlaces, stemOf } from './sidecarName';
import { mergedSidecar, refuseProtected, sidecarState, writeSidecar } from './writeSidecar';

interface Planner extends PlanRun, SidecarPlaces {
  /** Folder for the sidecars, `null` = beside the photos. */
  readonly folder: string | null;
  readonly taken: Set<string>;
  readonly notes: string[];
}

/**
 * Plans sidecars beside the photos, or under `out` in the shoot's structure. There each starts from the photo's sidecar,
 * so that nothing in it is lost; one that is already in `out` is patched.
 */
export async function planSidecars(run: PlanRun): Promise<ExportPlan> {
  const { view, request, selected } = run;
  const destination = request.out === null ? null : await resolveDestination(request.out, view);
  const folder = destination === null || destination.relation === 'is-shoot' ? null : destination.folder;
  const places = { root: view.root, listing: createListing(), owners: ownersOfStems(view.photos) };
  const planner = { ...run, ...places, folder, taken: new Set<string>(), notes: [] as string[] };
  const actions: ExportAction[] = [];
  for (const photo of selected) actions.push(await planOne(planner, photo));
  return { request, selected, actions, notes: [...planner.notes, ...ignoredNote(selected, actions)] };
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
  const wishes = wishesFor(photo, planner.request.mapping);
  const action = { photo: photo.path, source: null, target: likely, bytes: 0, reason: null };
  if (!wishes.rating && !wishes.label) return { ...action, kind: 'unchanged', reason: 'It has no rating, label or pick to write.' };
  const { file, exists, note } = await chooseSidecar(photo, planner);
  const target = planner.folder === null ? file : path.join(planner.folder, path.relative(planner.root, file));
  claim(planner, target);
  const state = await sidecarState(target);
  const base = exists && planner.folder !== null && !state ? file : null;
  const bytes = await mergedSidecar(state, { base, wishes, extension: extensionOf(photo.path).toUpperCase() });
  if (note !== null) planner.notes.push(note);
  if (bytes === null) return { ...action, target, kind: 'unchanged', reason: `“${path.basename(target)}” says so already.` };
  await refuseProtected(target, state);
  return { ...action, kind: state ? 'patch-sidecar' : 'write-sidecar', source: state?.real ?? base, target, bytes: bytes.length };
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

export function applySidecars(run: ApplyRun): Promise<Outcome> {
  const photos = new Map(run.plan.selected.map((photo) => [photo.path, photo]));
  return applyEach(run, ({ kind, photo, source, target }) => {
    const view = photos.get(photo ?? '');
    if (!view) throw new Refusal(`The plan names “${photo}”, which is not among its photos.`);
    const base = kind === 'write-sidecar' ? source : null;
    const wishes = wishesFor(view, run.plan.request.mapping);
    return writeSidecar({ target, base, wishes, extension: extensionOf(view.path).toUpperCase() });
  });
}
