import { VERDICTS, type Verdict } from '../../model';
import { isEmptyRange, type Range } from '../../select/ranges';
import type { Plan, PlanFacts } from '../plan';
import { formatFor } from './exports';
import { MAX_LOOK } from './looks';
import type { Reading } from './rule';

/** What a sentence has said so far. Later words add to earlier ones; what cannot hold together is noted. */
export class Draft {
  readonly contradictions: string[] = [];
  #facts: PlanFacts = {};
  readonly #except: PlanFacts[] = [];
  #recipe: NonNullable<Plan['recipe']> = {};
  #export: Plan['export'];
  #destination: string | undefined;
  #order: NonNullable<Plan['export']>['order'];
  #everything = false;
  #best = false;
  /** Verdicts that are left out, whichever are asked for. */
  readonly #refused: Verdict[] = [];
  readonly presets: string[] = [];

  add(reading: Reading): void {
    if (reading.trouble !== undefined) this.contradictions.push(reading.trouble);
    if (reading.facts !== undefined) this.#facts = this.#merged(this.#facts, reading.facts);
    if (reading.recipe !== undefined) this.#mergeRecipe(reading.recipe);
    if (reading.export !== undefined) this.#mergeExport(reading.export);
    if (reading.order !== undefined) this.#order = reading.order;
    if (reading.destination !== undefined) this.#setDestination(reading.destination);
    if (reading.preset !== undefined && !this.presets.includes(reading.preset)) this.presets.push(reading.preset);
    this.#everything ||= reading.everything === true;
    this.#best ||= reading.best === true;
  }

  /** What comes after “not” or “without”: several readings are left out where all of them fit. Of exports and presets nothing remains. */
  leaveOut(readings: readonly Reading[]): void {
    const [only, ...others] = readings;
    const { verdicts, ...rest } = only?.facts ?? {};
    if (others.length > 0) this.#putOut(Object.assign({}, ...readings.map(({ facts = {} }) => withoutWildcard(facts))) as PlanFacts);
    else if (only?.negated !== undefined) this.#facts = this.#merged(this.#facts, only.negated);
    else if (verdicts !== undefined && verdicts.length > 0 && Object.keys(rest).length === 0) this.#refused.push(...verdicts);
    else if (only?.facts !== undefined) this.#putOut(withoutWildcard(only.facts));
  }

  #putOut(facts: PlanFacts): void {
    if (!this.#except.some((it) => JSON.stringify(it) === JSON.stringify(facts))) this.#except.push(facts);
  }

  /** The plan on top of a preset's. */
  plan(base: Plan): Plan {
    const verdicts = this.#verdicts(base);
    const said = verdicts === undefined ? this.#facts : { ...this.#facts, verdicts };
    if (this.#everything && this.#recipe.top !== undefined)
      this.contradictions.push(`“all” and “at most ${this.#recipe.top}” do not go together: the number holds.`);
    if (this.#recipe.topPer !== undefined && this.#recipe.top === undefined && base.recipe?.top === undefined)
      this.contradictions.push('“per day” needs a number: how many of each day?');
    this.#checkExcept();
    const except = [...(base.filter?.except ?? []), ...this.#except].slice(0, 100);
    const filter = { ...base.filter, ...said, ...(except.length === 0 ? {} : { except }) };
    const recipe = { ...base.recipe, ...this.#recipe };
    const exported = this.#exported(base.export);
    return {
      version: 1,
      ...(Object.keys(filter).length === 0 ? {} : { filter }),
      ...(Object.keys(recipe).length === 0 ? {} : { recipe }),
      ...(exported === undefined ? {} : { export: exported }),
    };
  }

  /** `undefined` = as a filter without verdicts: the picks. Of “the best” these alone are meant, whatever is left out. */
  #verdicts({ filter }: Plan): Verdict[] | undefined {
    const isLoneBest = this.#best && this.#recipe.top === undefined;
    const said = this.#facts.verdicts ?? (this.#everything && !isLoneBest ? [] : undefined);
    if (this.#refused.length === 0) return said;
    const asked = said ?? filter?.verdicts;
    const from = asked === undefined && this.#best ? (['pick'] as const) : asked === undefined || asked.length === 0 ? VERDICTS : asked;
    const left = from.filter((it) => !this.#refused.includes(it));
    if (left.length > 0) return asked === undefined && this.#best ? undefined : left;
    this.contradictions.push(`The same photos are asked for and left out (${from.join(', ')}): nothing remains.`);
    return asked;
  }

  #exported(base: Plan['export']): Plan['export'] {
    const said = this.#export ?? base;
    const destination = this.#destination;
    const made = said ?? (destination === undefined ? undefined : { format: formatFor(destination) });
    if (made === undefined) return undefined;
    // An order is a list's alone; whatever else is exported has one of its own.
    const order = this.#order !== undefined && made.format === 'list' ? { order: this.#order } : {};
    return { ...(destination === undefined ? {} : { destination }), ...made, ...order };
  }

  #setDestination(destination: string): void {
    const held = this.#destination ?? this.#export?.destination;
    if (held !== undefined && held !== destination)
      this.contradictions.push(`One plan exports to one place: ${held} and ${destination} do not go together; the first holds.`);
    else this.#destination = destination;
  }

  #checkExcept(): void {
    for (const out of this.#except) {
      const same = Object.entries(out).find(
        ([field, value]) => JSON.stringify(this.#facts[field as keyof PlanFacts]) === JSON.stringify(value),
      );
      if (same !== undefined) this.contradictions.push(`The same photos are asked for and left out (${same[0]}): nothing remains.`);
    }
  }

  /** Lists add up, ranges and dates close in, and of two single values the later one holds. */
  #merged(before: PlanFacts, added: PlanFacts): PlanFacts {
    const result: Record<string, unknown> = { ...before };
    for (const [field, value] of Object.entries(added)) {
      const held = result[field];
      result[field] = held === undefined ? value : this.#joined(field, held, value);
    }
    const facts = result as PlanFacts;
    const { from, to, minRating, maxRating } = facts;
    if (added.from !== undefined || added.to !== undefined) {
      if (from !== undefined && to !== undefined && from > `${to}\uffff`)
        this.contradictions.push(`No time lies between ${from} and ${to}: no photo can fit.`);
    }
    if (minRating !== undefined && maxRating !== undefined && minRating > maxRating)
      this.contradictions.push(`No rating is at least ${minRating} and at most ${maxRating}.`);
    return facts;
  }

  #joined(field: string, held: unknown, value: unknown): unknown {
    if (field === 'verdicts' && Array.isArray(held) && Array.isArray(value)) {
      // An empty list is that of every verdict: what is said beside it is narrower and holds.
      return held.length === 0 ? value : value.length === 0 ? held : [...new Set([...held, ...value])];
    }
    if (Array.isArray(held) && Array.isArray(value)) return [...new Set([...held, ...value])];
    if (field === 'from' && typeof held === 'string' && typeof value === 'string') return held > value ? held : value;
    if (field === 'to' && typeof held === 'string' && typeof value === 'string') return held < value ? held : value;
    if (field === 'text' && `${held}, ${value}`.length <= MAX_LOOK) return `${held}, ${value}`;
    if (RANGES.has(field)) return this.#intersected(field, held as Range, value as Range);
    if (JSON.stringify(held) !== JSON.stringify(value))
      this.contradictions.push(`${field}: ${words(held)} and ${words(value)} do not go together; the later holds.`);
    return value;
  }

  #intersected(field: string, a: Range, b: Range): Range {
    const range: Range = {
      ...tighter('min', Math.max, a, b),
      ...tighter('above', Math.max, a, b),
      ...tighter('max', Math.min, a, b),
      ...tighter('below', Math.min, a, b),
    };
    if (isEmptyRange(range)) this.contradictions.push(`No ${field} lies in both ${words(a)} and ${words(b)}: no photo can fit.`);
    return range;
  }

  #mergeRecipe(added: NonNullable<Plan['recipe']>): void {
    for (const [field, value] of Object.entries(added)) {
      const held = this.#recipe[field as keyof typeof added];
      const isSecondCount = field === 'top' && held !== undefined;
      if (isSecondCount) this.contradictions.push(`A plan chooses once: ${held} and ${value} do not go together; the later holds.`);
      else if (held !== undefined && held !== value)
        this.contradictions.push(`${field}: ${held} and ${value} do not go together; the later holds.`);
    }
    this.#recipe = { ...this.#recipe, ...added };
  }

  #mergeExport(added: NonNullable<Plan['export']>): void {
    const held = this.#export;
    if (held !== undefined && held.format !== added.format) {
      this.contradictions.push(`One plan exports once: ${held.format} and ${added.format} do not go together; the first holds.`);
      return;
    }
    this.#export = { ...held, ...added };
  }
}

const RANGES = new Set(['iso', 'shutter', 'aperture', 'focalLength', 'focalLength35', 'sharpness', 'exposure', 'noise', 'faces']);

const words = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value).replace(/["{}]/g, '') : String(value));

function tighter(key: keyof Range, choose: (a: number, b: number) => number, a: Range, b: Range): Range {
  const [x, y] = [a[key], b[key]];
  if (x === undefined && y === undefined) return {};
  return { [key]: x === undefined ? y : y === undefined ? x : choose(x, y) };
}

/** “not blurry” leaves out what is blurry, whatever its verdict. */
function withoutWildcard({ verdicts, ...facts }: PlanFacts): PlanFacts {
  return verdicts === undefined || verdicts.length === 0 ? facts : { ...facts, verdicts };
}
