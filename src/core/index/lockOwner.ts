import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import { z } from 'zod';

/** Who holds a lock, as its file says. */
export const lockOwnerSchema = z.object({
  pid: z.number().int().positive(),
  /** Identity of the machine whose process ids `pid` belongs to. */
  host: z.string(),
  token: z.string(),
  /** When the lock was taken, ISO UTC; for people. */
  started: z.string(),
  /** When the process started, in clock ticks since boot; `null` where the platform does not tell. */
  processStart: z.string().nullable(),
});

export type LockOwner = z.infer<typeof lockOwnerSchema>;

/**
 * Name of the machine, and what makes its process ids comparable: containers and reboots count them anew under the same
 * name, so Linux adds the boot id and the pid namespace.
 */
export const thisHost: string = [os.hostname(), read('/proc/sys/kernel/random/boot_id'), namespace()]
  .filter((part) => part !== null)
  .join('/');

/** What a person calls the machine of `owner`. */
export const hostName = (owner: LockOwner): string => owner.host.split('/')[0] ?? owner.host;

/** This process as an owner. */
export const describeSelf = (token: string): LockOwner => ({
  pid: process.pid,
  host: thisHost,
  token,
  started: new Date().toISOString(),
  processStart: processStart(process.pid),
});

/**
 * What this machine knows of an owner: `alive`, `dead`, or `unknown` (another machine; or a platform that cannot tell whether
 * a process id was given to somebody else), where only the heartbeat can tell.
 */
export function lifeOf(owner: LockOwner): 'alive' | 'dead' | 'unknown' {
  if (owner.host !== thisHost) return 'unknown';
  if (!isRunning(owner.pid)) return 'dead';
  const start = processStart(owner.pid);
  if (start === null || owner.processStart === null) return owner.pid === process.pid ? 'alive' : 'unknown';
  return start === owner.processStart ? 'alive' : 'dead';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as { code?: unknown }).code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)); the name in parentheses before it may hold spaces. A zombie is dead. */
function processStart(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? 'zombie' : (fields[19] ?? null);
}

function namespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux: the host's name alone has to do.
    return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    // Not Linux, or the process has gone.
    return null;
  }
}
