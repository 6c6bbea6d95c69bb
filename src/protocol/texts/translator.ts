/**
 * What puts a text into the person's language: the editor's `vscode`, or nobody, where a page is shown by a terminal. Texts of pages that
 * both show ask it by the editor's own name, so that the tool which gathers texts to translate finds them.
 */
export interface Translator {
  readonly l10n: { readonly t: (text: string, ...values: (string | number)[]) => string };
}

/** English as it is written here. */
export const ENGLISH: Translator = {
  l10n: { t: (text, ...values) => text.replace(/\{(\d+)\}/g, (mark, at) => String(values[Number(at)] ?? mark)) },
};
