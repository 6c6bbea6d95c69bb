import path from 'node:path';
import type { PhotoView, Verdict } from '../../core/model';
import { drained, type Steps } from '../../core/pace';
import type { ShootView } from '../../core/reports';

/** What the Explorer shows beside a file: at most two characters, which VS Code does not exceed either. */
export interface Badge {
  readonly text: string;
  readonly verdict: Verdict | null;
  readonly by: 'person' | 'machine';
  /** 0 = none. */
  readonly rating: number;
}

/** Small letters and signs are suggestions, capitals the person's word. */
const SUGGESTED: Record<Verdict, string> = { pick: 'p', alternate: 'a', review: '?', reject: 'x' };

/** `P`, `X`, `P4`, `4★`, or a suggestion's sign; `null` for a photo about which nothing is said. */
export function badgeOf({ decision, suggestion }: PhotoView, suggestions: boolean): Badge | null {
  const verdict = decision?.verdict ?? null;
  const rating = decision?.rating ?? 0;
  if (verdict !== null) return { text: `${verdict === 'pick' ? 'P' : 'X'}${rating || ''}`, verdict, by: 'person', rating };
  if (rating > 0) return { text: `${rating}★`, verdict: null, by: 'person', rating };
  if (!suggestions || suggestion === null) return null;
  return { text: SUGGESTED[suggestion.verdict], verdict: suggestion.verdict, by: 'machine', rating: 0 };
}

/** The badges of a shoot by absolute path; companions bear that of their photo. */
export const badgesOf = (view: ShootView, suggestions: boolean): ReadonlyMap<string, Badge> => drained(badgeSteps(view, suggestions));

/** The same in steps, for a large shoot. */
export function* badgeSteps({ root, photos }: ShootView, suggestions: boolean): Steps<ReadonlyMap<string, Badge>> {
  const badges = new Map<string, Badge>();
  for (const [at, photo] of photos.entries()) {
    const badge = badgeOf(photo, suggestions);
    if (badge !== null) for (const file of [photo, ...photo.companions]) badges.set(path.join(root, file.path), badge);
    if (at % 128 === 127) yield;
  }
  return badges;
}

/** Files whose badge came, went or changed. */
export function changedBadges(before: ReadonlyMap<string, Badge>, after: ReadonlyMap<string, Badge>): readonly string[] {
  const isSame = (a: Badge | undefined, b: Badge | undefined) => a?.text === b?.text && a?.by === b?.by;
  return [...new Set([...before.keys(), ...after.keys()])].filter((file) => !isSame(before.get(file), after.get(file)));
}
