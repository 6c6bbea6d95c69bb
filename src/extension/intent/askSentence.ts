import * as vscode from 'vscode';

const HISTORY = 'qrate.sentences';
const REMEMBERED = 10;

const examples = (): readonly string[] => [
  'best 20 from last weekend, not blurry',
  'picks of Saturday evening, copy to ./selected',
  'best 50 for exhibition',
  'all photos with at least 3 stars as XMP for Lightroom',
  'undecided landscape photos, 5 per day',
];

interface SentenceItem extends vscode.QuickPickItem {
  readonly sentence: string;
}

/** A line to type into, with what was asked before and what may be asked. `undefined` = the person left. */
export async function askSentence(
  memory: vscode.Memento,
  { title, value }: { readonly title: string; readonly value: string },
): Promise<string | undefined> {
  const input = vscode.window.createQuickPick<SentenceItem>();
  const before = history(memory);
  const fill = () => {
    input.items = rows(input.value, before);
  };
  input.title = title;
  input.placeholder = vscode.l10n.t('What do you want? For example: best 20 from last weekend, not blurry');
  input.value = value;
  input.onDidChangeValue(fill);
  fill();
  try {
    return await new Promise<string | undefined>((resolve) => {
      input.onDidHide(() => resolve(undefined));
      input.onDidAccept(() => {
        const sentence = input.selectedItems[0]?.sentence ?? input.value.trim();
        if (sentence !== '') resolve(sentence);
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

/** What was typed comes first, so that Enter takes it. */
function rows(typed: string, before: readonly string[]): readonly SentenceItem[] {
  const own = typed.trim();
  const row = (label: string, icon: string): SentenceItem => ({ label: `$(${icon}) ${label}`, sentence: label, alwaysShow: own === '' });
  const separator = (label: string): SentenceItem => ({ label, kind: vscode.QuickPickItemKind.Separator, sentence: '' });
  return [
    ...(own === ''
      ? []
      : [{ label: `$(comment) ${own}`, description: vscode.l10n.t('show the plan; nothing is written'), sentence: own, alwaysShow: true }]),
    ...(before.length === 0
      ? []
      : [separator(vscode.l10n.t('Asked before')), ...before.filter((it) => it !== own).map((it) => row(it, 'history'))]),
    separator(vscode.l10n.t('Examples')),
    ...examples().map((it) => row(it, 'lightbulb')),
  ];
}

function history(memory: vscode.Memento): readonly string[] {
  const value: unknown = memory.get(HISTORY);
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}

export async function rememberSentence(memory: vscode.Memento, sentence: string): Promise<void> {
  await memory.update(HISTORY, [sentence, ...history(memory).filter((it) => it !== sentence)].slice(0, REMEMBERED));
}
