import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { SeenSidecar, SeenSidecars } from '../export/xmp/unseen';
import { appendLines } from '../index/appendLines';
import { errnoOf, replaceFile, storageError } from '../index/durable';
import type { StoreLocation } from '../index/location';

/**
 * `sidecars.jsonl`: what qrate last wrote to or read from each sidecar, the common ancestor of a three-way merge. It belongs to this copy of
 * the files, so it is not committed; it is not in the index, which may be rebuilt at any time. Where it is lost, nothing else is: a
 * difference between sidecar and decision is then a question to the person, or is told by which of the two is newer.
 */
const FILE = 'sidecars.jsonl';
/** Lines that say nothing any more are dropped when they are this many times those that do. */
const STALE_FACTOR = 4;
const MIN_LINES = 1000;

const line = z.object({
  v: z.literal(1),
  file: z.string().min(1),
  marks: z.object({
    rating: z.number().int().min(-1).max(5).nullable(),
    label: z.string().nullable(),
    color: z.enum(['red', 'yellow', 'green', 'blue', 'purple']).nullable(),
    flag: z.enum(['pick', 'reject']).nullable(),
  }),
  decision: z.object({
    verdict: z.enum(['pick', 'reject']).nullable(),
    rating: z.number().int().min(0).max(5).nullable(),
    label: z.enum(['red', 'yellow', 'green', 'blue', 'purple']).nullable(),
  }),
  wrote: z.boolean(),
});

const fileOf = ({ dir }: StoreLocation): string => path.join(dir, FILE);

/** What is known of each sidecar; the last line about one counts. A torn or strange line is as if it were not there. */
export async function readSeen(location: StoreLocation): Promise<SeenSidecars> {
  const seen = new Map<string, SeenSidecar>();
  for (const text of (await readText(fileOf(location))).split('\n')) {
    const entry = parseLine(text);
    if (entry) seen.set(entry.file, { marks: entry.marks, decision: entry.decision, wrote: entry.wrote });
  }
  return seen;
}

function parseLine(text: string): z.infer<typeof line> | null {
  if (text.trim() === '') return null;
  try {
    return line.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return '';
    throw storageError(file, error);
  }
}

const formatLine = ([file, { marks, decision, wrote }]: readonly [string, SeenSidecar]): string =>
  `${JSON.stringify({ v: 1, file, marks, decision, wrote })}\n`;

/** Appends what was seen, durably. Throws QrateError('storage'). */
export async function appendSeen(location: StoreLocation, entries: SeenSidecars): Promise<void> {
  if (entries.size > 0) await appendLines(fileOf(location), [...entries].map(formatLine).join(''));
}

/** Drops lines that later ones replaced, once there are many. For the one writer of a shoot. */
export async function compactSeen(location: StoreLocation): Promise<void> {
  const lines = (await readText(fileOf(location))).split('\n').length;
  const seen = await readSeen(location);
  if (lines < MIN_LINES || lines < seen.size * STALE_FACTOR) return;
  await replaceFile(fileOf(location), [...seen].map(formatLine).join(''));
}
