import * as vscode from 'vscode';

/** Where a step stands, for its title bar. */
export interface StepPlace {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** What a person did in a step: went back, or closed it (`undefined`). */
export type Left = 'back' | undefined;

/** A step answers the state that follows, or that there was nothing to ask, or that another step must be asked again. */
export type StepAnswer<S> = { readonly next: S } | { readonly again: string } | 'nothing to ask' | Left;

export interface WizardStep<S> {
  readonly id: string;
  ask(state: S, place: StepPlace): Promise<StepAnswer<S>>;
}

/** Asks step by step. Back leads to the step that was asked before, with the state it was asked with. `undefined` = the person gave up. */
export async function runWizard<S>(start: S, steps: readonly WizardStep<S>[]): Promise<S | undefined> {
  const asked: { readonly at: number; readonly state: S }[] = [];
  let state = start;
  let at = 0;
  for (let step = steps[at]; step !== undefined; step = steps[at]) {
    const answer = await step.ask(state, { step: at + 1, totalSteps: steps.length, canGoBack: asked.length > 0 });
    if (answer === undefined) return undefined;
    if (answer === 'nothing to ask') {
      at += 1;
    } else if (answer === 'back') {
      const before = asked.pop();
      if (before === undefined) return undefined;
      at = before.at;
      // What was chosen later stays as the proposal when the person comes by again.
    } else if ('again' in answer) {
      const wanted = steps.findIndex(({ id }) => id === answer.again);
      while ((asked.at(-1)?.at ?? -1) >= wanted) asked.pop();
      at = wanted;
    } else {
      asked.push({ at, state });
      state = answer.next;
      at += 1;
    }
  }
  return state;
}

interface Question extends StepPlace {
  readonly title: string;
  readonly placeholder: string;
}

export interface PickQuestion<T extends vscode.QuickPickItem> extends Question {
  readonly items: readonly T[];
  /** Where the cursor begins. */
  readonly active?: T | undefined;
}

/** One of several. */
export const askOne = <T extends vscode.QuickPickItem>(question: PickQuestion<T>): Promise<T | Left> =>
  ask(question, { many: false, ticked: [] }, ([item]) => item);

/** Any number of several. */
export const askMany = <T extends vscode.QuickPickItem>(question: PickQuestion<T>, ticked: readonly T[]): Promise<readonly T[] | Left> =>
  ask(question, { many: true, ticked }, (items) => items);

interface PickMode<T> {
  readonly many: boolean;
  readonly ticked: readonly T[];
}

function ask<T extends vscode.QuickPickItem, A>(
  { items, active, ...question }: PickQuestion<T>,
  { many, ticked }: PickMode<T>,
  answer: (items: readonly T[]) => A | undefined,
): Promise<A | Left> {
  const picker = vscode.window.createQuickPick<T>();
  picker.items = items;
  picker.canSelectMany = many;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  if (many) picker.selectedItems = ticked;
  if (active !== undefined) picker.activeItems = [active];
  return settle(picker, question, (done) =>
    picker.onDidAccept(() => {
      const chosen = answer(picker.selectedItems);
      if (chosen !== undefined) done(chosen);
    }),
  );
}

export interface TextQuestion extends Question {
  readonly value: string;
  /** What is wrong with a text, or `undefined`. */
  readonly judge: (text: string) => string | undefined;
}

export function askText({ value, judge, ...question }: TextQuestion): Promise<string | Left> {
  const box = vscode.window.createInputBox();
  box.value = value;
  box.prompt = question.placeholder;
  box.onDidChangeValue((text) => {
    box.validationMessage = judge(text);
  });
  return settle(box, question, (done) =>
    box.onDidAccept(() => {
      box.validationMessage = judge(box.value);
      if (box.validationMessage === undefined) done(box.value);
    }),
  );
}

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** Shows an input until it is answered, left by Back, or closed; then it is gone. */
function settle<A>(input: Input, question: Question, onAccept: (done: (answer: A) => void) => vscode.Disposable): Promise<A | Left> {
  const { title, placeholder, step, totalSteps, canGoBack } = question;
  Object.assign(input, {
    title,
    placeholder,
    step,
    totalSteps,
    ignoreFocusOut: true,
    buttons: canGoBack ? [vscode.QuickInputButtons.Back] : [],
  });
  return new Promise((resolve) => {
    const done = (answer: A | Left) => {
      resolve(answer);
      input.hide();
    };
    onAccept(done);
    input.onDidTriggerButton((button) => button === vscode.QuickInputButtons.Back && done('back'));
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
