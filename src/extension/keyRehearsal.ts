import * as vscode from 'vscode';
import { isAbort, logError } from './errors';

/** What a rehearsed command is called with: it does nothing then. */
export const REHEARSAL = { rehearsal: true } as const;

export const isRehearsal = (arg: unknown): boolean =>
  typeof arg === 'object' && arg !== null && 'rehearsal' in arg && arg.rehearsal === REHEARSAL.rehearsal;

/**
 * Makes keys run in the order in which they are pressed. The first time that the workbench runs a command, it asks whether an
 * extension wants to wake up for it (`onCommand:…`), and waits for the answer; a key pressed meanwhile, whose command it has run before,
 * overtakes: P, then →, would pick the next photo. So every command that has a key is run once before a person does, without an effect.
 * Commands that this host runs itself would not do: the workbench does not hear of them. Never rejects.
 */
export async function rehearseKeys(manifest: unknown, log: vscode.LogOutputChannel): Promise<void> {
  try {
    const alone = commandsWithKeys(manifest).map((command) => ({ commands: [{ command, args: REHEARSAL }] }));
    // All at once: one after the other, each would wait for an answer of a workbench that is busy with its window.
    await Promise.all(alone.map((commands) => vscode.commands.executeCommand('runCommands', commands)));
  } catch (error) {
    if (!isAbort(error)) logError(log, 'rehearse the keys', error);
  }
}

/** Of the extension's manifest, each once, in its order. */
export function commandsWithKeys(manifest: unknown): readonly string[] {
  const { contributes } = manifest as { readonly contributes?: { readonly keybindings?: readonly { readonly command: string }[] } };
  return [...new Set((contributes?.keybindings ?? []).map(({ command }) => command))];
}
