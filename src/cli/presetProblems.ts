import type { Shelf } from '../core/presets/shelves';
import type { Output } from './output';
import { oneLine } from './words';

/** The same list, once what is missing in it is said on stderr. */
export function told<T extends Pick<Shelf<unknown>, 'problems'>>(shelf: T, output: Pick<Output, 'log'>): T {
  for (const { message } of shelf.problems) output.log(oneLine(message));
  return shelf;
}
