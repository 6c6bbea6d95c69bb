import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GRID_KEY_COMMANDS } from '../../../../src/extension/grid/gridCommands';
import { DASH, KEYS, type KeyLine, keyCap } from '../../../../src/webview/grid/keyTable';
import { repoRoot } from '../../../support/samples';

interface Keybinding {
  readonly command: string;
  readonly key: string;
}

const manifest = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8'));
const bindings = (manifest.contributes.keybindings as readonly Keybinding[]).filter(({ command }) => command in GRID_KEY_COMMANDS);
const lines: readonly KeyLine[] = Object.values(KEYS).flat();

/** The manifest's names of keys as the sheet prints them. */
const PRINTED: Readonly<Record<string, string>> = {
  left: '←',
  right: '→',
  up: '↑',
  down: '↓',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  escape: 'Esc',
  'shift+/': '?',
};

const capitalized = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** `ctrl+shift+z` → Ctrl, Shift, Z. */
const capsOf = (key: string): readonly string[] =>
  PRINTED[key] !== undefined ? [PRINTED[key]] : key.split('+').map((part) => PRINTED[part] ?? capitalized(part));

describe('the sheet of keys', () => {
  it('names every command of the grid that has a key, once', () => {
    const inManifest = new Set(bindings.map(({ command }) => GRID_KEY_COMMANDS[command as keyof typeof GRID_KEY_COMMANDS]));
    const onSheet = lines.flatMap(({ commands }) => commands);
    assert.deepEqual([...onSheet].sort(), [...inManifest].sort());
  });

  it('prints no key that the manifest does not set for that very command', () => {
    for (const { keys, commands } of lines) {
      const set = bindings
        .filter(({ command }) => commands.includes(GRID_KEY_COMMANDS[command as keyof typeof GRID_KEY_COMMANDS]))
        .flatMap(({ key }) => capsOf(key));
      const printed = keys.filter((key) => key !== DASH);
      assert.deepEqual(
        printed.filter((key) => !set.includes(key)),
        [],
        `${keys.join(' ')} for ${commands.join(', ')}`,
      );
    }
  });

  it('names modifiers as a Mac does', () => {
    assert.deepEqual(
      ['Ctrl', 'Shift', 'Z'].map((key) => keyCap(key, true)),
      ['⌘', '⇧', 'Z'],
    );
    assert.equal(keyCap('Ctrl', false), 'Ctrl');
  });
});
