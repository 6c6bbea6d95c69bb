import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../../core/errors';
import { findShoots, isInside } from '../../core/findShoots';
import type { ToolShoots } from '../../core/intent/tools/tool';
import type { ShootApi } from '../../core/shootApi';
import type { Context } from '../context';

/** The shoots at and below these folders, and no others. Throws QrateError('not-a-folder' | 'no-index'). */
export async function folderShoots(context: Context, given: readonly string[]): Promise<ToolShoots> {
  const folders = await Promise.all(given.map(realFolder));
  const opened = new Map<string, Promise<ShootApi>>();
  const turns = new Map<string, Promise<unknown>>();
  const shoots: ToolShoots = {
    roots: async () => {
      const found = (await Promise.all(folders.map(findShoots))).flat();
      return [...new Set(found)].filter((root) => folders.some((folder) => isInside(folder, root))).sort();
    },
    open: (root) => {
      const known = opened.get(root) ?? context.openFolder(root);
      opened.set(root, known);
      known.catch(() => opened.delete(root));
      return known;
    },
    exclusive: (root, work) => {
      const turn = (turns.get(root) ?? Promise.resolve()).then(work);
      turns.set(
        root,
        turn.catch(() => undefined),
      );
      return turn;
    },
    folders: () => folders,
  };
  if ((await shoots.roots()).length === 0)
    throw new QrateError('no-index', `There is no indexed shoot at or below ${given.join(', ')}. Run: qrate index`);
  return shoots;
}

async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(path.resolve(folder));
  } catch (error) {
    throw new QrateError('not-a-folder', `${path.resolve(folder)} is not a folder that can be read.`, { cause: error });
  }
}
