import { resolveStore } from '../../../src/core/index/location';
import { DEFAULT_RECIPE } from '../../../src/core/model';
import { savePreset } from '../../../src/core/presets/presets';

/** Saves `count` presets in a shoot, one by one, named after `name`. */
async function main([root = '', name = '', count = '0']: string[]): Promise<void> {
  const location = await resolveStore(root, { mode: 'shoot', userDataDir: root });
  for (let done = 0; done < Number(count); done++) await savePreset(location, { name: `${name} ${done}`, recipe: DEFAULT_RECIPE });
}

void main(process.argv.slice(2));
