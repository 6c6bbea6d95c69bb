import path from 'node:path';
import { currentHash } from '../decide';
import type { Decisions } from '../decisions';
import { QrateError } from '../errors';
import { appendChoice, appendForget } from '../index/decisions';
import type { PhotoRef } from '../index/entries';
import { inTurn } from '../index/fileTurn';
import type { StoreLocation } from '../index/location';
import { ensureStore } from '../index/storeFolder';
import { cancellable, paced } from '../pace';
import type { Clock } from '../ports';
import type { RunOptions } from '../progress';
import type { SessionState, ShootSession } from '../session/session';
import { forgetOf } from './choices';
import { exportTaste, readTasteFrom } from './exchange';
import { Learner } from './learner';
import { reportOf } from './modelReport';
import type { AskOptions, LearnStep, PairOutcome, PairQuestion, TasteApi, TasteModelReport } from './tasteApi';
import { digestOf, findModel, modelName, readTaste, type TasteModel, tasteFile, withModel, writeTaste } from './tasteFile';

/** The one implementation: answers are lines of the log, models are in `taste.json`, and between the two stands only arithmetic. */
export class Taste implements TasteApi {
  readonly #learner: Learner;

  constructor(
    private readonly location: StoreLocation,
    private readonly session: ShootSession,
    private readonly decisions: Pick<Decisions, 'stamp'>,
    private readonly clock: Clock,
  ) {
    this.#learner = new Learner(location);
  }

  async question(model: string, options: AskOptions = {}): Promise<LearnStep> {
    const name = modelName(model);
    return this.#step(await this.session.read(), name, options);
  }

  async answer(model: string, question: PairQuestion, outcome: PairOutcome, options: AskOptions = {}): Promise<LearnStep> {
    const name = modelName(model);
    const { a, b, source } = question;
    if (a === b) throw new QrateError('usage', 'A photo cannot be compared with itself.');
    await this.session.exclusive(async (refresh) => {
      const state = await refresh();
      const refs = { a: await this.#ref(state, a), b: await this.#ref(state, b) };
      await ensureStore(this.location);
      await appendChoice(this.location, { model: name, ...refs, outcome, source }, await this.decisions.stamp());
    });
    return this.#step(await this.session.read(), name, options);
  }

  async undoAnswer(model: string, options: AskOptions = {}): Promise<LearnStep> {
    const name = modelName(model);
    await this.session.exclusive(async (refresh) => {
      const state = await refresh();
      const stamp = await this.decisions.stamp();
      const last = this.#learner.choices(state, name).standing.findLast(({ author }) => author === stamp.author);
      if (last === undefined) throw new QrateError('usage', `There is no answer of yours for the taste “${name}” to take back.`);
      const refs = { a: await this.#ref(state, last.a), b: await this.#ref(state, last.b) };
      await appendChoice(this.location, { model: name, ...refs, outcome: null, source: last.source, undoes: last.id }, stamp);
    });
    return this.#step(await this.session.read(), name, options);
  }

  async train(model: string, { signal }: RunOptions = {}): Promise<TasteModelReport> {
    const name = modelName(model);
    const state = await this.session.read();
    const forgotten = lastForgotten(state, name);
    const trained = await paced(cancellable(await this.#learner.train(state, name, this.clock.now()), signal));
    await this.#write(async (models, refresh) => {
      signal?.throwIfAborted();
      if (lastForgotten(await refresh(), name) !== forgotten)
        throw new QrateError('usage', `The taste “${name}” was reset while it was learned, so nothing was kept of it.`);
      return withModel(models, trained);
    });
    return reportOf(trained);
  }

  async models(): Promise<readonly TasteModelReport[]> {
    return (await readTaste(this.location)).map(reportOf);
  }

  async reset(model: string): Promise<void> {
    const name = modelName(model);
    await this.#write(async (models) => {
      const found = findModel(models, name);
      await appendForget(this.location, found?.name ?? name, await this.decisions.stamp());
      return found === undefined ? models : models.filter((it) => it !== found);
    });
  }

  async exportModel(model: string, file: string): Promise<void> {
    await exportTaste(this.#require(await readTaste(this.location), model), file);
  }

  async importModel(file: string, name: string): Promise<TasteModelReport> {
    const clean = modelName(name);
    const imported: TasteModel = { ...(await readTasteFrom(file)), name: clean };
    await this.#write(async (models) => {
      if (findModel(models, clean) !== undefined)
        throw new QrateError('usage', `There is a taste “${clean}” already. Reset it first, or import under another name.`);
      return withModel(models, imported);
    });
    return reportOf(imported);
  }

  /**
   * The name of the taste that a person means by a name or by a file of one; a file is taken in under its own name, once. Throws
   * QrateError('usage') for a file that holds none, or whose name another taste has.
   */
  async named(nameOrFile: string): Promise<string> {
    const models = await readTaste(this.location);
    const known = findModel(models, nameOrFile);
    if (known !== undefined || !/[/\\]|\.json$/i.test(nameOrFile)) return known?.name ?? modelName(nameOrFile);
    const name = modelName(path.basename(nameOrFile).replace(/\.json$/i, ''));
    const [there, wanted] = [findModel(models, name), await readTasteFrom(nameOrFile)];
    if (there !== undefined && digestOf(there) === digestOf(wanted)) return there.name;
    return (await this.importModel(nameOrFile, name)).name;
  }

  #require(models: readonly TasteModel[], name: string): TasteModel {
    const found = findModel(models, name);
    if (found !== undefined) return found;
    const known = models.map((it) => `“${it.name}”`).join(', ');
    throw new QrateError(
      'usage',
      `There is no taste “${name}” here. ${known === '' ? 'None was learned yet: qrate learn' : `There are: ${known}.`}`,
    );
  }

  /** Reads the models, and writes what `edit` makes of them, as one turn: nothing of this process or another one comes in between. */
  #write(edit: (models: readonly TasteModel[], refresh: () => Promise<SessionState>) => Promise<readonly TasteModel[]>): Promise<void> {
    return this.session.exclusive(async (refresh) => {
      await ensureStore(this.location);
      await inTurn(tasteFile(this.location), async () => {
        const models = await readTaste(this.location);
        const edited = await edit(models, refresh);
        if (edited !== models) await writeTaste(this.location, edited);
      });
    });
  }

  async #ref({ live }: SessionState, path: string): Promise<PhotoRef> {
    const photo = live.at(path);
    if (photo === undefined) throw new QrateError('no-such-photo', `${path} is not a photo of this shoot. Index the shoot if it is new.`);
    return { hash: await currentHash(this.location.root, photo), path };
  }

  async #step(state: SessionState, model: string, options: AskOptions): Promise<LearnStep> {
    const stored = findModel(await readTaste(this.location), model);
    return this.#learner.step(state, { model, report: stored === undefined ? null : reportOf(stored), ...options });
  }
}

/** Id of the line after which the answers of `model` count. */
const lastForgotten = ({ log }: SessionState, model: string): string | undefined => forgetOf(log.entries, model)?.id;
