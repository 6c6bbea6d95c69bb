import * as z from 'zod';
import type { GridCommand } from '../../protocol/grid';
import { type Command, defineCommand } from '../commandTypes';
import { GRID_KEY_COMMANDS, type GridKeyCommandId } from '../grid/gridCommands';
import { chosenShoot, photoToShow, shootFor } from '../targets';
import { folder, noOptions } from './optionSchemas';

const options = z.strictObject({ folder, file: z.string().min(1).optional() });

/** Opens the burst grid of a shoot, at the photo that was named or is in front; answers the shoot's folder. */
export const openGridCommand: Command<string> = defineCommand(options, async (host, call) => {
  const { options, nodes, uris } = call;
  // Who asks for a grid while looking at one means another shoot's, where there are several.
  const isInFront = host.grids.activeRoot !== null && options === null && nodes.length + uris.length === 0;
  const root = await (isInFront ? chosenShoot : shootFor)(host, call);
  if (root === undefined) return undefined;
  await host.grids.open(root, options?.file ?? (await photoToShow(host, root, call)));
  return root;
});

const keyCommand = (name: GridCommand): Command<true> =>
  defineCommand(noOptions, async (host): Promise<true> => {
    await host.grids.press(name);
    return true;
  });

/** One command per key of the grid. */
export const gridKeyCommand = (id: GridKeyCommandId): Command<true> => keyCommand(GRID_KEY_COMMANDS[id]);
