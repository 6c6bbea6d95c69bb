import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { storageError, syncFolder } from './durable';

/** One write per batch with O_APPEND: windows that append at once never tear each other's lines. */
export async function appendLines(file: string, lines: string): Promise<void> {
  try {
    const isNew = await appendBytes(file, lines);
    if (isNew) await syncFolder(path.dirname(file));
  } catch (error) {
    throw storageError(file, error);
  }
}

async function appendBytes(file: string, lines: string): Promise<boolean> {
  const handle = await open(file, 'a+');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.from((await endsLine(handle, size)) ? lines : `\n${lines}`);
    const { bytesWritten } = await handle.write(bytes);
    // The rest is not written after it: another window's line may stand there by now.
    if (bytesWritten < bytes.length) throw fullDisk(file);
    await handle.sync();
    return size === 0;
  } finally {
    await handle.close();
  }
}

/** `false` after the torn line of a process that was killed while it wrote. */
async function endsLine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last[0] === 0x0a;
}

const fullDisk = (file: string): QrateError =>
  new QrateError(
    'storage',
    `Only a part of the lines could be written to ${file}: the disk is full. Free some space and try again; earlier lines are safe.`,
  );
