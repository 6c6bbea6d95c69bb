import * as vscode from 'vscode';

/** The panels of one kind that the window shows. */
export interface Panels {
  readonly tabs: readonly vscode.Tab[];
  /** Resolves when there are this many: tabs follow a little after the call that opens or closes them. */
  count(wanted: number): Promise<void>;
  /** Closes all of them. */
  close(): Promise<void>;
}

/** `viewType`: as the extension registers it; the editor puts something before it. */
export function panelsOf(viewType: string): Panels {
  const isOne = (input: unknown): boolean => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType);
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => isOne(input));
  const count = async (wanted: number): Promise<void> => {
    while (tabs().length !== wanted) await nextChange();
  };
  return {
    get tabs() {
      return tabs();
    },
    count,
    close: async () => {
      await vscode.window.tabGroups.close(tabs());
      await count(0);
    },
  };
}

function nextChange(): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(() => {
      listener.dispose();
      resolve();
    });
  });
}
