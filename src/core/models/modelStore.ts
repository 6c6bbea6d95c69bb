import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { QrateError } from '../errors';
import { errnoOf, renameOver, replaceFile, storageError, syncFolder } from '../index/durable';
import { hashModelFile } from './hashModelFile';
import type { ModelFile } from './inference';
import { describeOwnModel, ownModels } from './ownModel';
import { GET_AGAIN } from './readModelFile';
import { MODELS, type ModelFileSpec, type ModelSpec } from './registry';

/** `damaged` = a file is there, but it is not the right one. */
export type ModelState = 'installed' | 'missing' | 'damaged';

export interface ModelStatus {
  readonly id: string;
  readonly spec: ModelSpec;
  readonly state: ModelState;
  /** The files that are needed, by name. */
  readonly wanting: readonly string[];
  /** Which file is damaged and what to do; `null` where none is. */
  readonly fault: string | null;
}

/** What was read of each file when it was last found right, so that it need not be read to be listed. Losing it costs time alone. */
const CHECKED_FILE = 'checked.json';
const checkedSchema = z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number(), mtimeMs: z.number() }));
type Checked = z.infer<typeof checkedSchema>;

/** The models that the person has, one folder each: `<folder>/<id>/<file>`. Any number of processes may use and fill it. */
export class ModelStore {
  constructor(
    /** Absolute; need not be there. */
    readonly folder: string,
    /** Those that qrate knows by itself. */
    readonly registry: readonly ModelSpec[] = MODELS,
  ) {}

  /** Those that qrate knows, then the person's own. */
  async specs(): Promise<readonly ModelSpec[]> {
    return [...this.registry, ...(await ownModels(this.folder))];
  }

  /** Throws QrateError('usage') that names the ids there are. */
  async spec(id: string): Promise<ModelSpec> {
    const specs = await this.specs();
    const spec = specs.find((it) => it.id === id);
    if (spec !== undefined) return spec;
    throw new QrateError('usage', `There is no model ${JSON.stringify(id)}. There are: ${specs.map((it) => it.id).join(', ')}.`);
  }

  /** Makes a network of the person's own known, by its description; its file is wanted from then on. Throws like `describeOwnModel`. */
  describe(file: string): Promise<void> {
    return describeOwnModel(this.folder, file);
  }

  /** Absolute path of a file of a model, whether it is there or not. */
  pathOf(id: string, name: string): string {
    return path.join(this.folder, id, name);
  }

  async list(): Promise<readonly ModelStatus[]> {
    return Promise.all((await this.specs()).map((spec) => this.#statusOf(spec)));
  }

  /** `reread` = believe no date: read every file again. */
  async status(id: string, options: { readonly reread?: boolean } = {}): Promise<ModelStatus> {
    return this.#statusOf(await this.spec(id), options);
  }

  async #statusOf(spec: ModelSpec, { reread = false }: { readonly reread?: boolean } = {}): Promise<ModelStatus> {
    const { id } = spec;
    const checked = reread ? {} : await this.#checked(id);
    const states = await Promise.all(spec.files.map(async (file) => ({ file, state: await this.#stateOf(id, file, checked) })));
    const damaged = states.find((it) => it.state === 'damaged');
    const state = damaged ? 'damaged' : states.every((it) => it.state === 'installed') ? 'installed' : 'missing';
    const wanting = states.filter((it) => it.state !== 'installed').map(({ file }) => file.name);
    const fault = damaged && `${this.pathOf(id, damaged.file.name)} is damaged or was changed. ${GET_AGAIN}.`;
    return { id, spec, state, wanting, fault: fault ?? null };
  }

  /** The files of an installed model, in the order of the registry; `null` where it cannot be used. */
  async files(id: string): Promise<readonly ModelFile[] | null> {
    const { spec, state } = await this.status(id);
    if (state !== 'installed') return null;
    return spec.files.map(({ name, bytes, sha256 }) => ({ path: this.pathOf(id, name), bytes, sha256 }));
  }

  /** Makes a finished file, whose content was checked, part of the model. Throws QrateError('storage'). */
  async adopt(id: string, file: ModelFileSpec, temp: string): Promise<void> {
    const target = this.pathOf(id, file.name);
    try {
      await renameOver(temp, target);
      await syncFolder(path.dirname(target));
    } catch (error) {
      throw storageError(target, error);
    }
    await this.#remember(id, file);
  }

  /** Removes a model with all that was begun of it. Answers whether there was anything. */
  async remove(id: string): Promise<boolean> {
    const folder = path.join(this.folder, (await this.spec(id)).id);
    const found = await stat(folder).catch(absent);
    try {
      await rm(folder, { recursive: true, force: true });
    } catch (error) {
      throw storageError(folder, error);
    }
    return found !== null;
  }

  /** Makes the folder of a model. Throws QrateError('storage'). */
  async prepare(id: string): Promise<void> {
    const folder = path.join(this.folder, (await this.spec(id)).id);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw storageError(folder, error);
    });
  }

  async #stateOf(id: string, file: ModelFileSpec, checked: Checked): Promise<ModelState> {
    const target = this.pathOf(id, file.name);
    const found = await stat(target).catch(absent);
    if (found === null) return 'missing';
    if (!found.isFile() || found.size !== file.bytes) return 'damaged';
    const known = checked[file.name];
    if (known?.sha256 === file.sha256 && known.bytes === found.size && known.mtimeMs === found.mtimeMs) return 'installed';
    if ((await hashModelFile(target)) !== file.sha256) {
      await this.#forget(id);
      return 'damaged';
    }
    await this.#remember(id, file);
    return 'installed';
  }

  async #checked(id: string): Promise<Checked> {
    const text = await readFile(this.pathOf(id, CHECKED_FILE), 'utf8').catch(absent);
    if (text === null) return {};
    try {
      return checkedSchema.parse(JSON.parse(text));
    } catch {
      // Nothing but a memory of dates: the files are read again.
      return {};
    }
  }

  /** What a date hid may not be believed again. Where nothing can be removed, whoever is about to run the file still finds out. */
  async #forget(id: string): Promise<void> {
    await rm(this.pathOf(id, CHECKED_FILE), { force: true }).catch((error: unknown) => {
      if (errnoOf(error) === null) throw error;
    });
  }

  /** A store that cannot be written still serves: its files are read again each time. */
  async #remember(id: string, { name, bytes, sha256 }: ModelFileSpec): Promise<void> {
    const found = await stat(this.pathOf(id, name)).catch(absent);
    if (found === null) return;
    const checked = { ...(await this.#checked(id)), [name]: { sha256, bytes, mtimeMs: found.mtimeMs } };
    await replaceFile(this.pathOf(id, CHECKED_FILE), `${JSON.stringify(checked)}\n`).catch((error: unknown) => {
      if (!(error instanceof QrateError)) throw error;
    });
  }
}

function absent(error: unknown): null {
  if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null;
  throw error;
}
