import { type Command, defineCommand } from '../commandTypes';
import type { PhotoKeyCommandId } from '../photoEditor/photoCommands';
import { noOptions } from './optionSchemas';

/** A key of the photo editor, for the one in front. */
export const photoKeyCommand = (id: PhotoKeyCommandId): Command<true> =>
  defineCommand(noOptions, async (host): Promise<true> => {
    await host.photos.press(id);
    return true;
  });
