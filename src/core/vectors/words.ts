import { NotSearchable, QrateError } from '../errors';
import type { Models } from '../models/models';
import type { ModelSpec } from '../models/registry';

/** A network that reads words, ready to be used. */
export interface TextTower {
  readonly spec: ModelSpec;
  /** Image models whose vectors compare with its own, in the order of the registry. */
  readonly images: readonly ModelSpec[];
}

/** Sentences whose vectors are remembered: those that somebody goes to and fro between. */
const REMEMBERED = 50;

/** Words as vectors. What was read once is remembered, so that a plan that is edited does not start a process at each step. */
export class Words {
  readonly #known = new Map<string, Float32Array>();

  constructor(
    /** `null` = no networks. */
    private readonly models: Models | null,
  ) {}

  /** Throws NotSearchable that says what to do where there is none. */
  async tower(): Promise<TextTower> {
    const statuses = this.models === null ? [] : await this.models.store.list();
    const towers = statuses.filter(({ spec }) => spec.task === 'text-vectors');
    const installed = towers.find(({ state }) => state === 'installed');
    if (installed === undefined) throw new NotSearchable('model', towers.find(({ fault }) => fault !== null)?.fault ?? NO_TOWER);
    const { spec } = installed;
    const images = statuses.filter((it) => it.spec.task === 'image-vectors' && it.spec.space === spec.space);
    return { spec, images: images.map((it) => it.spec) };
  }

  /** Of unit length, in the tower's space. Throws QrateError('models'), or the signal's reason. */
  async vectorOf({ spec }: TextTower, text: string, signal?: AbortSignal): Promise<Float32Array> {
    const key = `${spec.id}\n${text}`;
    const vector = this.#known.get(key) ?? (await this.#read(spec, text, signal));
    this.#known.delete(key);
    this.#known.set(key, vector);
    for (const oldest of [...this.#known.keys()].slice(0, -REMEMBERED)) this.#known.delete(oldest);
    return vector;
  }

  async #read(spec: ModelSpec, text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    const [network, tokenizer] = (await this.models?.store.files(spec.id)) ?? [];
    if (this.models === null || network === undefined || tokenizer === undefined)
      throw new QrateError('models', `${spec.title} is not complete. Run: qrate models get`);
    const workers = this.models.workers(1);
    try {
      const { vectors, failure } = await workers.run({ want: 'texts', texts: [text], model: { id: spec.id, network }, tokenizer }, signal);
      const [vector] = vectors;
      if (vector !== undefined) return vector;
      throw new QrateError('models', `${spec.title} cannot read these words: ${failure?.detail ?? 'no answer'}`);
    } finally {
      await workers.dispose();
    }
  }
}

const NO_TOWER = 'Words need the model that reads them, which is not installed. Run: qrate models list';
