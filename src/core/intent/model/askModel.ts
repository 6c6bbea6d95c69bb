import { QrateError } from '../../errors';
import { type LanguageModel, LanguageModelError, type ModelTurn } from '../languageModel';
import { type Plan, parsePlan } from '../plan';
import { boundedAnswer } from './bounded';
import { extractObject } from './extractJson';
import { onlyAsked } from './onlyAsked';
import { type PromptParts, planPrompt, repairTurns } from './prompt';

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each of the at most two answers. */
  readonly timeoutMs?: number | undefined;
}

/** A plan that a model proposes. Only a person's yes runs it. */
export interface ModelPlan {
  readonly plan: Plan;
  /** The model's name, for people. */
  readonly by: string;
  readonly wasRepaired: boolean;
  /** What the model added and nobody asked for, one sentence each. */
  readonly dropped: readonly string[];
}

/** A plan of every field is far shorter; longer answers are no plans. */
export const MAX_ANSWER_BYTES = 32 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * Has a model read a sentence. Its answer is data: checked by the schema of plans, sent back once with the mistake, else refused.
 * Rejects with LanguageModelError, or the reason of the signal.
 */
export async function askModel(model: LanguageModel, parts: PromptParts, options: AskOptions = {}): Promise<ModelPlan> {
  const turns = planPrompt(parts);
  const answer = await answerTo(model, turns, options);
  const first = readAnswer(model, answer);
  if ('plan' in first) return proposal(model, { plan: first.plan, sentence: parts.sentence, wasRepaired: false });
  const second = readAnswer(model, await answerTo(model, [...turns, ...repairTurns(answer, first.mistake)], options));
  if ('plan' in second) return proposal(model, { plan: second.plan, sentence: parts.sentence, wasRepaired: true });
  throw new LanguageModelError('not-a-plan', `${model.name} did not answer with a plan, nor when it was asked again. ${second.mistake}`);
}

const answerTo = (model: LanguageModel, turns: readonly ModelTurn[], { signal, timeoutMs = TIMEOUT_MS }: AskOptions): Promise<string> =>
  boundedAnswer(model, turns, { signal, timeoutMs, maxBytes: MAX_ANSWER_BYTES });

function proposal(model: LanguageModel, read: { plan: Plan; sentence: string; wasRepaired: boolean }): ModelPlan {
  const { plan, dropped } = onlyAsked(read.plan, read.sentence);
  return { plan, by: model.name, wasRepaired: read.wasRepaired, dropped };
}

/** Throws LanguageModelError('refused') where the model says that it will not. */
function readAnswer(model: LanguageModel, answer: string): { readonly plan: Plan } | { readonly mistake: string } {
  const value = extractObject(answer);
  if (value === null) return { mistake: 'The answer holds no JSON object.' };
  const refusal = refusalIn(value);
  if (refusal !== null) throw new LanguageModelError('refused', `${model.name} says that this is no plan: ${refusal}`);
  try {
    return { plan: parsePlan(value) };
  } catch (error) {
    if (error instanceof QrateError && error.code === 'usage') return { mistake: error.message };
    throw error;
  }
}

function refusalIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('refused' in value) || typeof value.refused !== 'string') return null;
  return value.refused.replace(/\p{Cc}+/gu, ' ').slice(0, 200);
}
