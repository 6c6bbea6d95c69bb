import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hashBytes } from '../content';
import type { ExportAction } from '../plan';
import { Refusal } from '../refusal';
import type { ApplyRun } from '../run';
import { type GalleryEntry, numberEntries } from './entries';
import { MARKER, type Owned, readOwned, removeOwned, unite, writeMarker, writeOwned } from './owned';
import { pagesOf } from './pages';

/** Name of an action's target inside the gallery, with `/`. */
export const nameIn = (folder: string, { target }: ExportAction): string => path.relative(folder, target).split(path.sep).join('/');

/** Names of an earlier gallery that the actions do not mention any more. */
export function obsoleteNames(folder: string, owned: Owned, actions: readonly ExportAction[]): readonly string[] {
  const kept = new Set(actions.map((action) => nameIn(folder, action)));
  return [...owned.keys()].filter((name) => !kept.has(name));
}

/**
 * Writes one gallery, action by action. The marker claims every file before it is written, so that a run that is killed
 * anywhere leaves a folder that the next run recognises as its own.
 */
export class GalleryWriter {
  private claimed: Owned | null = null;
  private pages: ReadonlyMap<string, string> | null = null;
  /** What the gallery holds when it is finished. */
  private readonly current = new Map<string, ReadonlySet<string>>();
  /** Photos whose pictures could not be written: the page leaves them out. */
  private readonly failed: Set<string | null>;
  private readonly pictures: readonly ExportAction[];

  constructor(
    private readonly run: ApplyRun,
    private readonly folder: string,
  ) {
    this.pictures = run.plan.actions.filter(({ photo, source }) => photo !== null && source !== null);
    this.failed = new Set(this.pictures.filter(({ kind }) => kind === 'refuse').map(({ photo }) => photo));
  }

  async write(action: ExportAction): Promise<'written' | 'unchanged'> {
    const claimed = this.claimed ?? (await this.claimPictures());
    if (action.photo !== null) return this.writePicture(action, claimed);
    const pages = this.pages ?? (await this.claimPages(claimed));
    const name = nameIn(this.folder, action);
    if (name === MARKER) return this.finish(claimed);
    const text = pages.get(name);
    if (text === undefined) throw new Refusal(`“${name}” is no page of a gallery.`);
    return writeOwned({ folder: this.folder, name, bytes: Buffer.from(text) }, this.claimed ?? claimed);
  }

  private async claimPictures(): Promise<Owned> {
    for (const action of this.pictures) {
      this.run.signal?.throwIfAborted();
      const bytes = await readFile(action.source ?? '').catch(() => null);
      if (bytes !== null) this.current.set(nameIn(this.folder, action), new Set([await hashBytes(bytes)]));
    }
    return this.claim(await readOwned(this.folder));
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
    await writeMarker(this.folder, this.claimed);
    return this.claimed;
  }

  private async writePicture(action: ExportAction, claimed: Owned): Promise<'written' | 'unchanged'> {
    try {
      const bytes = await readFile(action.source ?? '');
      return await writeOwned({ folder: this.folder, name: nameIn(this.folder, action), bytes }, claimed);
    } catch (error) {
      this.failed.add(action.photo);
      throw error;
    }
  }

  /** Numbered as planned, without those that failed. */
  private shown(): readonly GalleryEntry[] {
    const planned = new Set(this.pictures.map(({ photo }) => photo));
    const entries = numberEntries(this.run.plan.selected.filter((photo) => planned.has(photo.path)));
    return entries.filter(({ photo }) => !this.failed.has(photo.path));
  }

  private async finish(claimed: Owned): Promise<'written' | 'unchanged'> {
    const obsolete = obsoleteNames(this.folder, claimed, this.run.plan.actions);
    for (const name of obsolete) await removeOwned(this.folder, name, claimed);
    return writeMarker(this.folder, this.current);
  }
}
