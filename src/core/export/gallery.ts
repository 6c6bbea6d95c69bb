import path from 'node:path';
import { QrateError } from '../errors';
import { lackOfSpace, resolveDestination } from './destination';
import { numberEntries } from './gallery/entries';
import { DEFAULT_GALLERY } from './gallery/options';
import { MARKER, readOwned } from './gallery/owned';
import { type GalleryPlanner, planEntry, planPages, splitByCache } from './gallery/planner';
import { GalleryWriter, obsoleteNames } from './gallery/writer';
import type { ExportAction, ExportPlan } from './plan';
import { type ApplyRun, applyEach, type Outcome, type PlanRun } from './run';

/**
 * Plans a static web gallery of the cached previews: numbered JPEGs, `thumbs/`, one page that opens from the disk and needs no
 * network, `scores.json` and, if asked for, the originals in `raw/` and `jpeg/`. Only a new or empty folder is used, or one whose
 * marker says that it is such a gallery; there, files of the earlier gallery are replaced or removed if they are still as qrate
 * wrote them, and nothing else is. Inside a shoot, the same marker keeps the gallery out of the index.
 */
export async function planGallery(run: PlanRun): Promise<ExportPlan> {
  const { out } = run.request;
  if (out === null) throw new QrateError('bad-destination', 'Name the folder that the gallery should be written to.');
  const { folder, relation } = await resolveDestination(out, run.view);
  if (relation === 'is-shoot') throw new QrateError('bad-destination', `“${out}” is the shoot itself. Choose another folder.`);
  const planner = { ...run, folder, owned: await readOwned(folder) };
  const { cached, missing } = await splitByCache(planner);
  const entries = numberEntries(cached, { ...DEFAULT_GALLERY, ...run.request.gallery });
  const files: ExportAction[] = [];
  for (const entry of entries) files.push(...(await planEntry(planner, entry)));
  const actions = [...missing, ...files, ...(await planPages(planner, entries, files))];
  const space = await lackOfSpace(folder, bytesToWrite(actions));
  const inside =
    relation === 'inside-shoot' ? [`“${out}” lies inside the shoot. It is marked, so that the index leaves the gallery out.`] : [];
  const notes = [...inside, ...removalNote(planner, actions), ...(space === null ? [] : [space])];
  return { request: run.request, selected: run.selected, actions, notes };
}

const bytesToWrite = (actions: readonly ExportAction[]): number =>
  actions.filter(({ kind }) => kind === 'copy' || kind === 'write-file').reduce((sum, { bytes }) => sum + bytes, 0);

function removalNote({ folder, owned }: GalleryPlanner, actions: readonly ExportAction[]): readonly string[] {
  const count = obsoleteNames(folder, owned, actions).length;
  return count === 0 ? [] : [`${count === 1 ? '1 file' : `${count} files`} of the earlier gallery in “${folder}” will be removed.`];
}

/** Writes the gallery; the page shows the pictures that are really there. Throws QrateError('bad-destination') if the disk lacks the room. */
export async function applyGallery(run: ApplyRun): Promise<Outcome> {
  const { actions } = run.plan;
  const marker = actions.find(({ target }) => path.basename(target) === MARKER);
  if (!marker) throw new QrateError('usage', 'The plan is not that of a gallery.');
  const folder = path.dirname(marker.target);
  const space = await lackOfSpace(folder, bytesToWrite(actions));
  if (space !== null) throw new QrateError('bad-destination', space);
  const writer = new GalleryWriter(run, folder);
  return applyEach(run, (action) => writer.write(action));
}
