import type { FrameGroup, FrameRow } from '../../protocol/frameTable';
import type { GridFilters } from '../../protocol/gridPageState';
import type { Facet } from '../../protocol/gridStrings';

/** Which photos pass, and how many would pass each value of each facet. Unknown values are `''`, absent ones `none`. */

export const NO_FILTERS: GridFilters = {
  text: '',
  suggestions: [],
  decisions: [],
  cameras: [],
  lenses: [],
  days: [],
  rating: 0,
  labels: [],
  kinds: [],
  files: [],
  people: [],
  sharpness: { min: null, max: null },
  exposure: { min: null, max: null },
};

/** Facets of which values are chosen. */
export const VALUE_FACETS = ['suggestions', 'decisions', 'cameras', 'lenses', 'days', 'labels', 'kinds', 'files', 'people'] as const;
export type ValueFacet = (typeof VALUE_FACETS)[number];
export const RANGE_FACETS = ['sharpness', 'exposure'] as const;
export type RangeFacet = (typeof RANGE_FACETS)[number];

/** What a filter looks at. */
export interface FilterContext {
  readonly groups: readonly FrameGroup[];
  /** Words of a reason, for the search. */
  readonly reasonWord: (row: FrameRow) => string;
}

type Values = (row: FrameRow, context: FilterContext) => readonly string[];

const VALUES: Readonly<Record<ValueFacet, Values>> = {
  suggestions: ({ suggested }) => [suggested ?? 'none'],
  decisions: ({ decided }) => [decided ?? 'undecided'],
  cameras: ({ camera }) => [camera ?? ''],
  lenses: ({ lens }) => [lens ?? ''],
  days: ({ day }) => [day ?? ''],
  labels: ({ label }) => [label ?? 'none'],
  kinds: ({ group }, { groups }) => [group === null ? 'single' : (groups[group]?.kind ?? 'single')],
  people: ({ people }) => [people ?? ''],
  files: ({ failure, copies, companions }) => [
    failure === null ? 'readable' : 'unreadable',
    ...(copies > 0 ? ['duplicates'] : []),
    ...(companions === null ? [] : ['companions']),
  ],
};

export const valuesOf = (facet: ValueFacet, row: FrameRow, context: FilterContext): readonly string[] => VALUES[facet](row, context);

type Test = (row: FrameRow) => boolean;

/** Tests of the facets that are in use, by facet. */
export function testsOf(filters: GridFilters, context: FilterContext): ReadonlyMap<Facet, Test> {
  const tests = new Map<Facet, Test>();
  for (const facet of VALUE_FACETS) {
    const wanted = new Set(filters[facet]);
    if (wanted.size > 0) tests.set(facet, (row) => VALUES[facet](row, context).some((value) => wanted.has(value)));
  }
  for (const facet of RANGE_FACETS) {
    const { min, max } = filters[facet];
    if (min !== null || max !== null) tests.set(facet, (row) => isBetween(row[facet], min, max));
  }
  if (filters.rating > 0) tests.set('rating', ({ rating }) => (rating ?? 0) >= filters.rating);
  const words = searchWords(filters.text);
  if (words.length > 0) tests.set('text', (row) => hasWords(row, words, context));
  return tests;
}

/** The rows that pass every test, in the order of the table. */
export function matchingRows(rows: readonly FrameRow[], filters: GridFilters, context: FilterContext): readonly number[] {
  const tests = [...testsOf(filters, context).values()];
  const passing: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row !== undefined && tests.every((test) => test(row))) passing.push(at);
  }
  return passing;
}

export const isFiltered = (filters: GridFilters): boolean => activeFacets(filters).length > 0;

/** Facets that hold something back. */
export function activeFacets(filters: GridFilters): readonly Facet[] {
  const chosen: Facet[] = VALUE_FACETS.filter((facet) => filters[facet].length > 0);
  const ranges = RANGE_FACETS.filter((facet) => filters[facet].min !== null || filters[facet].max !== null);
  return [
    ...chosen,
    ...(filters.rating > 0 ? (['rating'] as const) : []),
    ...ranges,
    ...(searchWords(filters.text).length > 0 ? (['text'] as const) : []),
  ];
}

/** Takes one facet's filter away. */
export function clearFacet(filters: GridFilters, facet: Facet): GridFilters {
  return { ...filters, [facet]: NO_FILTERS[facet] };
}

/** Chooses a value, or takes it back. */
export function toggleValue(filters: GridFilters, facet: ValueFacet, value: string): GridFilters {
  const chosen = filters[facet];
  return { ...filters, [facet]: chosen.includes(value) ? chosen.filter((it) => it !== value) : [...chosen, value] };
}

export type FacetCounts = Readonly<Record<ValueFacet, ReadonlyMap<string, number>>> & {
  /** Photos with at least so many stars, by index 0–5. */
  readonly rating: readonly number[];
};

/**
 * For each value of each facet, how many photos pass all OTHER facets: what choosing it would show. One pass: a photo counts
 * everywhere where it passes all, and in the one facet that alone holds it back.
 */
export function facetCounts(rows: readonly FrameRow[], filters: GridFilters, context: FilterContext): FacetCounts {
  const tests = [...testsOf(filters, context)];
  const counts = Object.fromEntries(VALUE_FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<
    ValueFacet,
    Map<string, number>
  >;
  const rating = [0, 0, 0, 0, 0, 0];
  for (const row of rows) {
    const heldBack = onlyFailure(tests, row);
    if (heldBack === 'several') continue;
    for (const facet of VALUE_FACETS) {
      if (heldBack === null || heldBack === facet) for (const value of VALUES[facet](row, context)) add(counts[facet], value);
    }
    if (heldBack === null || heldBack === 'rating')
      for (let stars = 0; stars <= (row.rating ?? 0); stars++) rating[stars] = (rating[stars] ?? 0) + 1;
  }
  return { ...counts, rating };
}

/** The one facet that a row fails, `null` where it passes all. */
function onlyFailure(tests: readonly (readonly [Facet, Test])[], row: FrameRow): Facet | 'several' | null {
  let failed: Facet | null = null;
  for (const [facet, test] of tests) {
    if (test(row)) continue;
    if (failed !== null) return 'several';
    failed = facet;
  }
  return failed;
}

const add = (counts: Map<string, number>, value: string): void => void counts.set(value, (counts.get(value) ?? 0) + 1);

const isBetween = (value: number | null, min: number | null, max: number | null): boolean =>
  value !== null && (min === null || value >= min) && (max === null || value <= max);

const searchWords = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** Every word occurs somewhere in the photo's texts. */
function hasWords(row: FrameRow, words: readonly string[], { reasonWord }: FilterContext): boolean {
  const text = `${row.path}\n${row.camera ?? ''}\n${row.lens ?? ''}\n${reasonWord(row)}\n${row.failure ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
