import * as vscode from 'vscode';
import type { PresetFile } from '../core/presets/preset';
import type { Keeping } from '../core/presets/presets';
import { givenShelf } from '../core/presets/shelves';

const KEY = 'qrate.presets';

/** The presets of the person's user settings. Entries that cannot be used stay as they are. */
export const settingsKeeping: Keeping = {
  origin: 'settings',
  read: async () => ({ version: 1, presets: [...givenShelf(userValue()).items] }),
  write: (file) => write(file),
};

function userValue(): Readonly<Record<string, unknown>> {
  const value: unknown = vscode.workspace.getConfiguration().inspect(KEY)?.globalValue;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

async function write({ presets }: PresetFile): Promise<void> {
  const before = userValue();
  const broken = givenShelf(before).problems.flatMap(({ name }) => (name === null ? [] : [[name, before[name]] as const]));
  const entries = presets.map(({ name, ...preset }) => [name, preset] as const);
  await vscode.workspace.getConfiguration().update(KEY, Object.fromEntries([...broken, ...entries]), vscode.ConfigurationTarget.Global);
}
