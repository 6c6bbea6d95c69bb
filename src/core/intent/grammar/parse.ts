import { BUILT_IN_PLANS, type NamedPlan } from '../builtIn';
import { type Plan, planSchema } from '../plan';
import { NO_VOCABULARY, type Vocabulary } from '../vocabulary';
import { TIME_RULES } from './clockTimes';
import { COUNT_RULES } from './counts';
import { DATE_RULES, findDates, LOOSE_DATE_RULES } from './dates';
import { Draft } from './draft';
import { EXPORT_RULES, NEVER, PRESET_RULES } from './exports';
import { EXPOSURE_RULES } from './exposureFacts';
import { FILLERS } from './fillers';
import { foreignLanguage } from './language';
import { findLooks, lookReading } from './looks';
import { findFolder, findName } from './names';
import type { Reading, Rule, RuleContext } from './rule';
import { MAX_LENGTH, Sentence } from './sentence';
import { type Correction, mend } from './spelling';
import { SUBJECT_RULES } from './subjects';

export interface ParseContext {
  /** Naive local time of the person, `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
  readonly vocabulary?: Vocabulary | undefined;
  /** Presets that words like “exhibition” or “preset NAME” mean; default: the built-in ones. */
  readonly presets?: readonly NamedPlan[] | undefined;
  /** Whether pictures can be searched in words; absent = no, and words that describe one play no part. */
  readonly canSearchWords?: boolean | undefined;
}

/** Which words became what, in the order of the sentence. */
export interface Understood {
  readonly words: string;
  readonly meaning: string;
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
    }
  | { readonly ok: false; readonly reason: 'empty' | 'too-long' | 'language' | 'impossible' | 'not-understood'; readonly message: string };

/**
 * A sentence as a plan, by rules alone: the same sentence, vocabulary and clock give the same plan on every machine. Never throws.
 * Names from files (cameras, lenses, folders) are compared after all rules had their words, so that no file can speak for the person.
 */
export function parseSentence(text: string, context: ParseContext): Parsed {
  const refusal = refuseAtOnce(text);
  if (refusal !== null) return refusal;
  const { vocabulary = NO_VOCABULARY, presets = BUILT_IN_PLANS } = context;
  const { text: mended, corrections } = mend(new Sentence(text).text, ownWords(vocabulary, presets));
  const reader = new Reader(new Sentence(mended), { now: context.now, vocabulary }, presets);
  reader.readAll();
  if (context.canSearchWords === true) reader.readLooks(corrections);
  if (reader.understood.length === 0) return refusalOf('not-understood', reader.draft.contradictions[0] ?? notUnderstood(text));
  reader.noteAlternatives();
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
  };
}

type Refusal = Extract<Parsed, { ok: false }>;
const refusalOf = (reason: Refusal['reason'], message: string): Refusal => ({ ok: false, reason, message });

function refuseAtOnce(text: string): Refusal | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return refusalOf('empty', 'There is nothing to read. Say for example: best 50 from last weekend.');
  if (text.length > MAX_LENGTH)
    return refusalOf('too-long', `A sentence of more than ${MAX_LENGTH} characters is not read. Say it shorter.`);
  const language = foreignLanguage(text);
  if (language !== null) {
    const seems = language === 'another script' ? 'This is not in Latin script' : `This seems to be ${language}`;
    return refusalOf('language', `${seems}; only English is understood so far.`);
  }
  const never = NEVER.exec(new Sentence(text).text.toLowerCase());
  if (never !== null)
    return refusalOf(
      'impossible',
      `“${never[0].trim()}” is nothing that qrate does: it never deletes, moves, changes or sends photos. It selects and exports.`,
    );
  return null;
}

const notUnderstood = (text: string): string =>
  `None of “${text.trim().slice(0, 80)}” was understood. Say for example: best 50 landscape photos from last weekend, not blurry, as XMP for Lightroom.`;

const ownWords = (vocabulary: Vocabulary, presets: readonly NamedPlan[]): ReadonlySet<string> =>
  new Set(
    [...vocabulary.cameras, ...vocabulary.lenses, ...vocabulary.folders, ...presets.map(({ name }) => name)].flatMap(
      (name) => name.toLowerCase().match(/\p{L}+/gu) ?? [],
    ),
  );

const NEGATION =
  /(?:^|[^\p{L}])(but\s+not|not|no|non|without|except(?:\s+for)?|excluding|exclude|minus|leave\s+out|leaving\s+out|omit|skip|skipping|ignore|ignoring|drop|remove|other\s+than|apart\s+from|nothing|none)(?:\s+(?:any|the|all|my|those|that|which|are|is|were|was|ones|photos|pictures|shots|frames|from|taken|made|shot|with|by|on|in|at|of|a|an))*[\s-]*$/u;
const JOINED = /(?:^|[^\p{L}])(?:and|or|nor|,|&)\s*(?:the\s+|any\s+|no\s+)?$/u;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lets the rules take their words from one sentence, in the order in which they may speak. */
class Reader {
  readonly draft = new Draft();
  /** Corrections that are none, since a picture is described by what was typed. */
  readonly takenAsTyped = new Set<Correction>();
  readonly #found: (Understood & { readonly start: number; readonly end: number; readonly isCount: boolean; readonly field: string })[] =
    [];
  readonly #negated: Span[] = [];

  constructor(
    readonly sentence: Sentence,
    readonly context: Omit<RuleContext, 'original' | 'start'>,
    readonly presets: readonly NamedPlan[],
  ) {}

  readAll(): void {
    this.#rules(EXPORT_RULES);
    this.#presetByName();
    this.#folder();
    this.#rules(TIME_RULES.slice(0, 2));
    this.#rules(DATE_RULES);
    this.#dates();
    this.#rules(TIME_RULES.slice(2));
    this.#rules(EXPOSURE_RULES.slice(0, -2));
    this.#lensByRange();
    this.#rules(EXPOSURE_RULES.slice(-2));
    this.#rules(SUBJECT_RULES.filter(isAboutStars));
    this.#rules(COUNT_RULES.slice(0, -1));
    this.#rules(PRESET_RULES);
    this.#rules(SUBJECT_RULES);
    this.#rules(LOOSE_DATE_RULES);
    this.#names();
    this.#rules(COUNT_RULES.slice(-1));
  }

  /** What no rule took and can be a picture. Looked for last, so that everything else is what it always was. */
  readLooks(corrections: readonly Correction[]): void {
    const countEnds = this.#found.filter(({ isCount }) => isCount).map(({ end }) => end);
    const mended = new Set(corrections.map(({ read }) => read.toLowerCase()));
    const asTyped = (words: string) =>
      words.replace(/\p{L}+/gu, (word) => {
        const slip = corrections.find(({ read }) => read === word);
        if (slip !== undefined) this.takenAsTyped.add(slip);
        return slip?.typed ?? word;
      });
    for (const { start, end, from, to } of findLooks(this.sentence.open, { countEnds, mended }))
      this.#take(start, end, lookReading(asTyped(this.sentence.words(from, to))), asTyped);
  }

  get understood(): readonly Understood[] {
    return this.#found.toSorted((a, b) => a.start - b.start).map(({ words, meaning }) => ({ words, meaning }));
  }

  /** What the named preset says; of several the first. */
  base(): Plan {
    const [first, second] = this.draft.presets;
    if (second !== undefined)
      this.draft.contradictions.push(`One plan follows one preset: ${first} and ${second} do not go together; the first holds.`);
    const found =
      this.presets.find(({ name }) => name.toLowerCase() === first?.toLowerCase()) ?? BUILT_IN_PLANS.find(({ name }) => name === first);
    return found?.plan ?? { version: 1 };
  }

  /** “or” joins what stands in one list; between different things a plan only knows “and”. */
  noteAlternatives(): void {
    for (const { index } of this.sentence.open.matchAll(/(?<![^\s,])or(?![^\s,])/g)) {
      const sorted = this.#found.toSorted((a, b) => a.start - b.start);
      const [before, after] = [sorted.findLast(({ start }) => start < index), sorted.find(({ start }) => start > index)];
      if (before === undefined || after === undefined || before.field === after.field) continue;
      this.draft.contradictions.push(`“${before.words} or ${after.words}” is read as “and”: a plan asks for both.`);
    }
  }

  unused(): readonly string[] {
    return [...this.sentence.open.matchAll(/[^\s,;!?"()\u2022]+/gu)].flatMap(({ 0: word, index }) => {
      const bare = word.replace(/^[.'&-]+|[.':&-]+$/g, '').replace(/'(?:d|s|m|re|ve|ll)$/, '');
      return bare === '' || FILLERS.has(bare)
        ? []
        : [this.sentence.text.slice(index, index + word.length).replace(/^[.'&-]+|[.':&-]+$/g, '')];
    });
  }

  #rules(rules: readonly Rule[]): void {
    for (const rule of rules) this.#rule(rule);
  }

  #rule({ pattern, read }: Rule): void {
    // The text is looked at as it was before this rule, whose matches do not overlap; what a negation takes lies before them.
    const open = this.sentence.open;
    for (const match of open.matchAll(pattern)) {
      const { index } = match;
      const reading = read(match as RegExpExecArray, { ...this.context, original: this.sentence.text, start: index });
      if (reading !== null) this.#take(index, index + match[0].length, reading);
    }
  }

  #take(start: number, end: number, reading: Reading, shown = (words: string): string => words): void {
    const negation = reading.facts === undefined ? null : this.#negationBefore(start);
    const isNegated = negation !== null;
    const from = negation ?? start;
    if (isNegated) this.#negated.push({ start: from, end });
    this.sentence.take(from, end);
    this.draft.add(reading, isNegated);
    if (reading.meaning !== '') {
      const field = Object.keys(reading.facts ?? {})[0] ?? '';
      this.#found.push({
        start: from,
        end,
        isCount: reading.recipe?.top !== undefined,
        words: shown(this.sentence.words(from, end)),
        meaning: isNegated ? `not: ${reading.meaning}` : reading.meaning,
        field,
      });
    }
  }

  /** Where the “not” that is meant for words at `start` begins; “without bursts and panoramas” says it once for both. */
  #negationBefore(start: number): number | null {
    const before = this.sentence.open.slice(0, start);
    const word = NEGATION.exec(before);
    if (word?.[1] !== undefined) return word.index + word[0].indexOf(word[1]);
    const joined = JOINED.exec(before);
    if (joined === null) return null;
    const end = before.slice(0, joined.index + 1).trimEnd().length;
    return this.#negated.some((span) => Math.abs(span.end - end) <= 1) ? start : null;
  }

  #dates(): void {
    for (const { start, end, reading } of findDates(this.sentence.open, this.#here())) this.#take(start, end, reading);
  }

  #folder(): void {
    const found = findFolder(this.sentence.open, this.context.vocabulary.folders, true);
    if (found !== null) this.#take(found.start, found.end, found.reading);
  }

  #here(): RuleContext {
    return { ...this.context, original: this.sentence.text, start: 0 };
  }

  /** “preset NAME”, in quotes or not: only names that there are. */
  #presetByName(): void {
    const open = this.sentence.open;
    for (const { name } of this.presets.toSorted((a, b) => b.name.length - a.name.length)) {
      for (const written of [`preset "${name.toLowerCase()}"`, `preset ${name.toLowerCase()}`]) {
        const at = open.indexOf(written);
        if (at < 0 || /[\p{L}\p{N}]/u.test(open[at + written.length] ?? ' ')) continue;
        const lead = /(?:with|using|as|by|like)\s+(?:the\s+)?$/.exec(open.slice(0, at))?.[0] ?? '';
        this.#take(at - lead.length, at + written.length, { meaning: `as the preset ${name}`, preset: name });
        return;
      }
    }
  }

  /** “70-200” is a lens where the shoot has one that is called so, else a range. */
  #lensByRange(): void {
    for (const { 0: words, 1: range = '', index } of this.sentence.open.matchAll(/\b(\d{1,4}-\d{1,4})(?:\s*mm)?(?:\s+lens)?\b/g)) {
      const lenses = this.context.vocabulary.lenses.filter((name) => name.includes(range));
      const [only] = lenses;
      if (only === undefined) continue;
      const value = lenses.length === 1 ? only : range;
      this.#take(index, index + words.length, { meaning: `lens ${value}`, facts: { lenses: [value] } });
    }
  }

  #names(): void {
    const { vocabulary } = this.context;
    for (let tries = 0; tries < 8; tries += 1) {
      const found = findFolder(this.sentence.open, vocabulary.folders) ?? findName(this.sentence.open, vocabulary);
      if (found === null) return;
      this.#take(found.start, found.end, found.reading);
    }
  }
}

const isAboutStars = ({ pattern }: Rule): boolean => pattern.source.includes('stars?');
