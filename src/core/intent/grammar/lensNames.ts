import type { FoundName } from './names';

/** The ways in which photographers name a lens by its figures: “the 70-200”, “on the 85mm”, “85mm f/1.8”, “with the 85”. */
const DESIGNATION =
  /(?:\b(?:with|on|using)\s+(the\s+|my\s+|an?\s+)?)?(?<![\w./-]|\biso\s*|\biso\s+(?:of|from|between)\s+)(?:[a-z]{1,4}(?=\d))?(\d{1,4}-\d{1,4}|\d{2,4})(?:\s*(mm))?(?:\s+f\s*\/?\s*(\d{1,2}(?:\.\d{1,2})?)(?![\w.]|\s+(?:or|and)\s+(?:wider|narrower|faster)))?(\s+lens(?:es)?)?(?![\w/]|-\d|\s*(?:mm\b|to\s+\d))/g;

/** Lenses of the shoot that figures name; what names none is left to the rules about focal lengths and apertures. */
export function findLenses(open: string, lenses: readonly string[]): readonly FoundName[] {
  return [...open.matchAll(DESIGNATION)].flatMap((match) => {
    const [words, article, length = '', mm, f, lens] = match;
    // A single length is one of a zoom as well, unless something says that a lens is meant.
    const isLens = length.includes('-') || lens !== undefined || article !== undefined || (mm !== undefined && f !== undefined);
    const found = isLens ? lenses.filter((name) => isCalled(name.toLowerCase(), length, f)) : [];
    const [only] = found;
    if (only === undefined) return [];
    const value = found.length === 1 ? only : sharedPart(found, length);
    return [{ start: match.index, end: match.index + words.length, reading: { meaning: `lens ${value}`, facts: { lenses: [value] } } }];
  });
}

function isCalled(name: string, length: string, f: string | undefined): boolean {
  const hasLength = new RegExp(`(?<![\\d-])${length}${length.includes('-') ? '(?![\\d-])' : '\\s*mm'}`).test(name);
  return hasLength && (f === undefined || new RegExp(`(?:f\\s*/?\\s*|1:)${f.replace('.', '\\.')}(?![\\d.])`).test(name));
}

/** The figures as all of the names hold them. */
const sharedPart = (names: readonly string[], length: string): string =>
  names.every((name) => name.toLowerCase().includes(`${length}mm`)) ? `${length}mm` : length;
