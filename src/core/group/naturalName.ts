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
  const [, prefixA, numberA = '', suffixA] = NUMBERED.exec(stem(earlier)) ?? [];
  const [, prefixB, numberB = '', suffixB] = NUMBERED.exec(stem(later)) ?? [];
  if (prefixA === undefined || prefixA !== prefixB || suffixA !== suffixB) return false;
  if (Number(numberB) === Number(numberA) + 1) return true;
  return numberA === '9999' && (numberB === '0001' || numberB === '0000');
}

/** A file name without its extension, in lower case. */
function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).toLowerCase();
}
