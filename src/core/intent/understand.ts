import { QrateError } from '../errors';
import type { PresetPlaces, PresetProblem } from '../presets/shelves';
import type { ShootApi } from '../shootApi';
import { type Parsed, parseSentence } from './grammar/parse';
import type { Understood } from './grammar/reader';
import type { Correction } from './grammar/spelling';
import type { LanguageModel } from './languageModel';
import { askModel } from './model/askModel';
import { type Plan, unreadable } from './plan';
import { listPlans } from './plans';
import { vocabularyOf } from './vocabulary';

/** A sentence that was read, by the grammar or, where that was asked for, by a language model. */
export interface Understanding {
  readonly sentence: string;
  readonly plan: Plan;
  /** Empty where a model read the sentence: nobody knows which words it used. */
  readonly understood: readonly Understood[];
  /** Words that play no part, in order. */
  readonly unused: readonly string[];
  /** Sentences: what does not go together, and what a model added without being asked. */
  readonly contradictions: readonly string[];
  readonly corrections: readonly Correction[];
  /** Presets that cannot be used, whether or not the sentence names one. Messages may name files. */
  readonly presetProblems: readonly PresetProblem[];
  /** The model that made the plan; `null` = the grammar alone. */
  readonly model: { readonly name: string; readonly wasRepaired: boolean } | null;
}

type Refusal = Extract<Parsed, { ok: false }>;

/** A sentence that was not understood. `canAskModel`: it is not nonsense by rule, so that a model may read it. */
export class NotUnderstood extends QrateError {
  readonly canAskModel: boolean;

  constructor(refusal: Refusal, message: string) {
    super('usage', message);
    this.canAskModel = helps(refusal);
  }
}

/** Where something was left over, a model may know better. What the rules call impossible, no model makes possible. */
const helps = (parsed: Parsed): boolean =>
  parsed.ok ? parsed.unused.length > 0 : parsed.reason === 'language' || parsed.reason === 'not-understood';

/** Whether a model could read more of the sentence than the grammar did. */
export const hasLeftOver = ({ model, unused }: Pick<Understanding, 'model' | 'unused'>): boolean => model === null && unused.length > 0;

export type ReadShoot = Pick<ShootApi, 'view' | 'looks'> & { readonly location: PresetPlaces };

export interface UnderstandOptions {
  /** Naive local time of the person, `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
  /** Asked where the grammar does not use every word; absent = never. */
  readonly model?: LanguageModel | undefined;
  /** Whether the names of cameras and lenses are sent along. */
  readonly sendsVocabulary?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The plan that a sentence asks for. A model never sees a sentence that the grammar reads to its last word. Presets that cannot be used cost
 * themselves alone. Writes nothing. Throws NotUnderstood, and what `askModel` throws.
 */
export async function understand(shoot: ReadShoot, sentence: string, options: UnderstandOptions): Promise<Understanding> {
  const { now, model, signal, sendsVocabulary = false } = options;
  const vocabulary = vocabularyOf((await shoot.view()).photos);
  const { missing } = await shoot.looks([]);
  const { items: presets, problems: presetProblems } = await listPlans(shoot.location, { isLenient: true });
  const parsed = parseSentence(sentence, { now, vocabulary, presets, presetProblems, canSearchWords: missing === null });
  if (model !== undefined && helps(parsed)) {
    const { plan, by, wasRepaired, dropped } = await askModel(
      model,
      { sentence, now, vocabulary: sendsVocabulary ? vocabulary : null },
      { signal },
    );
    const read = { understood: [], unused: [], contradictions: dropped, corrections: [] };
    return { sentence, plan, ...read, presetProblems, model: { name: by, wasRepaired } };
  }
  const pictures = aboutPictures(parsed, missing);
  if (!parsed.ok) throw new NotUnderstood(parsed, pictures[0] ?? parsed.message);
  const { ok: _, unsearched: __, ...read } = parsed;
  return { sentence, ...read, contradictions: [...read.contradictions, ...pictures], presetProblems, model: null };
}

/** What becomes of words that describe pictures where these cannot be searched: a sentence, or none. */
const aboutPictures = ({ unsearched }: Parsed, missing: string | null): readonly string[] =>
  unsearched.length === 0
    ? []
    : [
        `${unsearched.map((it) => `“${it}”`).join(' and ')} seem${unsearched.length === 1 ? 's' : ''} to describe a picture. ${unreadable(missing)}`,
      ];

/** What a person should know before it runs, one sentence each; none where all is clear. */
export const doubtsAbout = ({ contradictions, unused }: Pick<Understanding, 'contradictions' | 'unused'>): readonly string[] => [
  ...contradictions,
  ...(unused.length === 0 ? [] : [`Not used: ${unused.join(', ')}.`]),
];
