import { type Command, defineCommand } from '../commandTypes';
import { noOptions } from './optionSchemas';

/** Reads everything again that the views show. */
export const refreshCommand: Command<true> = defineCommand(noOptions, async (host): Promise<true> => {
  host.shoots.refresh();
  return true;
});

export const showLogCommand: Command<true> = defineCommand(noOptions, async (host): Promise<true> => {
  host.log.show();
  return true;
});
