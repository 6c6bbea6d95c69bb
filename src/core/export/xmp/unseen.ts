import path from 'node:path';
import type { Decision } from '../../model';
import { Refusal } from '../refusal';
import { colorOfText } from './labels';
import { type MarkField, marksOf, markText, type SidecarMarks, sameMark } from './marks';
import { readXmp } from './read';
import type { XmpWishes } from './wishes';
import type { SidecarState } from './writeSidecar';

/** A sidecar as qrate last wrote or read it, and what the person had decided then. */
export interface SeenSidecar {
  readonly marks: SidecarMarks;
  readonly decision: Decision;
  /** Whether qrate wrote it then. Values of its own, perhaps from the machine, are never taken for a person's. */
  readonly wrote: boolean;
}

/** By path relative to the shoot, with `/`. */
export type SeenSidecars = ReadonlyMap<string, SeenSidecar>;

interface Seeing {
  readonly view: { readonly root: string };
  readonly seen?: SeenSidecars | undefined;
}

/** The key of a sidecar in `SeenSidecars`. */
export const seenKey = (root: string, file: string): string => path.relative(root, file).split(path.sep).join('/');

/**
 * A check for `writeSidecar`: what another program changed since qrate last saw the sidecar, and a decision would overwrite, is
 * refused; `sync` asks what is right. Where qrate never saw the sidecar, the decision is written.
 */
export function refuseUnseen({ view, seen }: Seeing, { target, wishes }: { target: string; wishes: XmpWishes }) {
  const base = seen?.get(seenKey(view.root, target));
  return (state: SidecarState | null): void => {
    if (base === undefined || state === null) return;
    const values = readXmp(state.bytes);
    const now = marksOf(values);
    const field = fieldsSet(wishes).find((it) => !sameMark(it, now, base.marks) && !wished(it, wishes, now));
    if (field === undefined) return;
    const who = values.program === null ? 'another program' : values.program;
    const change = `${markText(field, base.marks)} → ${markText(field, now)}`;
    throw new Refusal(
      `“${path.basename(target)}” was changed by ${who} since qrate last saw it (${change}). Run sync to choose what is right.`,
    );
  };
}

const fieldsSet = ({ rating, label, flag }: XmpWishes): readonly MarkField[] => [
  ...(rating?.mode === 'set' ? ['rating' as const] : []),
  ...(label?.mode === 'set' ? ['label' as const] : []),
  ...(flag?.mode === 'set' ? ['verdict' as const] : []),
];

/** Whether the sidecar says already what is wished. */
function wished(field: MarkField, { rating, label, flag }: XmpWishes, now: SidecarMarks): boolean {
  if (field === 'rating') return (rating?.value || null) === now.rating;
  if (field === 'verdict') return (flag?.value ?? null) === now.flag;
  return (label?.value ?? null) === (now.color ?? (now.label === null ? null : colorOfText(now.label)));
}
