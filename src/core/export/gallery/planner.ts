import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PhotoView } from '../../model';
import { previewPath, thumbPath } from '../../previewCache';
import { hashBytes } from '../content';
import type { ExportAction } from '../plan';
import { refusalSentence, systemCode } from '../refusal';
import { type PlanRun, refuse } from '../run';
import type { GalleryEntry } from './entries';
import { hashOfOriginal, type Original } from './originals';
import { fileState, foreignSentence, MARKER, markerText, type Owned } from './owned';
import { pagesOf } from './pages';
import { obsoleteNames } from './writer';

export interface GalleryPlanner extends PlanRun {
  readonly folder: string;
  readonly owned: Owned;
}

const cacheFiles = ({ view }: Pick<PlanRun, 'view'>, contentId: string) => [
  previewPath(view.cacheDir, contentId),
  thumbPath(view.cacheDir, contentId),
];

export async function splitByCache(planner: GalleryPlanner): Promise<{ cached: PhotoView[]; missing: ExportAction[] }> {
  const cached: PhotoView[] = [];
  const missing: ExportAction[] = [];
  for (const photo of planner.selected) {
    planner.signal?.throwIfAborted();
    const [file] = photo.preview ? cacheFiles(planner, photo.preview.contentId) : [];
    if (file !== undefined && (await isFilled(file))) cached.push(photo);
    else missing.push(refuse(photo.path, planner.folder, 'It has no preview in the cache. Index the shoot again, then export.'));
  }
  return { cached, missing };
}

async function isFilled(file: string): Promise<boolean> {
  try {
    return (await stat(file)).size > 0;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return false;
  }
}

/** The preview, its thumb (where the cache lost it, the preview stands in), and the originals that were asked for. */
export async function planEntry(
  planner: GalleryPlanner,
  { photo, picture, thumb, originals }: GalleryEntry,
): Promise<readonly ExportAction[]> {
  planner.signal?.throwIfAborted();
  const [large = '', small = ''] = cacheFiles(planner, photo.preview?.contentId ?? '');
  const actions = [
    await planPicture(planner, { photo, name: picture, source: large }),
    await planPicture(planner, { photo, name: thumb, source: (await isFilled(small)) ? small : large }),
  ];
  for (const original of originals) actions.push(await planOriginal(planner, photo, original));
  return actions;
}

interface PictureJob {
  readonly photo: PhotoView;
  readonly name: string;
  readonly source: string;
}

async function planPicture({ folder, owned }: GalleryPlanner, { photo, name, source }: PictureJob): Promise<ExportAction> {
  const action = { photo: photo.path, source, target: path.join(folder, name), bytes: 0, reason: null };
  try {
    const bytes = await readFile(source);
    return { ...action, bytes: bytes.length, ...(await plannedWrite({ folder, name, hash: await hashBytes(bytes) }, owned)) };
  } catch (error) {
    return { ...action, kind: 'refuse', reason: refusalSentence(error, source) };
  }
}

async function planOriginal(
  { folder, owned, view, signal }: GalleryPlanner,
  photo: PhotoView,
  { name, source }: Original,
): Promise<ExportAction> {
  const file = path.join(view.root, source);
  const action = { photo: photo.path, source: file, target: path.join(folder, name), bytes: 0, reason: null };
  try {
    const { size: bytes } = await stat(file);
    const hash = await hashOfOriginal(photo, { root: view.root, source, signal });
    const planned = await plannedWrite({ folder, name, hash }, owned);
    return { ...action, bytes, ...planned, kind: planned.kind === 'write-file' ? 'copy' : planned.kind };
  } catch (error) {
    signal?.throwIfAborted();
    return { ...action, kind: 'refuse', reason: refusalSentence(error, file) };
  }
}

async function plannedWrite(
  file: { folder: string; name: string; hash: string },
  owned: Owned,
): Promise<Pick<ExportAction, 'kind' | 'reason'>> {
  const target = path.join(file.folder, file.name);
  const state = await fileState(file.folder, file.name, { hash: file.hash, owned });
  if (state === 'foreign') return { kind: 'refuse', reason: foreignSentence(target) };
  if (state === 'same') return { kind: 'unchanged', reason: `“${target}” is there already.` };
  return { kind: 'write-file', reason: null };
}

/** Pages are only known to be unchanged where every picture is: what fails later does not appear on them. */
export async function planPages(
  planner: GalleryPlanner,
  entries: readonly GalleryEntry[],
  files: readonly ExportAction[],
): Promise<readonly ExportAction[]> {
  const { folder, owned } = planner;
  const settled = files.every(({ kind }) => kind === 'unchanged');
  const pages: ExportAction[] = [];
  for (const [name, text] of pagesOf({ ...planner, entries })) {
    const bytes = Buffer.from(text);
    const planned = await plannedWrite({ folder, name, hash: await hashBytes(bytes) }, owned);
    const verdict = planned.kind === 'unchanged' && !settled ? ({ kind: 'write-file', reason: null } as const) : planned;
    pages.push({ photo: null, source: null, target: path.join(folder, name), bytes: bytes.length, ...verdict });
  }
  return [...pages, planMarker(planner, [...files, ...pages])];
}

function planMarker({ folder, owned }: GalleryPlanner, actions: readonly ExportAction[]): ExportAction {
  const marker = { photo: null, source: null, target: path.join(folder, MARKER), bytes: Buffer.byteLength(markerText(owned)) };
  const finished = actions.every(({ kind }) => kind === 'unchanged') && obsoleteNames(folder, owned, actions).length === 0;
  return finished
    ? { ...marker, kind: 'unchanged', reason: 'The gallery is complete already.' }
    : { ...marker, kind: 'write-file', reason: null };
}
