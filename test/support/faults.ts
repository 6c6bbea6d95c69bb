import fs from 'node:fs/promises';
import path from 'node:path';

/** How a disk says no. */
export const DISK_FAULTS = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] as const;
export type DiskFault = (typeof DISK_FAULTS)[number];

const ERRNO: Record<DiskFault, number> = { ENOSPC: -28, EIO: -5, EACCES: -13, EROFS: -30 };

/** Calls of `node:fs/promises` that change the disk. `open` counts when it may write. */
const CALLS = [
  'open',
  'writeFile',
  'appendFile',
  'mkdir',
  'rename',
  'link',
  'symlink',
  'copyFile',
  'rm',
  'unlink',
  'chmod',
  'utimes',
] as const;
/** The same of an open file. `write` and `writeFile` put half of their bytes on the disk before they fail, as a full disk does. */
const HANDLE_CALLS = ['write', 'writeFile', 'appendFile', 'sync', 'datasync', 'truncate', 'chmod', 'utimes'] as const;

type Call = (...args: unknown[]) => Promise<unknown>;
type Calls = Record<string, Call>;

export interface FaultRun<T> {
  /** Which call failed, e.g. `FileHandle.write`; `null` = the run made fewer calls than that. */
  readonly failed: string | null;
  readonly result: PromiseSettledResult<T>;
}

export interface Faulty {
  /** The n-th changing call fails, from 0; every later one too, where `forever` (a disk that stays full). */
  readonly at: number;
  readonly code: DiskFault;
  readonly forever?: boolean;
  /** Only calls on paths below this folder count; open files count by the path they were opened with. */
  readonly under?: string;
}

/**
 * Runs `work` with one call of `node:fs/promises` failing. It patches the module of this process, so `work` must run here and alone.
 * Call with `at` = 0, 1, 2 … until `failed` is `null`: then every write of the work has failed once.
 */
export async function withFault<T>(faulty: Faulty, work: () => Promise<T>): Promise<FaultRun<T>> {
  let count = 0;
  let failed: string | null = null;
  const fails = (name: string): boolean => {
    const index = count++;
    if (index !== faulty.at && !(faulty.forever === true && index > faulty.at)) return false;
    failed ??= name;
    return true;
  };
  const restore = await patch((name, original) => ({
    async call(self, args, file) {
      if (!changes(name, args) || !isUnder(file, faulty.under) || !fails(name)) return original.apply(self, args);
      await halfOf(name, args)?.((half) => original.apply(self, half));
      throw Object.assign(new Error(`${faulty.code}: injected, ${name}`), { code: faulty.code, errno: ERRNO[faulty.code], path: file });
    },
  }));
  try {
    const [result] = await Promise.allSettled([work()]);
    return { failed, result: result as PromiseSettledResult<T> };
  } finally {
    restore();
  }
}

/** Runs `work` on a disk that flips one bit of the first byte of every chunk that is written to a file whose path fits. */
export async function withFlippedByte<T>(fits: (file: string) => boolean, work: () => Promise<T>): Promise<T> {
  const restore = await patch((name, original) => ({
    call(self, args, file) {
      const [bytes] = args;
      const flips = name.startsWith('FileHandle.write') && fits(file) && Buffer.isBuffer(bytes) && bytes.length > 0;
      return original.apply(self, flips ? [flipped(bytes), ...args.slice(1)] : args);
    },
  }));
  try {
    return await work();
  } finally {
    restore();
  }
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}

interface Interceptor {
  call(self: unknown, args: unknown[], file: string): Promise<unknown>;
}

/** Puts an interceptor around every changing call; answers how to take it off again. */
async function patch(around: (name: string, original: Call) => Interceptor): Promise<() => void> {
  const probe = await fs.open(__filename, 'r');
  const handles = Object.getPrototypeOf(probe) as Calls;
  await probe.close();
  const opened = new WeakMap<object, string>();
  const undo: (() => void)[] = [];
  const replace = (owner: Calls, name: string, make: (original: Call) => Call) => {
    const original = owner[name];
    if (original === undefined) throw new Error(`There is no ${name} to intercept.`);
    owner[name] = make(original);
    undo.push(() => {
      owner[name] = original;
    });
  };
  for (const name of HANDLE_CALLS) {
    replace(handles, name, (original) => {
      const it = around(`FileHandle.${name}`, original);
      return function (this: object, ...args) {
        return it.call(this, args, opened.get(this) ?? '');
      };
    });
  }
  for (const name of CALLS) {
    replace(fs as unknown as Calls, name, (original) => {
      const it = around(name, original);
      return async (...args) => {
        const file = targetOf(name, args);
        const answer = await it.call(fs, args, file);
        if (name === 'open') opened.set(answer as object, file);
        return answer;
      };
    });
  }
  return () => {
    for (const step of undo) step();
  };
}

/** The path that a call changes: the second one where there are two. */
const targetOf = (name: string, args: readonly unknown[]): string =>
  String(['rename', 'link', 'symlink', 'copyFile'].includes(name) ? args[1] : args[0]);

const isUnder = (file: string, folder: string | undefined): boolean =>
  folder === undefined || file === folder || file.startsWith(folder + path.sep);

/** Opening for reading changes nothing. */
function changes(name: string, args: readonly unknown[]): boolean {
  const flags = args[1] ?? 'r';
  return name !== 'open' || (flags !== 'r' && flags !== 0);
}

/** A call that writes half of the bytes, where the failing call is one that writes. */
function halfOf(name: string, args: readonly unknown[]): ((write: (half: unknown[]) => Promise<unknown>) => Promise<unknown>) | null {
  const [bytes] = args;
  if (!/^FileHandle\.(write|writeFile|appendFile)$/.test(name) || !Buffer.isBuffer(bytes) || bytes.length < 2) return null;
  return (write) => write([bytes.subarray(0, bytes.length >> 1)]);
}
