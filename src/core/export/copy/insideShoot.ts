import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../../errors';
import { COPIES_MARKER, isExportFolder } from '../../exportMarkers';
import type { ExportAction } from '../plan';
import { publishNew, writeTemp } from '../publish';
import { refusalSentence, systemCode } from '../refusal';
import { CLUTTER, isTempName } from '../tempFiles';

const TEXT = `${JSON.stringify({ format: 'qrate-copies', version: 1, note: 'Copies of photos of the shoot around this folder. qrate does not index them.' }, null, 1)}\n`;

/**
 * The write that keeps copies inside the shoot out of its index, or none where the folder is left out already. Only a new or empty
 * folder is marked: in any other the mark would hide photos. Throws QrateError('bad-destination') for that one.
 */
export async function planMarker(folder: string, root: string): Promise<readonly ExportAction[]> {
  if (await isLeftOut(folder, root)) return [];
  const names = await namesIn(folder);
  if (!names.every((name) => CLUTTER.has(name) || isTempName(name))) {
    throw new QrateError(
      'bad-destination',
      `“${folder}” lies inside the shoot and holds other files, so the copies would be indexed as photos. Choose a new or empty folder, or one outside.`,
    );
  }
  const target = path.join(folder, COPIES_MARKER);
  return [{ kind: 'write-file', photo: null, source: null, target, bytes: Buffer.byteLength(TEXT), reason: null }];
}

/** Whether the scan of the shoot passes over a folder: it, or one above it, is marked or hidden. */
async function isLeftOut(folder: string, root: string): Promise<boolean> {
  if (folder === root || path.dirname(folder) === folder) return false;
  const name = path.basename(folder);
  if (name.startsWith('.') || name === 'node_modules') return true;
  return isExportFolder(await namesIn(folder)) || isLeftOut(path.dirname(folder), root);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
}

const isMarker = async (file: string): Promise<boolean> => (await readFile(file, 'utf8').catch(() => null)) === TEXT;

/** One that another run has just written is as good. Throws QrateError('bad-destination'): without the mark no copy may be written. */
export async function writeMarkerFile(target: string): Promise<'written' | 'unchanged'> {
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await publishNew(await writeTemp(path.dirname(target), Buffer.from(TEXT)), target);
    return 'written';
  } catch (error) {
    if (await isMarker(target)) return 'unchanged';
    throw new QrateError('bad-destination', refusalSentence(error, target), { cause: error });
  }
}
