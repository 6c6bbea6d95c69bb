import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { QrateError } from '../../errors';
import { isInside } from '../../findShoots';
import type { ShootApi } from '../../shootApi';
import type { ToolShoots } from './tool';

/** How shoots are called by tools: by folder name, or by the whole path where two have the same. */
export function shootNames(roots: readonly string[]): ReadonlyMap<string, string> {
  const name = (root: string) => path.basename(root);
  const isUnique = (root: string) => roots.filter((it) => name(it) === name(root)).length === 1;
  return new Map(roots.map((root) => [isUnique(root) ? name(root) : root, root]));
}

/** The shoot that a tool is about: named, or the only one. Names are compared, never opened: no name leads out of the known shoots. */
export async function shootCalled(shoots: ToolShoots, name: string | undefined): Promise<ShootApi> {
  const roots = await shoots.roots();
  const names = shootNames(roots);
  const [only] = roots;
  if (only === undefined) throw new QrateError('no-index', 'There is no indexed shoot here. A person has to index a folder first.');
  if (name === undefined && roots.length > 1)
    throw new QrateError('usage', `Which shoot? Name one as “shoot”: ${[...names.keys()].join(', ')}.`);
  const root = name === undefined ? only : (names.get(name) ?? roots.find((it) => it === name));
  if (root === undefined) throw new QrateError('usage', `There is no shoot “${name}” here. There are: ${[...names.keys()].join(', ')}.`);
  return shoots.open(root);
}

/**
 * Makes absolute paths of destinations, from the shoot. Throws QrateError('bad-destination') for one outside of the allowed folders, also by
 * `..` or a link, and for one in a hidden folder, where programs keep their settings.
 */
export function destinationIn(shoots: ToolShoots, root: string): (destination: string) => string {
  const allowed = [root, ...shoots.folders()];
  return (destination) => {
    const target = path.resolve(root, destination);
    const real = realPath(target);
    const home = allowed.find((folder) => isInside(realPath(folder), real));
    const isHidden =
      home !== undefined &&
      path
        .relative(realPath(home), real)
        .split(path.sep)
        .some((part) => part.startsWith('.'));
    if (home !== undefined && !isHidden) return target;
    throw new QrateError('bad-destination', `Tools do not write to “${destination}”: only folders of the shoots here are allowed.`);
  };
}

/** Links resolved as far as the path exists; of one that leads to nothing yet, where it leads. */
function realPath(target: string, links = 0): string {
  try {
    return realpathSync(target);
  } catch (error) {
    const parent = path.dirname(target);
    if (parent === target) throw error;
    if (links > MAX_LINKS) throw new QrateError('bad-destination', `The links of “${path.basename(target)}” lead nowhere.`);
    const here = path.join(realPath(parent, links), path.basename(target));
    return isLink(here) ? realPath(path.resolve(path.dirname(here), readlinkSync(here)), links + 1) : here;
  }
}

/** As many as a system follows. */
const MAX_LINKS = 40;

const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
