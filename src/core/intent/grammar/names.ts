import type { Vocabulary } from '../vocabulary';
import { distance } from './distance';
import type { Reading } from './rule';
import { USED } from './sentence';

export interface FoundName {
  readonly start: number;
  readonly end: number;
  readonly reading: Reading;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words that are never a camera's or lens's name, whatever a file claims. */
const NEVER_NAMES = new Set(
  'the a an and or of for in on at by to with from camera cameras lens lenses photo photos picture pictures best top all not no without as is are my me'.split(
    ' ',
  ),
);

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{N}]+(?:[.+][\p{N}]+)?/gu)].map(({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));

const MAX_RUN = 6;

/** Runs of neighbouring words that are not taken yet, the longest first. */
function runsOf(open: string): readonly (readonly Token[])[] {
  const tokens = tokensOf(open);
  const runs: Token[][] = [];
  for (let length = Math.min(MAX_RUN, tokens.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const run = tokens.slice(at, at + length);
      if (!open.slice(run[0]?.start, run.at(-1)?.end).includes(USED)) runs.push(run);
    }
  }
  return runs;
}

const compact = (tokens: readonly Pick<Token, 'text'>[]): string =>
  tokens
    .map(({ text }) => text)
    .join('')
    .toLowerCase();

/** A run of words inside a name, as the name writes it. */
interface Part {
  readonly compact: string;
  readonly written: string;
}

function partsOf(name: string): readonly Part[] {
  const tokens = tokensOf(name).slice(0, 12);
  return tokens.flatMap((_, from) =>
    tokens.slice(from).map((__, count) => {
      const run = tokens.slice(from, from + count + 1);
      return { compact: compact(run), written: name.slice(run[0]?.start, run.at(-1)?.end) };
    }),
  );
}

const isTelling = (text: string): boolean =>
  text.length >= 2 && !NEVER_NAMES.has(text) && (/\d/.test(text) || text.length >= 4) && !/^\d{1,3}$/.test(text);

const digits = (text: string): string => text.replace(/\D/g, '');

/** Misspelt at most like this; figures must be right, since they tell models apart. */
const isNear = (typed: string, meant: string): boolean =>
  typed.length >= 5 && digits(typed) === digits(meant) && distance(typed, meant, 2) <= (Math.min(typed.length, meant.length) >= 8 ? 2 : 1);

/** “Photos of an apple” are of no camera. */
const isPictured = (open: string, run: readonly Token[]): boolean =>
  !/\d/.test(compact(run)) && /\bof\s+(?:an?|some|two|three)\s+$/.test(open.slice(0, run[0]?.start));

const isEqual = (typed: string, meant: string): boolean => typed === meant;

/** “fuji” for FUJIFILM: the beginning of one word of letters, half of it at least. */
const isShort = (typed: string, meant: string): boolean =>
  /^\p{L}{4,}$/u.test(typed) && /^\p{L}+$/u.test(meant) && meant.startsWith(typed) && 2 * typed.length >= meant.length;

/** A camera or lens of the shoot that the open words name, exactly or nearly; the longest run wins. Names are compared, never patterns. */
export function findName(open: string, { cameras, lenses }: Pick<Vocabulary, 'cameras' | 'lenses'>): FoundName | null {
  const known = [
    ...cameras.map((name) => ({ name, field: 'cameras' as const, parts: partsOf(name) })),
    ...lenses.map((name) => ({ name, field: 'lenses' as const, parts: partsOf(name) })),
  ];
  const runs = runsOf(open).filter(
    (run) => isTelling(compact(run)) && !run.some(({ text }) => NEVER_NAMES.has(text.toLowerCase())) && !isPictured(open, run),
  );
  for (const isSame of [isEqual, isNear, isShort]) {
    for (const run of runs) {
      const typed = compact(run);
      const hits = known.flatMap(({ name, field, parts }) => {
        const part = parts.find((it) => isTelling(it.compact) && isSame(typed, it.compact));
        return part === undefined ? [] : [{ name, field, part }];
      });
      const [first] = hits;
      if (first !== undefined)
        return named(open, run, { ...first, isOnly: hits.filter(({ field }) => field === first.field).length === 1, typed });
    }
  }
  return null;
}

interface Hit {
  readonly name: string;
  readonly field: 'cameras' | 'lenses';
  readonly part: Part;
  readonly isOnly: boolean;
  readonly typed: string;
}

/** The whole name where only one has these words, else the words, which several names hold. */
function named(open: string, run: readonly Token[], { name, field, part, isOnly, typed }: Hit): FoundName {
  const value = isOnly ? name : part.written;
  const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
  const lead =
    /(?:(?:taken|shot|made)\s+)?(?:(?:with|by|on|from|using)\s+)?(?:the\s+|my\s+|an?\s+)?$/.exec(open.slice(0, start))?.[0] ?? '';
  const tail = /^\s+(?:camera|body|lens)\b/.exec(open.slice(end))?.[0] ?? '';
  const kind = field === 'cameras' ? 'camera' : 'lens';
  const guess = typed === part.compact ? '' : ` (read “${open.slice(start, end)}” as “${part.written}”)`;
  const facts = field === 'cameras' ? { cameras: [value] } : { lenses: [value] };
  return { start: start - lead.length, end: end + tail.length, reading: { meaning: `${kind} ${value}${guess}`, facts } };
}

/**
 * “in folder X”, “in X/”, “from "X"”: only folders that there are. The longest name wins. `isExplicit`: only where the words can mean
 * nothing but a folder.
 */
export function findFolder(open: string, folders: readonly string[], isExplicit = false): FoundName | null {
  const sorted = folders.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  for (const folder of sorted) {
    const name = folder.toLowerCase();
    for (const lead of ['folder ', 'directory ', 'in ', 'from ']) {
      for (const written of [`"${name}"`, `'${name}'`, `${name}/`, `./${name}`, name]) {
        if (isExplicit && lead.length < 6 && written === name && !name.includes('/')) continue;
        const at = open.indexOf(`${lead}${written}`);
        const end = at + lead.length + written.length;
        if (at < 0 || /[\p{L}\p{N}]/u.test(open[at - 1] ?? ' ') || /[\p{L}\p{N}_-]/u.test(open[end] ?? ' ')) continue;
        const before = /(?:in|from|of)\s+(?:the\s+)?$/.exec(open.slice(0, at))?.[0] ?? '';
        return { start: at - before.length, end, reading: { meaning: `in the folder ${folder}`, facts: { folders: [folder] } } };
      }
    }
  }
  return null;
}
