/** Code units, never a locale: the same order on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A number, or a character that is no digit. */
const TOKENS = /\d+|\D/g;

/**
 * Natural order of file names: runs of digits compare as numbers (`DSC_9` before `DSC_10`), all else by code units without
 * regard to case. Names that differ only in case or leading zeros fall back to plain code units, so the order is total.
 */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()];
  const start = differsFrom(lowerA, lowerB);
  const left = lowerA.slice(start).match(TOKENS) ?? [];
  const right = lowerB.slice(start).match(TOKENS) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareTokens(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Where the first token that differs begins: names on a card are alike but for their ends. */
function differsFrom(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  while (at > 0 && isDigits(a.charAt(at - 1))) at--;
  return at;
}

function compareTokens(a: string, b: string): number {
  if (!isDigits(a) || !isDigits(b)) return compareText(a, b);
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || compareText(left, right);
}

const isDigits = (token: string): boolean => token >= '0' && token < ':';

const NUMBERED = /^(.*?)(\d+)(\D*)$/s;

/**
 * Whether `later` is the very next frame of `earlier` by its name: the same text around a last number that is one higher,
 * or has wrapped from 9999 to 0001 (or 0000), as cameras do (DCF: four digits). Extensions do not count.
 */
export function isNextInSequence(earlier: string, later: string): boolean {
  const [a, b] = [numbered(earlier), numbered(later)];
  if (a === null || b === null || a.pattern !== b.pattern) return false;
  if (Number(b.digits) === Number(a.digits) + 1) return true;
  return a.digits === '9999' && (b.digits === '0001' || b.digits === '0000');
}

/** The camera's counter in a name, with the text around it; `null` for names that no camera counts up (dates, words, `IMG_1 (2)`). */
export interface CountedName {
  readonly pattern: string;
  readonly number: number;
}

export function countedName(name: string): CountedName | null {
  const found = numbered(name);
  if (found === null || !CAMERA_DIGITS.test(found.digits)) return null;
  return { pattern: found.pattern, number: Number(found.digits) };
}

/** DCF counts with four digits, Sony with five, old phones and camera traps with three. */
const CAMERA_DIGITS = /^\d{3,5}$/;

function numbered(name: string): { readonly pattern: string; readonly digits: string } | null {
  const [, prefix, digits, suffix] = NUMBERED.exec(stem(name)) ?? [];
  return prefix === undefined || digits === undefined ? null : { pattern: `${prefix}#${suffix}`, digits };
}

/** A file name without its extension, in lower case. */
function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).toLowerCase();
}
