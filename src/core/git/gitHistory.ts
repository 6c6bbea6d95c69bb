import { readFile } from 'node:fs/promises';
import { currentHash } from '../decide';
import { QrateError } from '../errors';
import { lookUpPhoto } from '../findPhoto';
import { lastRecipe } from '../index/culls';
import { appendDecisions, type DecisionChange, type DecisionLog, parseDecisions, readDecisions, type Stamp } from '../index/decisions';
import { errnoOf } from '../index/durable';
import type { StoreLocation } from '../index/location';
import type { IndexedPhoto } from '../index/rows';
import { ensureStore } from '../index/storeFolder';
import type { Decision } from '../model';
import type { DecisionReport, ShootView } from '../reports';
import { compareSnapshots, type Snapshot } from './compare';
import { findDisagreements, haveSeveralDecided } from './disagreements';
import type { GitOptions } from './git';
import { historyOf, type LoggedPhoto, linesAbout, stepsOf } from './lines';
import { LogRepository } from './logRepository';
import { photosOfLog } from './photosOfLog';
import { comparePresets } from './presets';
import { parseRange } from './range';
import type { Commit, DiffEnd, Disagreement, LogReport, NoCommits, SelectionDiff } from './reports';
import { settling, type Take } from './settle';

/** What the history of a shoot is made from. */
export interface HistorySource {
  readonly location: StoreLocation;
  /** The photos of the index; none where there is no index. */
  photos(): Promise<readonly IndexedPhoto[]>;
  /** The shoot as each of these logs makes it, by the recipe of its last cull, else the default one. `null` where there is no index. */
  views(logs: readonly DecisionLog[]): Promise<readonly ShootView[] | null>;
  readonly deciding: DecidingTurn;
}

/** Runs `work` as the one in this process that decides, with who decides and when. */
export type DecidingTurn = <T>(work: (stamp: Stamp) => Promise<T>) => Promise<T>;

/** What git and the decisions log know: who decided what, what changed since a commit, and where people disagree. */
export class GitHistory {
  constructor(private readonly source: HistorySource) {}

  /**
   * Where people disagree, on these photos (`null` = all of the shoot), photos that are not here included.
   * Throws QrateError('no-such-photo' | 'storage').
   */
  async disagreements(files: readonly string[] | null = null): Promise<readonly Disagreement[]> {
    return (await this.open(files)).disagreements;
  }

  /**
   * Settles the disagreements on these photos (`null` = all of the shoot) by decisions that have seen both sides: all or none.
   * Throws QrateError('usage') where `take` means nobody or several, QrateError('no-such-photo' | 'storage').
   */
  async settle(files: readonly string[] | null, take: Take): Promise<DecisionReport> {
    const { photos, all, paths, disagreements } = await this.open(files);
    return this.source.deciding(async (stamp) => {
      const patches = settling(disagreements, take, stamp.author);
      await this.write(patches, { photos, all, stamp });
      return { changed: [...patches.keys()], unchanged: paths?.filter((path) => !patches.has(path)) ?? [] };
    });
  }

  /** What changed in the selection in `range` (`parseRange`). Throws QrateError('git' | 'no-repository' | 'no-such-revision' | 'storage'). */
  async diff(range: string | null, options: GitOptions = {}): Promise<SelectionDiff> {
    const { location } = this.source;
    const repository = await LogRepository.around(location, options);
    const [from, to] = await endsOf(repository, range, location);
    if (from.log === null && to.log === null) throw nothingDecided(range);
    const logs = [from, to].map(({ log }) => parseDecisions(log ?? ''));
    const views = await this.source.views(logs);
    const [before, after] = logs.map((log, i) => snapshot(log, views?.[i] ?? null));
    const { selected, ...changes } = compareSnapshots(before ?? EMPTY, after ?? EMPTY);
    return {
      root: location.root,
      from: endOf(from, selected.before),
      to: endOf(to, selected.after),
      indexed: views !== null,
      ...changes,
      presets: comparePresets(from.presets, to.presets),
    };
  }

  /** Who said what and when about these photos, or without any about the shoot in brief. Throws QrateError('no-such-photo' | 'git' | 'storage'). */
  async log(files: readonly string[], options: GitOptions = {}): Promise<LogReport> {
    const { entries } = await readDecisions(this.source.location.decisions);
    const photos = await this.source.photos();
    const all: readonly LoggedPhoto[] = photosOfLog(entries, photos);
    const asked = await Promise.all(files.map((file) => this.logged(file, photos, all)));
    const lines = asked.map((photo) => linesAbout(photo, entries, all));
    const ids = new Set((files.length === 0 ? entries : lines.flat()).map(({ id }) => id));
    const { commits, withoutCommits } = await this.commitsOf(ids, options);
    return {
      root: this.source.location.root,
      photos: asked.map((photo, i) => ({ path: photo.path, lines: historyOf(photo, lines[i] ?? [], commits) })),
      steps: files.length === 0 ? stepsOf(entries, commits) : [],
      withoutCommits,
    };
  }

  /** The last commits that changed the decisions, newest first. Throws QrateError('git' | 'no-repository'). */
  async commits(limit: number, options: GitOptions = {}): Promise<readonly Commit[]> {
    return (await LogRepository.around(this.source.location, options)).commits(limit);
  }

  /** The disagreements on these photos, by any of their names; `null` = all. Where nobody can disagree the index is not even opened. */
  private async open(files: readonly string[] | null) {
    const { entries } = await readDecisions(this.source.location.decisions);
    if (files === null && !haveSeveralDecided(entries)) return { photos: [], all: [], paths: null, disagreements: [] };
    const photos = await this.source.photos();
    const all = photosOfLog(entries, photos);
    const found = findDisagreements(entries, all);
    const paths = files === null ? null : await Promise.all(files.map(async (file) => (await this.logged(file, photos, all)).path));
    const named = new Set(paths);
    return { photos, all, paths, disagreements: paths === null ? found : found.filter(({ path }) => named.has(path)) };
  }

  /** A photo of the shoot by any of its names, or an absent one by the path that the lines know. */
  private async logged(file: string, photos: readonly IndexedPhoto[], all: readonly LoggedPhoto[]): Promise<LoggedPhoto> {
    const { root } = this.source.location;
    const bare = ({ path, hash }: LoggedPhoto) => ({ path, hash, size: 0, mtimeMs: 0, companions: [] });
    const found = (await lookUpPhoto(root, photos, file)) ?? (await lookUpPhoto(root, all.map(bare), file));
    if (found !== null) return found;
    throw new QrateError('no-such-photo', `${file} is not a photo of the shoot ${root}, and nobody decided about it.`);
  }

  private async write(
    patches: ReadonlyMap<string, Partial<Decision>>,
    { photos, all, stamp }: { readonly photos: readonly IndexedPhoto[]; readonly all: readonly LoggedPhoto[]; readonly stamp: Stamp },
  ): Promise<void> {
    const { location } = this.source;
    const changes: DecisionChange[] = [];
    for (const [path, patch] of patches) {
      const photo = photos.find((it) => it.path === path);
      // A photo that is not here is the one that its lines are about.
      const hash = photo === undefined ? all.find((it) => it.path === path)?.hash : await currentHash(location.root, photo);
      if (!hash) throw new QrateError('no-such-photo', `${path} is not here, and its content is not known.`);
      changes.push({ path, hash, ...patch });
    }
    await ensureStore(location);
    await appendDecisions(location, changes, stamp);
  }

  /** A log is worth showing without its commits: why they are missing is part of the answer. */
  private async commitsOf(ids: ReadonlySet<string>, options: GitOptions) {
    try {
      const repository = await LogRepository.around(this.source.location, options);
      return { commits: await repository.bringers(ids), withoutCommits: null };
    } catch (error) {
      if (!(error instanceof QrateError)) throw error;
      const withoutCommits: NoCommits = { code: error.code, message: error.message };
      return { commits: new Map<string, Commit>(), withoutCommits };
    }
  }
}

/** One end of a diff as it was found. */
interface FoundEnd {
  readonly revision: string | null;
  readonly commit: string | null;
  /** Text of the decisions log. */
  readonly log: string | null;
  readonly presets: string | null;
}

async function endsOf(repository: LogRepository, range: string | null, location: StoreLocation): Promise<readonly [FoundEnd, FoundEnd]> {
  const { from, to, sinceParting } = parseRange(range);
  const start = await repository.commit(from);
  if (to === null) return [await committed(repository, from, start), await onDisk(location)];
  const end = await repository.commit(to);
  const begin = sinceParting ? await repository.parting(start, end) : start;
  // Where they parted has no name of its own.
  return [await committed(repository, begin === start ? from : begin, begin), await committed(repository, to, end)];
}

async function committed(repository: LogRepository, revision: string, commit: string): Promise<FoundEnd> {
  return { revision, commit, log: await repository.text(commit), presets: await repository.text(commit, 'presets.json') };
}

async function onDisk({ decisions, presets }: StoreLocation): Promise<FoundEnd> {
  return { revision: null, commit: null, log: await textOf(decisions), presets: await textOf(presets) };
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw new QrateError('storage', `Cannot read ${file} (${errnoOf(error) ?? String(error)}). Check its rights and the disk.`, {
      cause: error,
    });
  }
}

const endOf = ({ revision, commit, log }: FoundEnd, selected: number): DiffEnd => ({ revision, commit, hasLog: log !== null, selected });

const EMPTY: Snapshot = { entries: [], recipe: null, view: null };

const snapshot = (log: DecisionLog, view: ShootView | null): Snapshot => ({ entries: log.entries, recipe: lastRecipe(log), view });

const nothingDecided = (range: string | null): QrateError =>
  new QrateError(
    'no-such-revision',
    range === null
      ? 'Nothing was decided yet, neither in the last commit nor since.'
      : `There are no decisions at either end of ${JSON.stringify(range)}: the log was not committed yet. git add .qrate, then git commit.`,
  );
