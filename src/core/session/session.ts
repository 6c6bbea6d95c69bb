import { stat } from 'node:fs/promises';
import { QrateError } from '../errors';
import { withClocks } from '../group/clocks';
import { groupKey, hear } from '../grouping';
import { DecisionHistory } from '../history';
import { lastRecipe } from '../index/culls';
import { errnoOf } from '../index/durable';
import type { DecisionEntry, LogEntry } from '../index/entries';
import { DecisionFold } from '../index/fold';
import type { StoreLocation } from '../index/location';
import { LogFollower } from '../index/logFollower';
import type { ParsedLog } from '../index/parsedLog';
import type { IndexedPhoto } from '../index/rows';
import { tasteOf, tasteStamp, withTaste } from '../learn/appliedTaste';
import { DEFAULT_RECIPE } from '../model';
import { paced, type Steps } from '../pace';
import { LiveView } from './liveView';
import type { IndexReader } from './readIndex';

/** What is known of a shoot now. */
export interface SessionState {
  readonly photos: readonly IndexedPhoto[];
  readonly log: ParsedLog;
  readonly live: LiveView;
  readonly fold: DecisionFold;
  readonly history: DecisionHistory;
}

/** Tells whether `index.sqlite` is still the file that was read: every save is a new file (`save.ts`). */
interface Identity {
  readonly inode: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A save or a merge may come in between reading the log and the index; three times in a row is no chance. */
const TRIES = 3;

/**
 * A shoot in memory. Each `read` looks at two files' dates: an index that was saved since is read anew, lines that were appended to
 * the log since (by whatever process) are heard one by one, and only the groups they are about are judged again. What is told is
 * always what a fresh reader would find; a property test holds the two together.
 */
export class ShootSession {
  readonly #location: StoreLocation;
  readonly #reader: IndexReader;
  readonly #follower: LogFollower;
  #state: SessionState | null = null;
  #identity: Identity | null = null;
  #tasteStamp = '';
  #turn: Promise<unknown> = Promise.resolve();

  constructor(location: StoreLocation, reader: IndexReader) {
    this.#location = location;
    this.#reader = reader;
    this.#follower = new LogFollower(location.decisions);
  }

  /** Throws QrateError('no-index') before the first index, QrateError('storage'). */
  read(): Promise<SessionState> {
    return this.exclusive(() => this.#refresh());
  }

  /** Runs `work` between two reads of this process, none of which it overlaps with; it gets the state of now. */
  exclusive<T>(work: (refresh: () => Promise<SessionState>) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => work(() => this.#refresh()));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The entries of the log and the time in ms of the last line; there may be no index yet. Inside `exclusive`. */
  async logNow(): Promise<Pick<ParsedLog, 'latest' | 'entries'>> {
    if ((await this.#follower.sync()).kind !== 'same') this.#state = null;
    const { latest, entries } = this.#follower.log;
    return { latest, entries };
  }

  async #refresh(): Promise<SessionState> {
    const known = this.#state;
    this.#state = null;
    const change = await this.#follower.sync();
    const identity = await identityOf(this.#location.index);
    const isSameIndex = known !== null && isSame(identity, this.#identity) && (await this.#isSameTaste(known));
    if (isSameIndex && change.kind === 'same') this.#state = known;
    else if (isSameIndex && change.kind === 'appended' && change.entries.every(isQuick)) this.#state = await heard(known, change.entries);
    else this.#state = await this.#load(TRIES);
    return this.#state;
  }

  async #isSameTaste({ live }: SessionState): Promise<boolean> {
    return (await tasteStamp(this.#location, live.shown.recipe)) === this.#tasteStamp;
  }

  async #load(tries: number): Promise<SessionState> {
    const { log } = this.#follower;
    const identity = await identityOf(this.#location.index);
    if (identity === null) throw noIndex(this.#location.root);
    const content = await this.#reader(this.#location, log);
    if (content.generation === null) throw noIndex(this.#location.root);
    const { photos } = content;
    const recipe = lastRecipe(log);
    const said = hear(log.entries, () => photos);
    if (content.key !== groupKey(recipe ?? DEFAULT_RECIPE, said) && tries > 1) {
      await this.#follower.sync();
      return this.#load(tries - 1);
    }
    const { root, cacheDir } = this.#location;
    const { fold, history } = await paced(hearAll(photos, this.#follower.log.entries));
    const stamp = await tasteStamp(this.#location, recipe);
    const tasted = await paced(withTaste(withClocks(photos, said.clocks), await tasteOf(this.#location, recipe)));
    const parts = {
      root,
      ...tasted,
      groups: content.groups,
      recipe,
      cacheDir,
      regroupings: said.regroupings,
    };
    const live = await paced(LiveView.build(parts, fold));
    this.#identity = identity;
    this.#tasteStamp = stamp;
    return { photos, log: this.#follower.log, live, fold, history };
  }
}

const noIndex = (root: string): QrateError => new QrateError('no-index', `${root} has no index yet. Run: qrate index`);

const isDecision = (entry: LogEntry): entry is DecisionEntry => entry.kind === 'decision';

/** Choices between photos change no view: what was learned from them is in `taste.json`. */
const isQuick = ({ kind }: LogEntry): boolean => kind === 'decision' || kind === 'choice' || kind === 'forget';

/** What the entries make of a state, without reading anything. */
async function heard(state: SessionState, entries: readonly LogEntry[]): Promise<SessionState> {
  const { live, fold, history } = state;
  const paths = new Set<string>();
  for (const entry of entries.filter(isDecision)) {
    const changes = fold.hear(entry);
    history.hear(entry, changes);
    for (const { photo } of changes) paths.add(photo.path);
  }
  await paced(live.decided(paths));
  return { ...state };
}

function* hearAll(photos: readonly IndexedPhoto[], entries: readonly LogEntry[]): Steps<Pick<SessionState, 'fold' | 'history'>> {
  const fold = new DecisionFold(photos);
  const history = new DecisionHistory();
  for (const [at, entry] of entries.entries()) {
    if (at % 64 === 63) yield;
    if (isDecision(entry)) history.hear(entry, fold.hear(entry));
  }
  return { fold, history };
}

async function identityOf(file: string): Promise<Identity | null> {
  try {
    const { ino: inode, size, mtimeMs } = await stat(file);
    return { inode, size, mtimeMs };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw new QrateError('storage', `Cannot read the index ${file} (${errnoOf(error) ?? String(error)}). Check its rights and the disk.`, {
      cause: error,
    });
  }
}

const isSame = (a: Identity | null, b: Identity | null): boolean =>
  a !== null && b !== null && a.inode === b.inode && a.size === b.size && a.mtimeMs === b.mtimeMs;
