/**
 * Text from files (names, camera makes, reasons) as Markdown that shows it and does nothing else: no links, images, HTML or emphasis.
 * Line breaks become spaces so that a name cannot start a block of its own. Source: CommonMark 0.31, backslash escapes (section 2.4).
 */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[!-/:-@[-`{-~]/g, (mark) => `\\${mark}`);
