import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import type { PhotoView } from '../model';
import { sameContent } from './content';
import { copyVerified } from './copyFile';
import { lackOfSpace, resolveDestination } from './destination';
import { createListing, type FolderListing, nameKey, sidecarsBeside } from './listing';
import type { ExportAction, ExportPlan } from './plan';
import { Refusal, refusalSentence, systemCode } from './refusal';
import { type ApplyRun, applyEach, type Outcome, type PlanRun } from './run';

interface Planner extends PlanRun {
  readonly folder: string;
  readonly listing: FolderListing;
  /** Targets given away, by `nameKey`, and the source each belongs to. */
  readonly taken: Map<string, string>;
}

/**
 * Plans copies of photos and all that travels with them (JPEG of the pair, `.xmp`, `.acr`, `.wav`, `.THM`, sidecars newer
 * than the index included) into `out`, under the same relative paths as in the shoot. Nothing is ever overwritten: a
 * file of the same bytes is `unchanged`, any other file of that name is a refusal. Where the photo itself is refused its
 * companions are too, for they would end up beside a stranger.
 */
export async function planCopy(run: PlanRun): Promise<ExportPlan> {
  const { out } = run.request;
  if (out === null) throw new QrateError('bad-destination', 'Name the folder that the photos should be copied to.');
  const { folder, relation } = await resolveDestination(out, run.view);
  if (relation === 'is-shoot') throw new QrateError('bad-destination', `“${out}” is the shoot itself. Choose another folder.`);
  const planner = { ...run, folder, listing: createListing(), taken: new Map<string, string>() };
  const actions: ExportAction[] = [];
  for (const photo of run.selected) actions.push(...(await planPhoto(planner, photo)));
  const inside = relation === 'inside-shoot' ? [`“${out}” lies inside the shoot: the next index will find the copies as photos.`] : [];
  const space = await lackOfSpace(folder, bytesToCopy(actions));
  return { request: run.request, selected: run.selected, actions, notes: [...inside, ...(space === null ? [] : [space])] };
}

const bytesToCopy = (actions: readonly ExportAction[]): number =>
  actions.filter(({ kind }) => kind === 'copy').reduce((sum, { bytes }) => sum + bytes, 0);

async function planPhoto(planner: Planner, photo: PhotoView): Promise<readonly ExportAction[]> {
  planner.signal?.throwIfAborted();
  const { root } = planner.view;
  const primary = path.join(root, photo.path);
  const known = photo.companions.map((it) => path.join(root, it.path));
  const others = [...new Set([...known, ...(await sidecarsBeside(primary, planner.listing))])].sort();
  const first = await planFile(planner, photo, primary);
  const rest: ExportAction[] = [];
  for (const file of others) {
    if (planner.taken.get(nameKey(targetOf(planner, file))) === file) continue;
    rest.push(first.kind === 'refuse' ? strandedWith(planner, photo, file) : await planFile(planner, photo, file));
  }
  return [first, ...rest];
}

const targetOf = ({ folder, view }: Planner, file: string): string => path.join(folder, path.relative(view.root, file));

const strandedWith = (planner: Planner, photo: PhotoView, file: string): ExportAction => ({
  kind: 'refuse',
  photo: photo.path,
  source: file,
  target: targetOf(planner, file),
  bytes: 0,
  reason: `“${path.basename(file)}” belongs to “${photo.path}”, which is not copied.`,
});

async function planFile(planner: Planner, photo: PhotoView, source: string): Promise<ExportAction> {
  const target = targetOf(planner, source);
  const action = { photo: photo.path, source, target, bytes: 0 };
  const rival = planner.taken.get(nameKey(target));
  if (rival !== undefined) {
    const reason = `“${source}” and “${rival}” differ only in letter case or accents, so many disks cannot hold both. Only the latter is copied.`;
    return { ...action, kind: 'refuse', reason };
  }
  planner.taken.set(nameKey(target), source);
  try {
    return { ...action, ...(await compare({ source, target, signal: planner.signal })) };
  } catch (error) {
    planner.signal?.throwIfAborted();
    return { ...action, kind: 'refuse', reason: refusalSentence(error, source) };
  }
}

type Verdict = Pick<ExportAction, 'kind' | 'bytes' | 'reason'>;

async function compare(pair: { source: string; target: string; signal?: AbortSignal | undefined }): Promise<Verdict> {
  const { source, target, signal } = pair;
  const { size } = await stat(source);
  if (!(await exists(target))) return { kind: 'copy', bytes: size, reason: null };
  const there = await stat(target).catch(() => null);
  const same = there?.isFile() && there.size === size && (await sameContent(source, target, signal));
  if (same) return { kind: 'unchanged', bytes: size, reason: `“${target}” is there already, with the same content.` };
  return { kind: 'refuse', bytes: size, reason: `“${target}” exists with other content than “${source}”. Neither is touched.` };
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Copies what the plan says. Throws QrateError('bad-destination') before the first write if the disk lacks the room. */
export async function applyCopy(run: ApplyRun): Promise<Outcome> {
  const { actions, request } = run.plan;
  const space = request.out === null ? null : await lackOfSpace(request.out, bytesToCopy(actions));
  if (space !== null) throw new QrateError('bad-destination', space);
  return applyEach(run, async ({ source, target }) => {
    if (source === null) throw new QrateError('usage', `The plan does not say what to copy to “${target}”.`);
    return copyOne({ source, target, signal: run.signal });
  });
}

/** The target may have appeared since the plan was made: compare once more instead of failing on our own earlier copy. */
async function copyOne(job: { source: string; target: string; signal?: AbortSignal | undefined }): Promise<'written' | 'unchanged'> {
  const { kind, reason } = await compare(job);
  if (kind === 'unchanged') return 'unchanged';
  if (kind === 'refuse') throw new Refusal(reason ?? '');
  await copyVerified(job);
  return 'written';
}
