import type { ModelState, ModelStatus, ModelStore } from './modelStore';
import { type ModelTask, modelBytes } from './registry';

/** One model as scripts see it. */
export interface ModelReport {
  readonly id: string;
  readonly task: ModelTask;
  readonly title: string;
  readonly purpose: string;
  readonly state: ModelState;
  /** Of all its files. */
  readonly bytes: number;
  readonly licence: string;
  readonly source: string;
  readonly vectorLength: number | null;
  readonly files: readonly ModelFileReport[];
  /** Which file is damaged and what to do. */
  readonly fault: string | null;
}

export interface ModelFileReport {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `null` = from a folder or a mirror only. */
  readonly url: string | null;
  /** Absolute path where it is or would be. */
  readonly path: string;
  readonly installed: boolean;
}

export function modelReport(store: ModelStore, { id, spec, state, wanting, fault }: ModelStatus): ModelReport {
  const { task, title, purpose, licence, source, vectorLength } = spec;
  const files = spec.files.map((file) => ({ ...file, path: store.pathOf(id, file.name), installed: !wanting.includes(file.name) }));
  return { id, task, title, purpose, state, bytes: modelBytes(spec), licence, source, vectorLength, files, fault };
}

/** A size for people: `0.2 MB`, `89.1 MB`. */
export const megabytes = (bytes: number): string => (bytes < 50_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
