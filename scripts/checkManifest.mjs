// Holds package.json against the code and the texts: what is contributed must exist, and what exists must be contributed.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestFaults } from './manifest/faults.mjs';

const root = path.resolve(import.meta.dirname, '..');
const inRoot = (name) => path.join(root, name);
const read = (name, missing) => (existsSync(inRoot(name)) ? readFileSync(inRoot(name), 'utf8') : missing);

const faults = manifestFaults({
  manifest: JSON.parse(readFileSync(inRoot('package.json'), 'utf8')),
  texts: JSON.parse(read('package.nls.json', '{}')),
  commandsSource: [
    'src/extension/commands.ts',
    'src/extension/grid/gridCommands.ts',
    'src/extension/photoEditor/photoCommands.ts',
    'src/extension/picker/pickerCommands.ts',
  ]
    .map((name) => read(name, ''))
    .join('\n'),
  settingsSource: read('src/extension/settings.ts', ''),
  exists: (name) => existsSync(inRoot(name)),
});
for (const fault of faults) console.error(`package.json: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
