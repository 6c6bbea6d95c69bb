import type { Group, GroupKind, Reason, Suggestion, Verdict } from '../model';
import type { Database, SqlValue } from './database';
import { storageError } from './durable';
import { type LoadedIndex, loadIndex } from './load';
import type { StoreLocation } from './location';
import { acquireLock, type StoreLock } from './lock';
import {
  type FacesRow,
  failedAt,
  forgetStrays,
  lookedAt,
  type ModelFailureRow,
  type ModelVersion,
  putFaces,
  putFailures,
} from './modelResults';
import { fromRow, type IndexedPhoto, SELECT_PHOTOS, toRow, UPSERT_PHOTO } from './rows';
import { saveIndex } from './save';
import { readGeneration } from './seal';
import { ensureStore } from './storeFolder';

export interface StoreOptions {
  /** Absolute path of `sql-wasm.wasm`. */
  readonly sqlWasm: string;
  readonly log: (message: string) => void;
  /** A reader takes no lock, writes nothing, and sees the last save. */
  readonly readOnly: boolean;
}

/** A group as the index keeps it. */
export interface StoredGroup extends Group {
  /** Path of the best member; `null` for a group that is kept whole. */
  readonly bestPath: string | null;
}

/**
 * The index of one shoot in memory. Changes reach the disk with `save`; until then a crash only costs computing them again.
 * A writer holds the shoot's lock from `open` to `close`.
 */
export class IndexStore {
  readonly #location: StoreLocation;
  readonly #database: Database;
  readonly #lock: StoreLock | null;
  #generation: number | null;
  #dirty: boolean;
  #saving: Promise<void> = Promise.resolve();

  private constructor(location: StoreLocation, loaded: LoadedIndex, lock: StoreLock | null) {
    this.#location = location;
    this.#database = loaded.database;
    this.#generation = loaded.generation;
    this.#dirty = loaded.migrated;
    this.#lock = lock;
  }

  /**
   * Opens the index; a missing, damaged or newer one starts empty or from the last good copy (see `loadIndex`).
   * Throws QrateError('locked') when another process writes it, QrateError('storage').
   */
  static async open(location: StoreLocation, options: StoreOptions): Promise<IndexStore> {
    if (options.readOnly) return new IndexStore(location, await loadIndex(location, { ...options, repair: false }), null);
    await ensureStore(location);
    const lock = await acquireLock(location);
    try {
      return new IndexStore(location, await loadIndex(location, { ...options, repair: true }), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Number of the save that this store shows or made last; `null` where nothing was ever saved. */
  get generation(): number | null {
    return this.#generation;
  }

  /** Whether the file is still what this store shows; a reader whose answer is no opens it anew. */
  async isCurrent(): Promise<boolean> {
    return (await readGeneration(this.#location.index)) === this.#generation;
  }

  /** All photos, sorted by path (code units). */
  photos(): IndexedPhoto[] {
    return this.#database.all(SELECT_PHOTOS, fromRow).sort((a, b) => compare(a.path, b.path));
  }

  upsertPhotos(photos: readonly IndexedPhoto[]): void {
    if (photos.length === 0) return;
    this.#change(() => this.#database.runMany(UPSERT_PHOTO, mapped(photos, toRow)));
  }

  /** Forgets photos, and their part in groups and suggestions, until the next grouping and cull. */
  removePhotos(paths: readonly string[]): void {
    if (paths.length === 0) return;
    const remove = (sql: string) =>
      this.#database.runMany(
        sql,
        mapped(paths, (path) => [path]),
      );
    this.#change(() => {
      remove('DELETE FROM photo WHERE path = ?');
      remove('DELETE FROM selection WHERE path = ?');
      remove('DELETE FROM group_member WHERE path = ?');
      remove('UPDATE burst_group SET best_path = NULL WHERE best_path = ?');
      this.#database.run('DELETE FROM burst_group WHERE group_id NOT IN (SELECT group_id FROM group_member)');
    });
  }

  /** All groups, sorted by first member, then id. */
  groups(): StoredGroup[] {
    const members = new Map<string, string[]>();
    this.#database.all('SELECT group_id, path FROM group_member ORDER BY group_id, position', ([id, path]) => {
      const known = members.get(String(id));
      if (known === undefined) members.set(String(id), [String(path)]);
      else known.push(String(path));
    });
    const groups = this.#database.all('SELECT group_id, kind, best_path FROM burst_group', ([id, kind, best]) => ({
      id: String(id),
      kind: kind as GroupKind,
      members: members.get(String(id)) ?? [],
      bestPath: best as string | null,
    }));
    return groups.sort((a, b) => compare(a.members[0] ?? '', b.members[0] ?? '') || compare(a.id, b.id));
  }

  /** Replaces all groups. `bestOf`: path of the best member by group id. */
  replaceGroups(groups: readonly Group[], bestOf: ReadonlyMap<string, string>): void {
    this.#change(() => {
      this.#database.run('DELETE FROM group_member; DELETE FROM burst_group;');
      const rows = mapped(groups, ({ id, kind }): SqlValue[] => [id, kind, bestOf.get(id) ?? null]);
      this.#database.runMany('INSERT INTO burst_group (group_id, kind, best_path) VALUES (?, ?, ?)', rows);
      this.#database.runMany('INSERT INTO group_member (group_id, position, path) VALUES (?, ?, ?)', memberRows(groups));
    });
  }

  /** The suggestions of the last cull, by path. */
  selection(): ReadonlyMap<string, Suggestion> {
    const rows = this.#database.all(
      'SELECT path, verdict, rank, reason FROM selection',
      ([path, verdict, rank, reason]): [string, Suggestion] => [
        String(path),
        { verdict: verdict as Verdict, rank: Number(rank), reason: JSON.parse(String(reason)) as Reason },
      ],
    );
    return new Map(rows.sort(([a], [b]) => compare(a, b)));
  }

  replaceSelection(selection: ReadonlyMap<string, Suggestion>): void {
    this.#change(() => {
      this.#database.run('DELETE FROM selection');
      const rows = mapped(selection, ([path, { verdict, rank, reason }]): SqlValue[] => [path, verdict, rank, JSON.stringify(reason)]);
      this.#database.runMany('INSERT INTO selection (path, verdict, rank, reason) VALUES (?, ?, ?, ?)', rows);
    });
  }

  /** Content ids of previews that this algorithm has looked at for faces, and of those that it could not look at. */
  facesBy(algorithm: ModelVersion): { readonly done: ReadonlySet<string>; readonly failed: ReadonlySet<string> } {
    return { done: lookedAt(this.#database, algorithm), failed: failedAt(this.#database, algorithm) };
  }

  /** Takes over what networks found, and what they could not look at. */
  putModelResults({ faces, failures }: { readonly faces: readonly FacesRow[]; readonly failures: readonly ModelFailureRow[] }): void {
    if (faces.length + failures.length === 0) return;
    this.#change(() => {
      putFaces(this.#database, faces);
      putFailures(this.#database, failures);
    });
  }

  /** Forgets what networks found in previews that no photo has any more. */
  forgetStrayResults(): void {
    if (forgetStrays(this.#database) > 0) this.#dirty = true;
  }

  getMeta(key: string): string | null {
    const [value] = this.#database.all('SELECT value FROM meta WHERE key = ?', (row) => String(row[0]), [key]);
    return value ?? null;
  }

  /** `null` removes the key. */
  setMeta(key: string, value: string | null): void {
    this.#change(() => {
      if (value === null) this.#database.run('DELETE FROM meta WHERE key = ?', [key]);
      else this.#database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [key, value]);
    });
  }

  /**
   * Puts all changes on disk; returns at once when there are none. Calls may overlap: they are done one after the other.
   * Throws QrateError('locked') when another process took over, QrateError('storage'); the file is as before then.
   */
  save(): Promise<void> {
    const turn = this.#saving.then(() => this.#saveNow());
    this.#saving = turn.catch(() => undefined);
    return turn;
  }

  /** Gives the lock back. Changes that were not saved are gone. */
  async close(): Promise<void> {
    await this.#saving;
    this.#database.close();
    await this.#lock?.release();
  }

  async #saveNow(): Promise<void> {
    if (this.#lock === null) throw storageError(this.#location.index, new Error('it was opened for reading only'));
    if (!this.#dirty && this.#generation !== null) return;
    const bytes = this.#database.export();
    this.#dirty = false;
    try {
      this.#generation = await saveIndex(bytes, { location: this.#location, lock: this.#lock, expected: this.#generation });
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
  }

  #change(work: () => void): void {
    this.#database.transaction(work);
    this.#dirty = true;
  }
}

function* mapped<T, R>(items: Iterable<T>, to: (item: T) => R): Generator<R> {
  for (const item of items) yield to(item);
}

function* memberRows(groups: readonly Group[]): Generator<SqlValue[]> {
  for (const { id, members } of groups) {
    for (const [position, path] of members.entries()) yield [id, position, path];
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
