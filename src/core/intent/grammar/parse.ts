import type { PresetProblem } from '../../presets/shelves';
import { BUILT_IN_PLANS, type NamedPlan } from '../builtIn';
import { type Plan, planSchema } from '../plan';
import { NO_VOCABULARY, type Vocabulary } from '../vocabulary';
import { notOurs } from './exports';
import { foreignLanguage } from './language';
import { Reader, type Understood } from './reader';
import { MAX_LENGTH, Sentence } from './sentence';
import { type Correction, mend } from './spelling';

export interface ParseContext {
  /** Naive local time of the person, `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
  readonly vocabulary?: Vocabulary | undefined;
  /** Presets that words like “exhibition” or “preset NAME” mean; default: the built-in ones. */
  readonly presets?: readonly NamedPlan[] | undefined;
  /** Presets that cannot be used; the words that name one say so. */
  readonly presetProblems?: readonly PresetProblem[] | undefined;
  /** Whether pictures can be searched in words; absent = no, and words that describe one play no part. */
  readonly canSearchWords?: boolean | undefined;
}

export type Parsed =
  | {
      readonly ok: true;
      readonly plan: Plan;
      readonly understood: readonly Understood[];
      /** Words that play no part, in order. */
      readonly unused: readonly string[];
      /** Sentences: what does not go together, and what cannot be. */
      readonly contradictions: readonly string[];
      readonly corrections: readonly Correction[];
      /** What seems to describe a picture, among the unused words where pictures cannot be searched. */
      readonly unsearched: readonly string[];
    }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'too-long' | 'language' | 'impossible' | 'not-understood';
      readonly message: string;
      readonly unsearched: readonly string[];
    };

/**
 * A sentence as a plan, by rules alone: the same sentence, vocabulary and clock give the same plan on every machine. Never throws.
 * Names from files (cameras, lenses, folders) are compared after all rules had their words, so that no file can speak for the person.
 */
export function parseSentence(text: string, context: ParseContext): Parsed {
  const refusal = refuseAtOnce(text);
  if (refusal !== null) return refusal;
  const { now, vocabulary = NO_VOCABULARY, presets = BUILT_IN_PLANS, presetProblems = [] } = context;
  const { text: mended, corrections } = mend(new Sentence(text).text, ownWords(vocabulary, presets));
  const reader = new Reader(new Sentence(mended), { now, vocabulary, presets, presetProblems });
  reader.readAll();
  reader.readLooks(corrections);
  reader.finish(context.canSearchWords === true);
  const { unsearched } = reader;
  if (reader.understood.length === 0) return refusalOf('not-understood', reader.draft.contradictions[0] ?? notUnderstood(text), unsearched);
  const plan = planSchema.safeParse(reader.draft.plan(reader.base()));
  if (!plan.success) return refusalOf('impossible', `This cannot be a plan: ${plan.error.issues[0]?.message ?? 'not understood'}.`);
  const { draft } = reader;
  return {
    ok: true,
    plan: plan.data,
    understood: reader.understood,
    unused: reader.unused(),
    contradictions: [...draft.contradictions],
    corrections: corrections.filter((it) => !reader.takenAsTyped.has(it)),
    unsearched,
  };
}

type Refusal = Extract<Parsed, { ok: false }>;
const refusalOf = (reason: Refusal['reason'], message: string, unsearched: readonly string[] = []): Refusal => ({
  ok: false,
  reason,
  message,
  unsearched,
});

function refuseAtOnce(text: string): Refusal | null {
  const read = new Sentence(text).text;
  if (!/[\p{L}\p{N}]/u.test(read)) return refusalOf('empty', 'There is nothing to read. Say for example: best 50 from last weekend.');
  if (text.length > MAX_LENGTH)
    return refusalOf('too-long', `A sentence of more than ${MAX_LENGTH} characters is not read. Say it shorter.`);
  const language = foreignLanguage(text);
  if (language !== null) {
    const seems = language === 'another script' ? 'This is not in Latin script' : `This seems to be ${language}`;
    return refusalOf('language', `${seems}; only English is understood so far.`);
  }
  const impossible = notOurs(read.toLowerCase());
  return impossible === null ? null : refusalOf('impossible', impossible);
}

const notUnderstood = (text: string): string =>
  `None of “${text.trim().slice(0, 80)}” was understood. Say for example: best 50 landscape photos from last weekend, not blurry, as XMP for Lightroom.`;

const ownWords = (vocabulary: Vocabulary, presets: readonly NamedPlan[]): ReadonlySet<string> =>
  new Set(
    [...vocabulary.cameras, ...vocabulary.lenses, ...vocabulary.folders, ...presets.map(({ name }) => name)].flatMap(
      (name) => name.toLowerCase().match(/\p{L}+/gu) ?? [],
    ),
  );
