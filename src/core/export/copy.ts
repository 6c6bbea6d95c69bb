import path from 'node:path';
import { QrateError } from '../errors';
import { compare } from './copy/compare';
import { type CopyJob, copyVerified } from './copy/copyFile';
import { planMarker, writeMarkerFile } from './copy/insideShoot';
import { createLayout } from './copy/layout';
import { linkHard, linkSymbolic } from './copy/link';
import { type CopyMode, type CopyOptions, DEFAULT_COPY } from './copy/options';
import { CopyPlanner } from './copy/planner';
import { lackOfSpace, resolveDestination } from './destination';
import type { ExportAction, ExportPlan, ExportRequest } from './plan';
import { Refusal } from './refusal';
import { type ApplyRun, applyEach, type Outcome, type PlanRun } from './run';

const optionsOf = ({ copy }: ExportRequest): CopyOptions => ({ ...DEFAULT_COPY, ...copy });

/**
 * Plans copies of photos and all that travels with them (JPEG of the pair, `.xmp`, `.acr`, `.wav`, `.THM`, sidecars newer than the
 * index included) into `out`, in the folders and under the names that the options say. Nothing is ever overwritten: a file of the
 * same bytes is `unchanged`, any other file of that name is a refusal, or moves the photo on to a numbered name. Where the photo
 * itself is refused its companions are too, for they would end up beside a stranger.
 */
export async function planCopy(run: PlanRun): Promise<ExportPlan> {
  const { out } = run.request;
  if (out === null) throw new QrateError('bad-destination', 'Name the folder that the photos should be copied to.');
  const options = optionsOf(run.request);
  const layout = createLayout(run.selected, options);
  const { folder, relation } = await resolveDestination(out, run.view);
  if (relation === 'is-shoot') throw new QrateError('bad-destination', `“${out}” is the shoot itself. Choose another folder.`);
  const marker = relation === 'inside-shoot' ? await planMarker(folder, run.view.root) : [];
  const planner = new CopyPlanner({ ...run, folder, options, layout });
  const copies: ExportAction[] = [];
  for (const photo of run.selected) copies.push(...(await planner.plan(photo)));
  const actions = copies.some(({ kind }) => kind === 'copy') ? [...marker, ...copies] : copies;
  const space = await lackOfSpace(folder, bytesToCopy(actions));
  const inside =
    relation === 'inside-shoot' ? [`“${out}” lies inside the shoot. It is marked, so that the index leaves the copies out.`] : [];
  return {
    request: run.request,
    selected: run.selected,
    actions,
    notes: [...inside, ...LINK_NOTES[options.mode], ...(space === null ? [] : [space])],
  };
}

const LINK_NOTES: Record<CopyMode, readonly string[]> = {
  copy: [],
  hardlink: ['Hard links are the originals under a second name: who edits one edits both.'],
  symlink: ['Symbolic links lead to the originals: they break when the shoot moves, and who edits one edits the original.'],
};

const bytesToCopy = (actions: readonly ExportAction[]): number =>
  actions.filter(({ kind }) => kind === 'copy').reduce((sum, { bytes }) => sum + bytes, 0);

/** Copies or links what the plan says. Throws QrateError('bad-destination') before the first copy if the disk lacks the room. */
export async function applyCopy(run: ApplyRun): Promise<Outcome> {
  const { actions, request, selected } = run.plan;
  const space = request.out === null ? null : await lackOfSpace(request.out, bytesToCopy(actions));
  if (space !== null) throw new QrateError('bad-destination', space);
  const { mode } = optionsOf(request);
  const photos = new Map(selected.map((photo) => [photo.path, photo]));
  const marker = actions.find(({ source, kind }) => source === null && kind === 'write-file');
  const marked = marker === undefined ? 'unchanged' : await writeMarkerFile(marker.target);
  return applyEach(run, async ({ source, target, photo }) => {
    if (source === null) return marked;
    const indexed = photo !== null && path.join(run.view.root, photo) === source ? photos.get(photo) : undefined;
    return place({ source, target, mode, signal: run.signal, indexed });
  });
}

interface PlaceJob extends CopyJob {
  readonly mode: CopyMode;
}

/** The target may have appeared since the plan was made: compare once more instead of failing on our own earlier copy. */
async function place({ mode, ...job }: PlaceJob): Promise<'written' | 'unchanged'> {
  const { kind, reason } = await compare({ ...job, mode });
  if (kind === 'unchanged') return 'unchanged';
  if (kind === 'refuse') throw new Refusal(reason ?? '');
  if (mode === 'hardlink') await linkHard(job);
  else if (mode === 'symlink') await linkSymbolic(job);
  else await copyVerified(job);
  return 'written';
}
