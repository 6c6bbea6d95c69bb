/** Replaces the text from `start` to `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Carries out splices that do not overlap, from the end. At one place, what is inserted comes before what replaces. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, splice) => result.slice(0, splice.start) + splice.text + result.slice(splice.end), text);
}

/** The white space in front of an offset, so that something new lines up with what stands there. */
export const spaceBefore = (text: string, at: number): string => /[ \t\r\n]+$/.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? '';

/** The line break and indentation in front of an offset; empty where it does not begin its line. */
export const indentBefore = (text: string, at: number): string => /\r?\n[ \t]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? '';
