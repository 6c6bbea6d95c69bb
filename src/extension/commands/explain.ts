import * as z from 'zod';
import { defineCommand } from '../commandTypes';
import { photoFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, file: z.string().min(1) });

/** Why a photo is, or is not, a pick: opens the panel and answers the explanation. */
export const explainCommand = defineCommand(options, async (host, call) => {
  const target = await photoFor(host, call);
  if (target === undefined) return undefined;
  const explanation = await (await host.shoots.api(target.root)).explain(target.file);
  await host.explain.show({ root: target.root, path: explanation.path });
  return explanation;
});
