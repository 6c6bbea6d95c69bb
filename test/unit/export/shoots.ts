import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { applyExport } from '../../../src/core/export/applyExport';
import type { ExportFormat, ExportPlan, ExportRequest } from '../../../src/core/export/plan';
import { planExport } from '../../../src/core/export/planExport';
import { createXmp } from '../../../src/core/export/xmp/create';
import { NO_WISHES, type XmpWishes } from '../../../src/core/export/xmp/wishes';
import type { ColorLabel, Decision, PhotoView, Suggestion } from '../../../src/core/model';
import type { ExportReport, ShootView } from '../../../src/core/reports';

export const PICK: Suggestion = { verdict: 'pick', rank: 1, reason: { code: 'unique', numbers: {}, other: null } };
export const decided = (patch: Partial<Decision>): Decision => ({ verdict: null, rating: null, label: null, ...patch });

/** A photo as the index would show it, with nothing known but what is given. */
export function photoView(photo: string, known: Partial<PhotoView> = {}): PhotoView {
  const raw = /\.(nef|cr2|cr3|arw|dng|raf)$/i.test(photo);
  return {
    path: photo,
    size: 0,
    mtimeMs: 0,
    companions: [],
    format: raw ? 'raw' : 'jpeg',
    metadata: null,
    preview: null,
    scores: null,
    hash: null,
    failure: null,
    group: null,
    bestPath: null,
    suggestion: null,
    decision: null,
    ...known,
  };
}

export const companion = (file: string) => ({ path: file, size: 0, mtimeMs: 0 });

/** Wishes of a person. */
export const wishing = ({ rating = null, label = null }: { rating?: number | null; label?: ColorLabel | null }): XmpWishes => ({
  ...NO_WISHES,
  rating: rating === null ? null : { value: rating, mode: 'set' },
  label: label === null ? null : { value: label, mode: 'set' },
});

/** A sidecar as qrate writes it for `IMG.<extension>`. */
export function newSidecar(extension: string, says: { rating?: number | null; label?: ColorLabel | null }): Buffer {
  const bytes = createXmp({ wishes: wishing(says), extension });
  if (bytes === null) throw new Error('a sidecar that says nothing is not written');
  return bytes;
}

/** A scratch folder with a shoot and a destination; `remove` when done. */
export class Scratch {
  readonly dir: string;
  readonly root: string;
  readonly out: string;

  constructor(base = os.tmpdir()) {
    this.dir = realpathSync(mkdtempSync(path.join(base, 'qrate-export-')));
    this.root = path.join(this.dir, 'shoot');
    this.out = path.join(this.dir, 'out');
    mkdirSync(this.root);
  }

  /** Writes a file of the shoot. */
  write(name: string, content: string | Uint8Array = `content of ${name}`): string {
    const file = path.join(this.root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  view(photos: readonly PhotoView[]): ShootView {
    const sorted = [...photos].sort((a, b) => (a.path < b.path ? -1 : 1));
    return { root: this.root, photos: sorted, groups: [], recipe: null, cacheDir: path.join(this.root, '.qrate', 'cache') };
  }

  plan(photos: readonly PhotoView[], request: Partial<ExportRequest> & { readonly format: ExportFormat }): Promise<ExportPlan> {
    const full = { out: this.out, top: null, ...request };
    return planExport({ view: this.view(photos), selected: photos, request: full, sentence });
  }

  async export(photos: readonly PhotoView[], request: Partial<ExportRequest> & { readonly format: ExportFormat }): Promise<ExportReport> {
    return this.apply(await this.plan(photos, request), photos);
  }

  apply(plan: ExportPlan, photos: readonly PhotoView[], signal?: AbortSignal): Promise<ExportReport> {
    return applyExport({ view: this.view(photos), plan, sentence, signal });
  }

  /** Removes one file or folder. */
  discard(file: string): void {
    rmSync(file, { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export const sentence = (photo: PhotoView): string => `The only frame of its scene: ${photo.path}.`;

/** Relative paths of all files below a folder, sorted, with their contents as text. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** As which user permissions can be tested: root passes every check, so it steps down for the while. */
export async function withoutRoot<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
