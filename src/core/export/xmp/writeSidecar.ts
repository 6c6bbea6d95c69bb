import type { Stats } from 'node:fs';
import { access, constants, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { publishNew, publishOver, writeTemp } from '../publish';
import { Refusal, systemCode } from '../refusal';
import { dropTemp } from '../tempFiles';
import { createXmp } from './create';
import { patchXmp } from './patch';
import type { XmpStyle } from './profiles';
import { readSidecar } from './sidecarName';
import type { XmpWishes } from './wishes';

/** A sidecar as it was read: the file behind any links, and its bytes. */
export interface SidecarState {
  readonly real: string;
  readonly bytes: Buffer;
  readonly status: Stats;
}

export interface SidecarJob {
  readonly target: string;
  /** Sidecar to start from where there is no target yet. */
  readonly base: string | null;
  readonly wishes: XmpWishes;
  readonly style: XmpStyle;
  /** Extension of the photo, without the dot; `null` where the sidecar's name says it. */
  readonly extension: string | null;
  /** Looks at each version that is about to be merged into; throws a Refusal for one that must not be. */
  readonly check?: ((state: SidecarState | null) => void) | undefined;
}

/** What is at `target` now, or `null`. Refuses a link to nothing and what is not a file. */
export async function sidecarState(target: string): Promise<SidecarState | null> {
  try {
    await lstat(target);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  const real = await realpath(target).catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT' ? new Refusal(`“${target}” is a link to a file that does not exist.`) : error;
  });
  return { real, bytes: await readSidecar(real), status: await stat(real) };
}

/** The bytes that the sidecar should have, or `null` where it has them. Throws a Refusal for what cannot be patched. */
export async function mergedSidecar(
  state: SidecarState | null,
  { base, wishes, style, extension, check }: Omit<SidecarJob, 'target'>,
): Promise<Buffer | null> {
  check?.(state);
  if (state) return patchXmp(state.bytes, wishes, style);
  if (base === null) return createXmp({ wishes, extension }, style);
  const bytes = await readSidecar(base);
  return patchXmp(bytes, wishes, style) ?? bytes;
}

/** Refuses what a rename would silently ignore: a write-protected sidecar, or a folder without the right to write. */
export async function refuseProtected(target: string, state: SidecarState | null): Promise<void> {
  if (state) {
    if ((state.status.mode & 0o222) === 0) throw new Refusal(`“${target}” is read-only. Make it writable to let qrate edit it.`);
    await access(state.real, constants.W_OK);
  }
  const folder = path.dirname(state?.real ?? target);
  if (await stat(folder).catch(() => null)) await access(folder, constants.W_OK);
}

/**
 * Merges the wishes into the sidecar and writes it at once (temp file, flush, rename). If another program wrote it in
 * between, its version is merged once more; if that happens again the sidecar is refused.
 */
export async function writeSidecar(job: SidecarJob): Promise<'written' | 'unchanged'> {
  for (const _attempt of ['first', 'after a change by another program']) {
    const state = await sidecarState(job.target);
    const bytes = await mergedSidecar(state, job);
    if (bytes === null) return 'unchanged';
    await refuseProtected(job.target, state);
    if (await commitSidecar(job.target, state, bytes)) return 'written';
  }
  throw new Refusal(`“${job.target}” is being changed by another program. Export again when that is done.`);
}

/** Writes `bytes` in the place of `state`, unless the file is no longer what `state` says: then `false`, and it is untouched. */
export async function commitSidecar(target: string, state: SidecarState | null, bytes: Buffer): Promise<boolean> {
  if (state === null) return createSidecar(target, bytes);
  const temp = await writeTemp(path.dirname(state.real), bytes, state.status);
  const now = await sidecarState(target).catch(() => null);
  if (now === null || now.real !== state.real || !now.bytes.equals(state.bytes)) {
    await dropTemp(temp);
    return false;
  }
  await publishOver(temp, state.real);
  return true;
}

async function createSidecar(target: string, bytes: Buffer): Promise<boolean> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  try {
    await publishNew(await writeTemp(folder, bytes), target);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
