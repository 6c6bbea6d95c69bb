import assert from 'node:assert/strict';
import { placeOf, placesIn } from '../../../src/core/intent/planText';

describe('Places in the text of a plan', () => {
  const text =
    '{ "version": 1,\n "filter": {"cameras": ["a,{\\"b", "c"], "except": [{"iso": {"min": 3}}, {"text": "}"}]},\n "recipe": {"top": 5} }';
  const found = (path: string) => {
    const place = placeOf(placesIn(text), path);
    return place === null ? null : text.slice(place.start, place.end);
  };

  it('are those of keys and of the elements of lists, whatever stands in strings', () => {
    for (const [path, expected] of [
      ['version', '"version"'],
      ['filter.cameras', '"cameras"'],
      ['filter.cameras.0', '"a,{\\"b"'],
      ['filter.cameras.1', '"c"'],
      ['filter.except.0.iso.min', '"min"'],
      ['filter.except.1', '{'],
      ['filter.except.1.text', '"text"'],
      ['recipe.top', '"top"'],
    ] as const)
      assert.equal(found(path), expected, path);
  });

  it('are those of what lies around where a thing has none', () => {
    assert.deepEqual([found('recipe.spread'), found('filter.iso.max'), found('export')], ['"recipe"', '"filter"', null]);
  });
});
