import { getModel } from '../../../../src/core/models/getModel';
import { ModelStore } from '../../../../src/core/models/modelStore';
import type { ModelSpec } from '../../../../src/core/models/registry';

/** Gets the first model of a store in a process of its own and tells its state. */
const [folder = '', registry = '[]'] = process.argv.slice(2);
const models = JSON.parse(registry) as readonly ModelSpec[];
void getModel(new ModelStore(folder, models), models[0]?.id ?? '').then(({ state }) =>
  process.send?.({ state }, () => process.disconnect()),
);
