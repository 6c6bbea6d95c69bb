import fc from 'fast-check';
import type { DecisionField, DecisionValue } from '../../../src/core/git/reports';
import { Seen } from '../../../src/core/index/causality';
import { parseDecisions } from '../../../src/core/index/decisions';
import { type DecisionEntry, formatEntry } from '../../../src/core/index/entries';

/** People who decide on logs of their own and merge them, step by step, with what each of them really knew. */

export const PHOTOS = ['a.NEF', 'b.NEF', 'c.NEF'].map((path, i) => ({ path, hash: String(i + 1).repeat(64) }));

export type Step =
  | {
      readonly kind: 'decide';
      readonly replica: number;
      readonly photo: number;
      readonly field: DecisionField;
      readonly value: DecisionValue;
      readonly clock: number;
    }
  | { readonly kind: 'merge'; readonly replica: number; readonly from: number };

const VALUES = { verdict: ['pick', 'reject', null], rating: [0, 3, 5, null], label: ['red', 'green', null] } as const;

const decide = (replicas: number): fc.Arbitrary<Step> =>
  fc.constantFrom('verdict', 'rating', 'label').chain((field) =>
    fc.record({
      kind: fc.constant('decide' as const),
      replica: fc.nat(replicas - 1),
      photo: fc.nat(PHOTOS.length - 1),
      field: fc.constant(field),
      value: fc.constantFrom<DecisionValue>(...VALUES[field]),
      // Clocks go wrong: a step may be long before the one that it follows.
      clock: fc.nat(1_000_000),
    }),
  );

const merge = (replicas: number): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constant('merge' as const), replica: fc.nat(replicas - 1), from: fc.nat(replicas - 1) });

export const steps = (replicas: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.oneof({ weight: 3, arbitrary: decide(replicas) }, { weight: 1, arbitrary: merge(replicas) }), {
    minLength: 10,
    maxLength: 40,
  });

export interface Outcome {
  /** Everything that anybody wrote, in the order of the log. */
  readonly entries: readonly DecisionEntry[];
  /** Ids that each line's author had in the log when it was written. */
  readonly knew: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `authors[i]` sits at replica `i`; one person may sit at two. */
export function simulate(authors: readonly (string | null)[], script: readonly Step[]): Outcome {
  const logs = authors.map(() => new Map<string, DecisionEntry>());
  const knew = new Map<string, ReadonlySet<string>>();
  const written: DecisionEntry[] = [];
  for (const step of script) {
    const own = logs[step.replica];
    if (own === undefined) continue;
    if (step.kind === 'merge') {
      for (const [id, entry] of logs[step.from] ?? []) own.set(id, entry);
      continue;
    }
    const entry = line(step, { author: authors[step.replica] ?? null, id: `line-${written.length}`, log: [...own.values()] });
    knew.set(entry.id, new Set(own.keys()));
    own.set(entry.id, entry);
    written.push(entry);
  }
  return { entries: inOrder(written), knew };
}

/** As `appendDecisions` writes it: after everything in the log, whatever the clock says. */
function line(
  step: Extract<Step, { kind: 'decide' }>,
  { author, id, log }: { author: string | null; id: string; log: readonly DecisionEntry[] },
): DecisionEntry {
  const photo = PHOTOS[step.photo] ?? { path: '', hash: '' };
  const latest = Math.max(-1, ...log.map(({ time }) => Date.parse(time)));
  const time = new Date(Math.max(step.clock, latest + 1)).toISOString();
  return { kind: 'decision', id, ...photo, [step.field]: step.value, time, author, ...new Seen([photo], inOrder(log)).by(id, photo) };
}

export const textOf = (entries: readonly DecisionEntry[]): string => entries.map(formatEntry).join('');

export const inOrder = (entries: readonly DecisionEntry[]): readonly DecisionEntry[] =>
  parseDecisions(textOf(entries)).entries.filter((entry) => entry.kind === 'decision');
