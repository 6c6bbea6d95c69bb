import * as vscode from 'vscode';

/** Does something that asks the person in a quick pick, and accepts the row it offers first, as Enter does. */
export async function confirmed<T>(work: () => Thenable<T>): Promise<T> {
  let ended = false;
  const done = Promise.resolve(work()).finally(() => {
    ended = true;
  });
  // Where no quick pick is open yet, accepting does nothing.
  while (!ended) {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await Promise.race([done.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  return done;
}
