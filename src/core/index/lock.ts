import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { QrateError } from '../errors';
import { errnoOf, storageError } from './durable';
import type { StoreLocation } from './location';
import { describeSelf, hostName, type LockOwner, lifeOf, lockOwnerSchema, thisHost } from './lockOwner';

/**
 * One writer per shoot. `.qrate/lock` is made with O_EXCL and says whose it is. A live process of this machine never loses
 * it, however long its event loop is blocked; a dead one loses it at once; one on another machine after 30 s without heartbeat.
 */
export interface StoreLock {
  /** 16 hex digits, unique to this hold. */
  readonly token: string;
  /** Throws QrateError('locked') when somebody else has taken the lock over. */
  assertHeld(): Promise<void>;
  /** Gives the lock back, unless it has been taken over. May be called twice. */
  release(): Promise<void>;
}

export interface LockOptions {
  readonly heartbeatMs?: number;
  readonly staleMs?: number;
}

interface LockPlace {
  /** The lock's own file. */
  readonly file: string;
  /** What its holder writes, for people. */
  readonly what: string;
}

const HEARTBEAT_MS = 2_000;
const STALE_MS = 30_000;
/** A lock without content: its owner was killed between making and filling it, or is about to fill it. */
const UNFILLED_MS = 2_000;

/** Takes the lock of a shoot. Throws QrateError('locked') naming who holds it, QrateError('storage') where it cannot be written. */
export const acquireLock = ({ root, dir }: Pick<StoreLocation, 'root' | 'dir'>, options?: LockOptions): Promise<StoreLock> =>
  takeLock({ file: path.join(dir, 'lock'), what: `the index of ${root}` }, options);

/** Takes any lock. Throws as `acquireLock` does. */
export async function takeLock(place: LockPlace, options: LockOptions = {}): Promise<StoreLock> {
  const { file } = place;
  const staleMs = options.staleMs ?? STALE_MS;
  const owner = describeSelf(randomBytes(8).toString('hex'));
  for (;;) {
    const handle = await createLock(file, owner);
    if (handle !== null) return new HeldLock({ place, owner, handle }, options.heartbeatMs ?? HEARTBEAT_MS);
    const holder = await readLock(file);
    if (holder === null) continue;
    if (holder === 'unfilled') await outwaitUnfilled(file);
    else if (!(await isStale(file, holder, staleMs))) throw lockedBy(place, holder);
    else await removeStale(file, holder, staleMs);
  }
}

interface Hold {
  readonly place: LockPlace;
  readonly owner: LockOwner;
  readonly handle: FileHandle;
}

class HeldLock implements StoreLock {
  readonly token: string;
  readonly #hold: Hold;
  readonly #heartbeat: NodeJS.Timeout;
  #released = false;

  constructor(hold: Hold, heartbeatMs: number) {
    this.token = hold.owner.token;
    this.#hold = hold;
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    this.#heartbeat.unref();
  }

  async assertHeld(): Promise<void> {
    const holder = await readLock(this.#hold.place.file);
    if (holder === null || holder === 'unfilled') throw lostLock(this.#hold.place);
    if (holder.token !== this.token) throw lockedBy(this.#hold.place, holder);
  }

  async release(): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    clearInterval(this.#heartbeat);
    await this.#hold.handle.close();
    const holder = await readLock(this.#hold.place.file);
    if (isHeldBy(holder, this.token)) await rm(this.#hold.place.file, { force: true });
  }

  /**
   * Writes the same bytes over themselves: the file system sets the time, so the clocks of two machines need not agree, and
   * nobody ever reads half a lock. A failed beat is no error yet: `assertHeld` decides before anything is written.
   */
  #beat(): void {
    this.#hold.handle.write(content(this.#hold.owner), 0).catch(() => undefined);
  }
}

type LockState = LockOwner | 'unfilled' | null;

const isHeldBy = (holder: LockState, token: string): boolean => holder !== null && holder !== 'unfilled' && holder.token === token;

const content = (owner: LockOwner): string => `${JSON.stringify(owner)}\n`;

/** `null` where the lock exists. The handle stays open for the heartbeat. */
async function createLock(file: string, owner: LockOwner): Promise<FileHandle | null> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx');
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return null;
    throw storageError(file, error);
  }
  try {
    await handle.write(content(owner), 0);
    if (isHeldBy(await readLock(file), owner.token)) return handle;
    // Somebody took it for an abandoned one while this process stood still.
    await handle.close();
    return null;
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw storageError(file, error);
  }
}

/** `null`: there is no lock. */
async function readLock(file: string): Promise<LockState> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw storageError(file, error);
  }
  try {
    return lockOwnerSchema.parse(JSON.parse(text));
  } catch {
    // Empty or torn; a lock is written at once, so only a kill or a crash leaves one like this.
    return 'unfilled';
  }
}

async function isStale(file: string, holder: LockOwner, staleMs: number): Promise<boolean> {
  const life = lifeOf(holder);
  return life === 'dead' || (life === 'unknown' && (await ageOf(file)) > staleMs);
}

/** Milliseconds since the last heartbeat, by the clock of the file system that holds the lock. */
async function ageOf(file: string): Promise<number> {
  const probe = `${file}.${randomBytes(8).toString('hex')}.now`;
  try {
    await (await open(probe, 'wx')).close();
    return (await stat(probe)).mtimeMs - (await stat(file)).mtimeMs;
  } catch (error) {
    // Released meanwhile: the next look will find it gone.
    if (errnoOf(error) === 'ENOENT') return Number.POSITIVE_INFINITY;
    throw storageError(file, error);
  } finally {
    await rm(probe, { force: true });
  }
}

async function outwaitUnfilled(file: string): Promise<void> {
  if ((await ageOf(file)) <= UNFILLED_MS) return wait(50);
  if ((await readLock(file)) === 'unfilled') await rm(file, { force: true });
}

/**
 * Removes the lock of a dead owner. Two processes may see it dead at once, and the slower one must not remove the lock that the
 * faster one has made meanwhile: only who makes the tombstone of exactly this hold may remove it, after looking again.
 */
async function removeStale(file: string, holder: LockOwner, staleMs: number): Promise<void> {
  const tombstone = `${file}.${holder.token.replace(/[^0-9a-z]/gi, '_').slice(0, 64)}.dead`;
  if (!(await raise(tombstone, staleMs))) return wait(20);
  try {
    if (isHeldBy(await readLock(file), holder.token)) await unlink(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw storageError(file, error);
  } finally {
    await rm(tombstone, { force: true });
  }
}

/** Whether this process made the tombstone. One whose maker was killed in the middle is cleared away for the next try. */
async function raise(tombstone: string, staleMs: number): Promise<boolean> {
  const handle = await createLock(tombstone, describeSelf(randomBytes(8).toString('hex')));
  if (handle !== null) {
    await handle.close();
    return true;
  }
  const maker = await readLock(tombstone);
  if (maker === 'unfilled') await outwaitUnfilled(tombstone);
  else if (maker !== null && (await isStale(tombstone, maker, staleMs))) await rm(tombstone, { force: true });
  return false;
}

function lockedBy({ what }: LockPlace, holder: LockOwner): QrateError {
  if (holder.host === thisHost && holder.pid === process.pid) {
    return new QrateError('locked', `qrate (process ${holder.pid}) is already writing ${what}. Try again when it is done.`);
  }
  const elsewhere = lifeOf(holder) === 'unknown';
  const who = `process ${holder.pid}${elsewhere ? ` on ${hostName(holder)}` : ''}, since ${holder.started}`;
  const remedy = elsewhere ? 'or, if it has crashed, in half a minute' : `or end process ${holder.pid}`;
  return new QrateError('locked', `Another qrate (${who}) is writing ${what}. Try again when it is done, ${remedy}.`);
}

const lostLock = ({ what }: LockPlace): QrateError =>
  new QrateError('locked', `The lock on ${what} was taken away. Nothing was overwritten; try again.`);
