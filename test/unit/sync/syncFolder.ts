import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readXmp } from '../../../src/core/export/xmp/read';
import { appendDecisions, readDecisions } from '../../../src/core/index/decisions';
import { foldDecisions } from '../../../src/core/index/fold';
import type { StoreLocation } from '../../../src/core/index/location';
import type { Decision, PhotoView } from '../../../src/core/model';
import type { PulledChange } from '../../../src/core/sync/applySync';
import type { SyncOptions } from '../../../src/core/sync/planSync';
import { rememberExport } from '../../../src/core/sync/remember';
import type { SyncReport } from '../../../src/core/sync/report';
import { readSeen } from '../../../src/core/sync/seenFile';
import { syncSidecars } from '../../../src/core/sync/sync';
import { companion, photoView, Scratch } from '../export/shoots';

const hashOf = (photo: string): string => Buffer.from(photo).toString('hex').padEnd(64, '0').slice(0, 64);

/** A shoot of empty RAW files with a real decisions log, synced by the core alone. */
export class SyncFolder {
  readonly scratch = new Scratch();
  readonly location: StoreLocation;
  #minute = 0;

  constructor(readonly photos: readonly string[]) {
    const { root } = this.scratch;
    const dir = path.join(root, '.qrate');
    mkdirSync(dir);
    for (const photo of photos) this.scratch.write(photo);
    const inStore = (name: string) => path.join(dir, name);
    this.location = {
      root,
      dir,
      index: inStore('index.sqlite'),
      decisions: inStore('decisions.jsonl'),
      presets: inStore('presets.json'),
      ownPresets: path.join(this.scratch.dir, 'presets.json'),
      cacheDir: inStore('cache'),
      inShoot: true,
      otherDir: path.join(this.scratch.dir, 'elsewhere'),
    };
  }

  file(name: string): string {
    return path.join(this.scratch.root, name);
  }

  /** A person decides, a minute after what they did before. */
  async decide(photo: string, patch: Partial<Decision>, now = this.#next()): Promise<void> {
    await appendDecisions(this.location, [{ ...patch, hash: hashOf(photo), path: photo }], { now, author: 'Anna' });
  }

  async decision(photo: string): Promise<Decision | null> {
    return (await this.view()).photos.find((it) => it.path === photo)?.decision ?? null;
  }

  async sync(options: SyncOptions & { readonly dryRun?: boolean; readonly meanwhile?: () => Promise<void> } = {}): Promise<SyncReport> {
    const { dryRun = false, meanwhile, ...rest } = options;
    const { entries } = await readDecisions(this.location.decisions);
    const state = { view: await this.view(), entries, seen: await readSeen(this.location) };
    const append = async (changes: readonly PulledChange[]) => {
      await meanwhile?.();
      await appendDecisions(
        this.location,
        changes.map(({ before: _, ...it }) => it),
        { now: this.#next(), author: 'Anna' },
      );
      return new Set<string>();
    };
    return syncSidecars(state, dryRun ? null : { location: this.location, append }, rest);
  }

  async export(photos: readonly PhotoView[]): Promise<void> {
    await rememberExport(this.location, await this.scratch.export(photos, { format: 'xmp', out: null }));
  }

  says(sidecar: string): string {
    const { rating, color, flag } = readXmp(readFileSync(this.file(sidecar)));
    return `${rating} ${color} ${flag}`;
  }

  /** Bytes and date: equal where nothing was written. */
  stamp(sidecar: string): string {
    const { mtimeMs, ino } = statSync(this.file(sidecar));
    return `${readFileSync(this.file(sidecar)).toString('hex')} ${mtimeMs} ${ino}`;
  }

  async view() {
    const { entries } = await readDecisions(this.location.decisions);
    const views = this.photos.map((photo) => photoView(photo, { hash: hashOf(photo), companions: this.#sidecarsOf(photo) }));
    const { decisions } = foldDecisions(entries, views);
    return this.scratch.view(views.map((view) => ({ ...view, decision: decisions.get(view.path) ?? null })));
  }

  remove(): void {
    this.scratch.remove();
  }

  #sidecarsOf(photo: string) {
    const names = [photo.replace(/\.\w+$/, '.xmp'), `${photo}.xmp`];
    return names.filter((name) => statSync(this.file(name), { throwIfNoEntry: false })).map(companion);
  }

  #next(): Date {
    this.#minute += 1;
    return new Date(Date.now() + this.#minute * 60_000);
  }
}
