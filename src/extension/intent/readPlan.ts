import { type Plan, planSchema } from '../../core/intent/plan';

export type PlanOrProblem = { readonly plan: Plan } | { readonly problem: { readonly sentence: string; readonly at: string } };

/** A plan from text that a person writes: where it is none yet, what is wrong, and at which place. */
export function planFrom(text: string): PlanOrProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: { sentence: error instanceof Error ? error.message : String(error), at: '' } };
  }
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return { plan: parsed.data };
  const [issue] = parsed.error.issues;
  const [unknown] = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const at = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].map(String).join('.');
  return { problem: { sentence: issue?.message ?? 'This is no plan.', at } };
}
