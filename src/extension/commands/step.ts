import { type Command, defineCommand } from '../commandTypes';
import { noOptions } from './optionSchemas';

/** Moves the Explain panel along its group; answers the frame that is shown then. */
const stepCommand = (by: 1 | -1): Command<string> => defineCommand(noOptions, async (host) => host.explain.step(by));

export const nextFrameCommand = stepCommand(1);
export const previousFrameCommand = stepCommand(-1);
