import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commands';
import { crowd } from './support/crowd';
import { qrate } from './support/qrate';

describe('activation', () => {
  it('takes less than 50 ms', async () => {
    const { activationMs } = await qrate();
    // The clock of the wall: others on the machine lengthen it.
    assert.ok(activationMs < 50 * crowd(), `took ${activationMs.toFixed(1)} ms, with a queue of ${crowd().toFixed(1)}`);
  });

  it('registers every command of the table', async () => {
    await qrate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.keys(COMMANDS).filter((id) => !registered.has(id)),
      [],
    );
  });

  it('does not load the image library into the extension host', async () => {
    await qrate();
    assert.deepEqual(
      Object.keys(require.cache).filter((file) => /[\\/]node_modules[\\/]sharp[\\/]/.test(file)),
      [],
    );
  });
});
