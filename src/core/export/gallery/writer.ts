import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PhotoView } from '../../model';
import { hashBytes, hashFile } from '../content';
import type { ExportAction } from '../plan';
import { Refusal } from '../refusal';
import type { ApplyRun } from '../run';
import { type GalleryEntry, numberEntries } from './entries';
import { DEFAULT_GALLERY } from './options';
import { hashOfOriginal } from './originals';
import { copyOwned, MARKER, type Owned, readOwned, removeOwned, unite, writeMarker, writeOwned } from './owned';
import { pagesOf } from './pages';

/** Name of an action's target inside the gallery, with `/`. */
export const nameIn = (folder: string, { target }: ExportAction): string => path.relative(folder, target).split(path.sep).join('/');

/** Names of an earlier gallery that the actions do not mention any more. */
export function obsoleteNames(folder: string, owned: Owned, actions: readonly ExportAction[]): readonly string[] {
  const kept = new Set(actions.map((action) => nameIn(folder, action)));
  return [...owned.keys()].filter((name) => !kept.has(name));
}

/** An original is copied, a picture of the cache is written. */
const isOriginal = (folder: string, action: ExportAction): boolean => /^(?:raw|jpeg)\//.test(nameIn(folder, action));

/**
 * Writes one gallery, action by action. The marker claims every file before it is written, so that a run that is killed
 * anywhere leaves a folder that the next run recognises as its own.
 */
export class GalleryWriter {
  private claimed: Owned | null = null;
  private markerWritten = false;
  private pages: ReadonlyMap<string, string> | null = null;
  /** What the gallery holds when it is finished. */
  private readonly current = new Map<string, ReadonlySet<string>>();
  /** Names that could not be written: the page leaves them out. */
  private readonly failed: Set<string>;
  /** Pictures, thumbs and originals. */
  private readonly files: readonly ExportAction[];
  private readonly photos: ReadonlyMap<string, PhotoView>;

  constructor(
    private readonly run: ApplyRun,
    private readonly folder: string,
  ) {
    this.files = run.plan.actions.filter(({ photo, source }) => photo !== null && source !== null);
    this.failed = new Set(this.files.filter(({ kind }) => kind === 'refuse').map((action) => nameIn(folder, action)));
    this.photos = new Map(run.plan.selected.map((photo) => [photo.path, photo]));
  }

  async write(action: ExportAction): Promise<'written' | 'unchanged'> {
    const claimed = this.claimed ?? (await this.claimFiles());
    if (action.photo !== null) return this.writeFile(action, claimed);
    const pages = this.pages ?? (await this.claimPages(claimed));
    const name = nameIn(this.folder, action);
    if (name === MARKER) return this.finish(claimed);
    const text = pages.get(name);
    if (text === undefined) throw new Refusal(`“${name}” is no page of a gallery.`);
    return writeOwned({ folder: this.folder, name, bytes: Buffer.from(text) }, this.claimed ?? claimed);
  }

  private async claimFiles(): Promise<Owned> {
    for (const action of this.files) {
      this.run.signal?.throwIfAborted();
      const hash = await this.hashOf(action).catch(() => null);
      if (hash !== null) this.current.set(nameIn(this.folder, action), new Set([hash]));
    }
    this.run.signal?.throwIfAborted();
    return this.claim(await readOwned(this.folder));
  }

  /** Rejects where the source cannot be read; writing it will say so. */
  private async hashOf(action: ExportAction): Promise<string> {
    const photo = this.photos.get(action.photo ?? '');
    const source = action.source ?? '';
    if (photo === undefined || !isOriginal(this.folder, action)) return hashFile(source);
    const { root } = this.run.view;
    return hashOfOriginal(photo, { root, source: path.relative(root, source).split(path.sep).join('/'), signal: this.run.signal });
  }

  private async claimPages(claimed: Owned): Promise<ReadonlyMap<string, string>> {
    const { view, sentence } = this.run;
    this.pages = new Map(pagesOf({ view, sentence, entries: this.shown() }));
    for (const [name, text] of this.pages) this.current.set(name, new Set([await hashBytes(Buffer.from(text))]));
    await this.claim(claimed);
    return this.pages;
  }

  private async claim(before: Owned): Promise<Owned> {
    this.claimed = unite(before, this.current);
    if ((await writeMarker(this.folder, this.claimed)) === 'written') this.markerWritten = true;
    return this.claimed;
  }

  private async writeFile(action: ExportAction, claimed: Owned): Promise<'written' | 'unchanged'> {
    const { folder } = this;
    const { signal } = this.run;
    const name = nameIn(folder, action);
    const source = action.source ?? '';
    try {
      if (!isOriginal(folder, action)) return await writeOwned({ folder, name, bytes: await readFile(source) }, claimed);
      const [hash = ''] = this.current.get(name) ?? [];
      return await copyOwned({ folder, name, hash, source, signal }, claimed);
    } catch (error) {
      this.failed.add(name);
      throw error;
    }
  }

  /** Numbered as planned, without the pictures and originals that failed. */
  private shown(): readonly GalleryEntry[] {
    const planned = new Set(this.files.map(({ photo }) => photo));
    const options = { ...DEFAULT_GALLERY, ...this.run.plan.request.gallery };
    return numberEntries(
      this.run.plan.selected.filter((photo) => planned.has(photo.path)),
      options,
    )
      .filter(({ picture, thumb }) => !this.failed.has(picture) && !this.failed.has(thumb))
      .map((entry) => ({ ...entry, originals: entry.originals.filter(({ name }) => !this.failed.has(name)) }));
  }

  private async finish(claimed: Owned): Promise<'written' | 'unchanged'> {
    const obsolete = obsoleteNames(this.folder, claimed, this.run.plan.actions);
    for (const name of obsolete) await removeOwned(this.folder, name, claimed);
    const last = await writeMarker(this.folder, this.current);
    return this.markerWritten ? 'written' : last;
  }
}
