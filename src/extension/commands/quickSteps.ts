import * as vscode from 'vscode';

/** One step of a quick pick in several: an item, a step back, or `undefined` where the person left. */
export type Answer<T> = T | 'back' | undefined;

export interface StepOptions {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  readonly placeholder: string;
  /** Whether there is a step before this one. */
  readonly canGoBack: boolean;
}

export interface PickOptions<T extends vscode.QuickPickItem> extends StepOptions {
  /** May take a while; the step shows that it is at work until then. */
  readonly items: readonly T[] | Promise<readonly T[]>;
  /** Answers whether the step goes on after this item instead of ending with it. */
  readonly stays?: (item: T) => boolean;
}

/** Rejects where the items do. */
export async function pickStep<T extends vscode.QuickPickItem>(options: PickOptions<T>): Promise<Answer<T>> {
  const input = vscode.window.createQuickPick<T>();
  prepare(input, options);
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.ignoreFocusOut = options.stays !== undefined;
  try {
    return await new Promise<Answer<T>>((resolve, reject) => {
      input.onDidTriggerButton(() => resolve('back'));
      input.onDidHide(() => resolve(undefined));
      input.onDidAccept(() => {
        const [item] = input.selectedItems;
        if (item !== undefined && options.stays?.(item) !== true) resolve(item);
      });
      input.show();
      fillIn(input, options.items).catch(reject);
    });
  } finally {
    input.dispose();
  }
}

async function fillIn<T extends vscode.QuickPickItem>(input: vscode.QuickPick<T>, items: PickOptions<T>['items']): Promise<void> {
  if (!(items instanceof Promise)) {
    input.items = items;
    return;
  }
  input.busy = true;
  const found = await items;
  input.busy = false;
  input.items = found;
}

export interface NumberOptions extends StepOptions {
  readonly value: number;
  readonly accepts: (value: number) => boolean;
  /** Shown while the number is not accepted. */
  readonly hint: string;
}

export async function numberStep(options: NumberOptions): Promise<Answer<number>> {
  const input = vscode.window.createInputBox();
  prepare(input, options);
  input.prompt = options.placeholder;
  input.value = String(options.value);
  const accepted = () => input.value.trim() !== '' && options.accepts(Number(input.value));
  input.onDidChangeValue(() => {
    input.validationMessage = accepted() ? undefined : options.hint;
  });
  try {
    return await new Promise<Answer<number>>((resolve) => {
      input.onDidTriggerButton(() => resolve('back'));
      input.onDidHide(() => resolve(undefined));
      input.onDidAccept(() => accepted() && resolve(Number(input.value)));
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function prepare(input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox, options: StepOptions): void {
  input.title = options.title;
  // "1/1" would be noise.
  if (options.steps > 1) {
    input.step = options.step;
    input.totalSteps = options.steps;
  }
  input.placeholder = options.placeholder;
  input.buttons = options.canGoBack ? [vscode.QuickInputButtons.Back] : [];
}
