import type { Group, GroupKind, Photo } from '../model';
import { compareText } from './naturalName';

const LETTERS: Record<GroupKind, string> = {
  'exact-duplicate': 'd',
  'near-duplicate': 'n',
  burst: 'b',
  bracket: 'e',
  'focus-stack': 'f',
  panorama: 'p',
  interval: 'i',
  'pixel-shift': 'px',
  'multiple-exposure': 'm',
  series: 's',
};

/** A group before it has an id. */
export interface Unnamed {
  readonly kind: GroupKind;
  readonly members: readonly [Photo, ...Photo[]];
}

/**
 * Names groups: the kind's letter or two, a dash and 12 hex digits of FNV-1a over kind, folder and content of the first member. An
 * id stays when other photos come and go, and when files are copied to another disk. Groups that would share one (the first
 * of two sets of not yet hashed copies in one folder) get theirs from the next attempt, in the given order.
 */
export function nameGroups(unnamed: readonly Unnamed[]): readonly Group[] {
  const taken = new Set<string>();
  return unnamed.map(({ kind, members }) => {
    const id = freeId(kind, members[0], taken);
    taken.add(id);
    return { id, kind, members: members.map(({ path }) => path) };
  });
}

/** Sorted by first member (code units), then kind, and named in that order. */
export const nameSorted = (unnamed: readonly Unnamed[]): readonly Group[] =>
  nameGroups(unnamed.toSorted((a, b) => compareText(a.members[0].path, b.members[0].path) || compareText(a.kind, b.kind)));

function freeId(kind: GroupKind, first: Photo, taken: ReadonlySet<string>): string {
  const content = first.preview?.contentId ?? first.hash ?? first.path;
  const folder = first.path.slice(0, Math.max(0, first.path.lastIndexOf('/')));
  for (let attempt = 1; ; attempt++) {
    const seed = [kind, folder, content, ...(attempt > 1 ? [attempt] : [])].join('\n');
    const id = `${LETTERS[kind]}-${fold48(fnv1a64(seed))}`;
    if (!taken.has(id)) return id;
  }
}

/** 64 bits as two unsigned halves. */
export interface Hash64 {
  readonly hi: number;
  readonly lo: number;
}

const utf8 = new TextEncoder();

/**
 * FNV-1a, 64 bits, over UTF-8 (Fowler, Noll, Vo; IETF draft-eastlake-fnv). The prime is 2^40 + 0x1b3, so the product splits
 * into halves that stay below 2^53.
 */
export function fnv1a64(text: string): Hash64 {
  let hi = 0xcbf29ce4;
  let lo = 0x84222325;
  for (const byte of utf8.encode(text)) {
    lo = (lo ^ byte) >>> 0;
    const low = lo * 0x1b3;
    const shifted = (lo << 8) >>> 0;
    hi = (hi * 0x1b3 + Math.floor(low / 2 ** 32) + shifted) % 2 ** 32;
    lo = low >>> 0;
  }
  return { hi, lo };
}

/** Folds to 48 bits by XOR, as the FNV authors advise for sizes that are no power of two; 12 hex digits. */
function fold48({ hi, lo }: Hash64): string {
  const low = (lo ^ (hi >>> 16)) >>> 0;
  return hex(hi & 0xffff, 4) + hex(low, 8);
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
