import { presetKey } from '../../presets/preset';
import { PLACES, type PresetProblem } from '../../presets/shelves';
import { BUILT_IN_PLANS, type NamedPlan } from '../builtIn';
import type { Plan } from '../plan';
import { type Clause, clausesOf, fieldOf, type Taken } from './clauses';
import { TIME_RULES } from './clockTimes';
import { COUNT_RULES, LATE_COUNT_RULES } from './counts';
import { DATE_RULES, findDates, LOOSE_DATE_RULES } from './dates';
import { Draft } from './draft';
import { EXPORT_RULES, LATE_EXPORT_RULES, PRESET_RULES } from './exports';
import { EXPOSURE_RULES, FOCAL_RULES } from './exposureFacts';
import { FILLERS } from './fillers';
import { findLenses } from './lensNames';
import { findLooks, lookReading } from './looks';
import { findFolder, findName } from './names';
import type { Reading, Rule, RuleContext } from './rule';
import type { Sentence } from './sentence';
import type { Correction } from './spelling';
import { STAR_RULES } from './stars';
import { SUBJECT_RULES } from './subjects';

/** Which words became what, in the order of the sentence. */
export interface Understood {
  readonly words: string;
  readonly meaning: string;
}

interface Found extends Taken {
  /** The words as they were typed. */
  readonly shown: (words: string) => string;
}

interface ReaderContext extends Omit<RuleContext, 'original' | 'start'> {
  readonly presets: readonly NamedPlan[];
  readonly presetProblems: readonly PresetProblem[];
}

/** Lets the rules take their words from one sentence, in the order in which they may speak; then says what all of them mean together. */
export class Reader {
  readonly draft = new Draft();
  /** Corrections that are none, since a picture is described by what was typed. */
  readonly takenAsTyped = new Set<Correction>();
  readonly sentence: Sentence;
  readonly #context: ReaderContext;
  readonly #found: Found[] = [];
  #clauses: readonly Clause[] = [];
  #unsearched: readonly string[] = [];

  constructor(sentence: Sentence, context: ReaderContext) {
    this.sentence = sentence;
    this.#context = context;
  }

  readAll(): void {
    this.#rules(EXPORT_RULES);
    this.#presetByName();
    this.#folder();
    this.#rules(LATE_EXPORT_RULES);
    this.#rules(TIME_RULES.slice(0, 2));
    this.#rules(DATE_RULES);
    this.#dates();
    this.#rules(TIME_RULES.slice(2));
    this.#lenses();
    this.#rules(EXPOSURE_RULES);
    this.#rules(FOCAL_RULES);
    this.#rules(STAR_RULES);
    this.#rules(COUNT_RULES);
    this.#rules(PRESET_RULES);
    this.#rules(SUBJECT_RULES);
    this.#rules(LOOSE_DATE_RULES);
    this.#names();
    this.#rules(LATE_COUNT_RULES);
  }

  /**
   * What no rule took and can be a picture. Looked for last, so that everything else is what it always was; and whether or not pictures can
   * be searched, since a “not” that is meant for a picture is meant for nothing else.
   */
  readLooks(corrections: readonly Correction[]): void {
    // A “not” that is meant for other words is no part of a picture.
    for (const { start, end } of clausesOf(this.sentence.lower, this.#found)) this.sentence.take(start, end);
    const countEnds = this.#found.filter(({ reading }) => reading.recipe?.top !== undefined).map(({ end }) => end);
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

  /** Puts what was taken together. Nothing is taken afterwards. Without `canSearchWords`, what describes a picture goes unused. */
  finish(canSearchWords: boolean): void {
    const clauses = clausesOf(this.sentence.lower, this.#found);
    const pictures = canSearchWords ? [] : clauses.filter(({ taken }) => taken.some(({ reading }) => reading.facts?.text !== undefined));
    for (const { start, end } of pictures) this.sentence.release(start, end);
    this.#unsearched = pictures.flatMap(({ taken }) => taken.flatMap(({ reading }) => reading.facts?.text ?? []));
    this.#clauses = clauses.filter((it) => !pictures.includes(it));
    for (const { start, end, isNegated, taken } of this.#clauses) {
      const readings = taken.map(({ reading }) => reading);
      if (isNegated) this.draft.leaveOut(readings);
      else for (const reading of readings) this.draft.add(reading);
      this.sentence.take(start, end);
    }
    this.#noteAlternatives();
  }

  get understood(): readonly Understood[] {
    return this.#clauses.flatMap(({ start, end, isNegated, taken }) => {
      const meaning = taken.map(({ reading }) => reading.meaning).join(' and ');
      const words = this.#shown(start, end);
      return meaning === '' ? [] : [{ words, meaning: isNegated ? `not: ${meaning}` : meaning }];
    });
  }

  /** Descriptions of pictures that went unused, since words cannot be searched. */
  get unsearched(): readonly string[] {
    return this.#unsearched;
  }

  /** What the named preset says; of several the first. */
  base(): Plan {
    const [first, second] = this.draft.presets;
    if (second !== undefined)
      this.draft.contradictions.push(`One plan follows one preset: ${first} and ${second} do not go together; the first holds.`);
    if (first === undefined) return { version: 1 };
    const { presets, presetProblems } = this.#context;
    const isIt = ({ name }: { readonly name: string | null }) => name !== null && presetKey(name) === presetKey(first);
    const broken = presetProblems.find((it) => it.name === null || isIt(it));
    if (broken !== undefined)
      this.draft.contradictions.push(
        isIt(broken) ? broken.message : `“${first}” may be another preset: ${PLACES[broken.origin]} cannot be used.`,
      );
    if (broken !== undefined && isIt(broken)) return { version: 1 };
    return (presets.find(isIt) ?? BUILT_IN_PLANS.find(isIt))?.plan ?? { version: 1 };
  }

  unused(): readonly string[] {
    return [...this.sentence.open.matchAll(/[^\s,;!?"()\u2022]+/gu)].flatMap(({ 0: word, index }) => {
      const bare = word.replace(/^[.'&-]+|[.':&-]+$/g, '').replace(/'(?:d|s|m|re|ve|ll)$/, '');
      return bare === '' || FILLERS.has(bare)
        ? []
        : [this.sentence.text.slice(index, index + word.length).replace(/^[.'&-]+|[.':&-]+$/g, '')];
    });
  }

  /** “or” joins what stands in one list, and what is left out; between different things a plan only knows “and”. */
  #noteAlternatives(): void {
    for (const { index } of this.sentence.open.matchAll(/(?<![^\s,])or(?![^\s,])/g)) {
      const [before, after] = [this.#clauses.findLast(({ start }) => start < index), this.#clauses.find(({ start }) => start > index)];
      if (before === undefined || after === undefined || (before.isNegated && after.isNegated)) continue;
      if (firstField(before) === firstField(after)) continue;
      const words = [before, after].map(({ start, end }) => this.#shown(start, end)).join(' or ');
      this.draft.contradictions.push(`“${words}” is read as “and”: a plan asks for both.`);
    }
  }

  #shown(start: number, end: number): string {
    const inside = this.#found.filter((it) => it.start >= start && it.end <= end);
    return inside.reduce((words, { shown }) => shown(words), this.sentence.words(start, end));
  }

  #rules(rules: readonly Rule[]): void {
    for (const rule of rules) this.#rule(rule);
  }

  #rule({ pattern, read }: Rule): void {
    // The text is looked at as it was before this rule, whose matches do not overlap.
    for (const match of this.sentence.open.matchAll(pattern)) {
      const { index } = match;
      const reading = read(match as RegExpExecArray, this.#at(index));
      if (reading !== null) this.#take(index, index + match[0].length, reading);
    }
  }

  #take(start: number, end: number, reading: Reading, shown = (words: string): string => words): void {
    this.sentence.take(start, end);
    this.#found.push({ start, end, reading, shown });
  }

  #at(start: number): RuleContext {
    return { ...this.#context, original: this.sentence.text, start };
  }

  #dates(): void {
    for (const { start, end, reading } of findDates(this.sentence.open, this.#at(0))) this.#take(start, end, reading);
  }

  #lenses(): void {
    for (const { start, end, reading } of findLenses(this.sentence.open, this.#context.vocabulary.lenses)) this.#take(start, end, reading);
  }

  #folder(): void {
    const found = findFolder(this.sentence.open, this.#context.vocabulary.folders, true);
    if (found !== null) this.#take(found.start, found.end, found.reading);
  }

  /** “preset NAME”, in quotes or not: only names that there are, of presets that cannot be used, too. */
  #presetByName(): void {
    const open = this.sentence.open;
    const { presets, presetProblems } = this.#context;
    const names = [...presets, ...presetProblems].flatMap(({ name }) => name ?? []);
    for (const name of names.toSorted((a, b) => b.length - a.length)) {
      for (const written of [`preset "${name.toLowerCase()}"`, `preset ${name.toLowerCase()}`]) {
        const at = open.indexOf(written);
        if (at < 0 || /[\p{L}\p{N}]/u.test(open[at + written.length] ?? ' ')) continue;
        const lead = /(?:with|using|as|by|like)\s+(?:the\s+)?$/.exec(open.slice(0, at))?.[0] ?? '';
        this.#take(at - lead.length, at + written.length, { meaning: `as the preset ${name}`, preset: name });
        return;
      }
    }
  }

  #names(): void {
    const { vocabulary } = this.#context;
    for (let tries = 0; tries < 8; tries += 1) {
      const found = findFolder(this.sentence.open, vocabulary.folders) ?? findName(this.sentence.open, vocabulary);
      if (found === null) return;
      this.#take(found.start, found.end, found.reading);
    }
  }
}

const firstField = ({ taken }: Clause): string => {
  const [first] = taken;
  return first === undefined ? '' : fieldOf(first.reading);
};
