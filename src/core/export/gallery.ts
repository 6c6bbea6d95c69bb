import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import type { PhotoView } from '../model';
import { previewPath, thumbPath } from '../previewCache';
import { hashBytes } from './content';
import { resolveDestination } from './destination';
import { type GalleryEntry, numberEntries } from './gallery/entries';
import { fileState, foreignSentence, MARKER, markerText, type Owned, readOwned } from './gallery/owned';
import { pagesOf } from './gallery/pages';
import { GalleryWriter, obsoleteNames } from './gallery/writer';
import type { ExportAction, ExportPlan } from './plan';
import { refusalSentence, systemCode } from './refusal';
import { type ApplyRun, applyEach, type Outcome, type PlanRun, refuse } from './run';

interface Planner extends PlanRun {
  readonly folder: string;
  readonly owned: Owned;
}

/**
 * Plans a static web gallery of the cached previews: numbered JPEGs, `thumbs/`, a page that opens from the disk and needs
 * no network, and `scores.json`. Only a new or empty folder is used, or one whose marker says that it is such a gallery;
 * there, files of the earlier gallery are replaced or removed if they are still as qrate wrote them, and nothing else is.
 */
export async function planGallery(run: PlanRun): Promise<ExportPlan> {
  const { out } = run.request;
  if (out === null) throw new QrateError('bad-destination', 'Name the folder that the gallery should be written to.');
  const { folder, relation } = await resolveDestination(out, run.view);
  if (relation === 'is-shoot') throw new QrateError('bad-destination', `“${out}” is the shoot itself. Choose another folder.`);
  const planner = { ...run, folder, owned: await readOwned(folder) };
  const { cached, missing } = await splitByCache(planner);
  const entries = numberEntries(cached);
  const pictures: ExportAction[] = [];
  for (const entry of entries) pictures.push(...(await planPictures(planner, entry)));
  const pages = await planPages(planner, entries, pictures);
  const actions = [...missing, ...pictures, ...pages];
  const inside = relation === 'inside-shoot' ? [`“${out}” lies inside the shoot: the next index will find its pictures as photos.`] : [];
  return { request: run.request, selected: run.selected, actions, notes: [...inside, ...removalNote(planner, actions)] };
}

const cacheFiles = ({ view }: Pick<PlanRun, 'view'>, contentId: string) => [
  previewPath(view.cacheDir, contentId),
  thumbPath(view.cacheDir, contentId),
];

async function splitByCache(planner: Planner): Promise<{ cached: PhotoView[]; missing: ExportAction[] }> {
  const cached: PhotoView[] = [];
  const missing: ExportAction[] = [];
  for (const photo of planner.selected) {
    planner.signal?.throwIfAborted();
    const [file] = photo.preview ? cacheFiles(planner, photo.preview.contentId) : [];
    if (file !== undefined && (await readIfThere(file)) !== null) cached.push(photo);
    else missing.push(refuse(photo.path, planner.folder, 'It has no preview in the cache. Index the shoot again, then export.'));
  }
  return { cached, missing };
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(file);
    return bytes.length === 0 ? null : bytes;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

/** The preview and its thumb; where the cache lost the thumb, the preview stands in for it. */
async function planPictures(planner: Planner, { photo, picture, thumb }: GalleryEntry): Promise<readonly ExportAction[]> {
  const [large = '', small = ''] = cacheFiles(planner, photo.preview?.contentId ?? '');
  const thumbSource = (await readIfThere(small)) === null ? large : small;
  return [
    await planPicture(planner, { photo, name: picture, source: large }),
    await planPicture(planner, { photo, name: thumb, source: thumbSource }),
  ];
}

interface PictureJob {
  readonly photo: PhotoView;
  readonly name: string;
  readonly source: string;
}

async function planPicture({ folder, owned }: Planner, { photo, name, source }: PictureJob): Promise<ExportAction> {
  const target = path.join(folder, name);
  const action = { photo: photo.path, source, target, bytes: 0, reason: null };
  try {
    const bytes = await readFile(source);
    return { ...action, bytes: bytes.length, ...(await plannedWrite({ folder, name, bytes }, owned)) };
  } catch (error) {
    return { ...action, kind: 'refuse', reason: refusalSentence(error, source) };
  }
}

async function plannedWrite(
  file: { folder: string; name: string; bytes: Uint8Array },
  owned: Owned,
): Promise<Pick<ExportAction, 'kind' | 'reason'>> {
  const target = path.join(file.folder, file.name);
  const state = await fileState(file.folder, file.name, { hash: await hashBytes(file.bytes), owned });
  if (state === 'foreign') return { kind: 'refuse', reason: foreignSentence(target) };
  if (state === 'same') return { kind: 'unchanged', reason: `“${target}” is there already.` };
  return { kind: 'write-file', reason: null };
}

/** Pages are only known to be unchanged where every picture is: what fails later does not appear on them. */
async function planPages(
  planner: Planner,
  entries: readonly GalleryEntry[],
  pictures: readonly ExportAction[],
): Promise<readonly ExportAction[]> {
  const { folder, owned } = planner;
  const settled = pictures.every(({ kind }) => kind === 'unchanged');
  const pages: ExportAction[] = [];
  for (const [name, text] of pagesOf({ ...planner, entries })) {
    const bytes = Buffer.from(text);
    const planned = await plannedWrite({ folder, name, bytes }, owned);
    const verdict = planned.kind === 'unchanged' && !settled ? ({ kind: 'write-file', reason: null } as const) : planned;
    pages.push({ photo: null, source: null, target: path.join(folder, name), bytes: bytes.length, ...verdict });
  }
  const marker = { photo: null, source: null, target: path.join(folder, MARKER), bytes: Buffer.byteLength(markerText(owned)) };
  const finished =
    settled && pages.every(({ kind }) => kind === 'unchanged') && obsoleteNames(folder, owned, [...pictures, ...pages]).length === 0;
  const verdict = finished
    ? ({ kind: 'unchanged', reason: 'The gallery is complete already.' } as const)
    : ({ kind: 'write-file', reason: null } as const);
  return [...pages, { ...marker, ...verdict }];
}

function removalNote({ folder, owned }: Planner, actions: readonly ExportAction[]): readonly string[] {
  const count = obsoleteNames(folder, owned, actions).length;
  return count === 0 ? [] : [`${count === 1 ? '1 file' : `${count} files`} of the earlier gallery in “${folder}” will be removed.`];
}

/** Writes the gallery; the page shows the pictures that are really there. */
export async function applyGallery(run: ApplyRun): Promise<Outcome> {
  const marker = run.plan.actions.find(({ target }) => path.basename(target) === MARKER);
  if (!marker) throw new QrateError('usage', 'The plan is not that of a gallery.');
  const writer = new GalleryWriter(run, path.dirname(marker.target));
  return applyEach(run, (action) => writer.write(action));
}
