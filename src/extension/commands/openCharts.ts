import * as z from 'zod';
import { defineCommand } from '../commandTypes';
import { shootFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder });

/** Shows the scores of a shoot as charts; answers its root. */
export const openChartsCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root !== undefined) await host.charts.show(root);
  return root;
});
