import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GridFilters } from '../../../../src/protocol/gridPageState';
import {
  activeFacets,
  clearFacet,
  facetCounts,
  matchingRows,
  NO_FILTERS,
  toggleValue,
  VALUE_FACETS,
  valuesOf,
} from '../../../../src/webview/grid/filter';
import { filterContext } from '../../../../src/webview/grid/shown';
import { type SampleRow, stateOf, syntheticState } from './sampleState';

const ROWS: readonly SampleRow[] = [
  { suggested: 'pick', camera: 'NIKON D7100', lens: '85mm f/1.4', rating: 3, sharpness: 200, exposure: 0.8, day: '2024-05-01', in: 'A' },
  { suggested: 'alternate', camera: 'NIKON D7100', sharpness: 90, exposure: 0.3, day: '2024-05-01', in: 'a', reason: 'alternate' },
  { suggested: 'review', decided: 'reject', label: 'red', sharpness: 40, day: '2024-05-02', companions: 'JPG' },
  { failure: 'The file is empty.', copies: 2, path: 'sub/broken.CR3' },
];

describe('filters of the grid', () => {
  const pass = async (filters: Partial<GridFilters>) => {
    const { data } = await stateOf(ROWS);
    return matchingRows(data.rows, { ...NO_FILTERS, ...filters }, filterContext(data));
  };

  it('let all pass where none is set', async () => {
    assert.deepEqual(await pass({}), [0, 1, 2, 3]);
  });

  it('take several values of one facet as either-or, and several facets as both', async () => {
    assert.deepEqual(await pass({ suggestions: ['pick', 'review'] }), [0, 2]);
    assert.deepEqual(await pass({ suggestions: ['pick', 'review'], decisions: ['undecided'] }), [0]);
  });

  it('know what is unknown or absent', async () => {
    assert.deepEqual(await pass({ cameras: [''] }), [2, 3]);
    assert.deepEqual(await pass({ labels: ['none'] }), [0, 1, 3]);
    assert.deepEqual(await pass({ suggestions: ['none'] }), [3]);
    assert.deepEqual(await pass({ days: [''] }), [3]);
  });

  it('hold back what was not measured from a range, and include its ends', async () => {
    assert.deepEqual(await pass({ sharpness: { min: 90, max: null } }), [0, 1]);
    assert.deepEqual(await pass({ sharpness: { min: 40, max: 90 } }), [1, 2]);
    assert.deepEqual(await pass({ exposure: { min: null, max: 0.3 } }), [1]);
  });

  it('take a rating as at least so many stars', async () => {
    assert.deepEqual(await pass({ rating: 3 }), [0]);
    assert.deepEqual(await pass({ rating: 4 }), []);
  });

  it('find every word of a search somewhere in path, camera, lens, reason and failure', async () => {
    assert.deepEqual(await pass({ text: 'nikon 85MM' }), [0]);
    assert.deepEqual(await pass({ text: ' broken  empty ' }), [3]);
    assert.deepEqual(await pass({ text: 'alternate' }), [1]);
  });

  it('tell kinds of group, copies, companions and unreadable files apart', async () => {
    assert.deepEqual(await pass({ kinds: ['single'] }), [2, 3]);
    assert.deepEqual(await pass({ kinds: ['burst'] }), [0, 1]);
    assert.deepEqual(await pass({ files: ['unreadable'] }), [3]);
    assert.deepEqual(await pass({ files: ['duplicates', 'companions'] }), [2, 3]);
  });

  it('are taken away facet by facet', () => {
    const filters = toggleValue({ ...NO_FILTERS, rating: 2, text: ' ' }, 'cameras', 'X');
    assert.deepEqual(activeFacets(filters), ['cameras', 'rating']);
    assert.deepEqual(activeFacets(clearFacet(filters, 'rating')), ['cameras']);
    assert.deepEqual(toggleValue(filters, 'cameras', 'X').cameras, []);
  });

  it('count for each value what choosing it alone in its facet would show', async () => {
    const { data } = await syntheticState(300);
    const context = filterContext(data);
    const some = <T>(values: readonly T[]) => fc.subarray([...values]);
    const filters = fc.record({
      suggestions: some(['pick', 'alternate', 'review']),
      decisions: some(['pick', 'undecided']),
      cameras: some(['NIKON D7100', 'Canon EOS R5']),
      kinds: some(['burst', 'single']),
      rating: fc.integer({ min: 0, max: 5 }),
    });
    const check = (chosen: Partial<GridFilters>) => {
      const all = { ...NO_FILTERS, ...chosen };
      const counts = facetCounts(data.rows, all, context);
      for (const facet of VALUE_FACETS) {
        for (const value of new Set(data.rows.flatMap((row) => valuesOf(facet, row, context)))) {
          const alone = matchingRows(data.rows, { ...all, [facet]: [value] }, context).length;
          assert.equal(counts[facet].get(value) ?? 0, alone, `${facet} ${value}`);
        }
      }
      for (let stars = 0; stars <= 5; stars++)
        assert.equal(counts.rating[stars], matchingRows(data.rows, { ...all, rating: stars }, context).length, `${stars} stars`);
    };
    fc.assert(fc.property(filters, check), { numRuns: 25 });
  });
});
