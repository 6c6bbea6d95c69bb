import { type DecidablePhoto, type Wish, writeDecisions } from './decide';
import { QrateError } from './errors';
import { findPhotoOnDisk, lookUpPhoto } from './findPhoto';
import { compareText } from './group/naturalName';
import type { Batch } from './history';
import { gitAuthor } from './index/author';
import { appendDecisions, type Stamp } from './index/decisions';
import type { StoreLocation } from './index/location';
import { ensureStore } from './index/storeFolder';
import type { Decision } from './model';
import type { Clock } from './ports';
import type { Action, DecisionReport, HistoryReport, UndoReport } from './reports';
import type { SessionState, ShootSession } from './session/session';

/** Photos that get the same: `null` in a field clears it, an absent field stays. `files` absolute or relative to the shoot. */
export interface DecisionWish {
  readonly files: readonly string[];
  readonly patch: Partial<Decision>;
}

/** For how long git's answer is believed: keys are pressed several times a second. */
const AUTHOR_MS = 60_000;

/** What a person decides about photos, takes back and does again. */
export class Decisions {
  #author: { readonly name: Promise<string | null>; readonly until: number } | null = null;

  constructor(
    private readonly location: StoreLocation,
    private readonly session: ShootSession,
    private readonly clock: Clock,
  ) {}

  /** All of `wishes` as one batch, or nothing of it. */
  decide(wishes: readonly DecisionWish[]): Promise<DecisionReport> {
    const { location } = this;
    return this.session.exclusive(async (refresh) => {
      const state = await orUnindexed(refresh);
      const found = await Promise.all(wishes.map((wish) => this.named(state, wish)));
      await ensureStore(location);
      return writeDecisions({ location, wishes: found.flat(), stamp: await this.stamp() });
    });
  }

  /** The last thing that the person did, taken back (or what was taken back last, done again). */
  async takeBack(which: 'undo' | 'redo'): Promise<UndoReport> {
    return this.session.exclusive(async (refresh) => {
      const { history, fold } = await refresh();
      const stamp = await this.stamp();
      const inverse = history.inverse(which, stamp.author, fold);
      if (inverse === null) return { action: null, changed: [], kept: [] };
      const { action, changes, kept } = inverse;
      // A line that changes nothing still says that this action is off the stack.
      const lines = changes.length > 0 ? changes : [action.ref];
      await appendDecisions(this.location, lines, stamp, which === 'undo' ? { undoes: action.id } : { redoes: action.id });
      return { action: actionOf(action), changed: changes.map(({ path }) => path).sort(compareText), kept };
    });
  }

  async history(): Promise<HistoryReport> {
    const { history } = await this.session.read();
    const author = await this.author();
    const [undo, redo] = [history.undoable(author), history.redoable(author)];
    return { undo: undo === null ? null : actionOf(undo), redo: redo === null ? null : actionOf(redo) };
  }

  /** The photos that `files` name. A person may decide about a photo that is not indexed (yet). */
  async photos(state: SessionState | null, files: readonly string[]): Promise<readonly DecidablePhoto[]> {
    return Promise.all(files.map((file) => this.photo(state, file)));
  }

  /** Who decides now and when, after everything that is in the log. Asks for the log to be up to date. */
  async stamp(): Promise<Stamp> {
    return { now: this.clock.now(), author: await this.author(), latest: await this.session.latest() };
  }

  private async named(state: SessionState | null, { files, patch }: DecisionWish): Promise<readonly Wish[]> {
    return (await this.photos(state, files)).map((photo) => ({ photo, patch }));
  }

  private async photo(state: SessionState | null, file: string): Promise<DecidablePhoto> {
    const { root } = this.location;
    const found = state?.live.at(file) ?? (await lookUpPhoto(root, state?.live.shown.photos ?? [], file));
    return found ?? { ...(await findPhotoOnDisk(root, file)), hash: null, decision: null };
  }

  private author(): Promise<string | null> {
    const now = performance.now();
    if (this.#author === null || this.#author.until < now) this.#author = { name: gitAuthor(this.location.root), until: now + AUTHOR_MS };
    return this.#author.name;
  }
}

/** `null` before the first index. */
export async function orUnindexed(read: () => Promise<SessionState>): Promise<SessionState | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof QrateError && error.code === 'no-index') return null;
    throw error;
  }
}

/** Photos that got the same are told together. Sorted, since lines of one moment have no order. */
function actionOf({ time, author, effects }: Batch): Action {
  const parts = new Map<string, { patch: Partial<Decision>; paths: string[] }>();
  for (const { path, after } of effects.values()) {
    const key = JSON.stringify(after);
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { patch: after, paths: [path] });
    else known.paths.push(path);
  }
  const sorted = [...parts].sort(([a], [b]) => compareText(a, b));
  return { time, author, parts: sorted.map(([, { patch, paths }]) => ({ patch, paths: paths.sort(compareText) })) };
}
