import * as z from 'zod/mini';

/**
 * Columns of a table that crosses the wire: numbers and flags as typed arrays, repeated words as a dictionary, unique texts as one
 * block of UTF-8. Typed arrays travel as bytes, without becoming JSON, so that a column costs its size in memory and no more.
 */

/** Whole numbers from 0; −1 = unknown. As narrow as its numbers allow. */
export const indexColumn = z.union([z.instanceof(Int8Array), z.instanceof(Int16Array), z.instanceof(Int32Array)]);
export type IndexColumn = z.infer<typeof indexColumn>;

/** NaN = unknown. Numbers that occur again and again: `at` holds a position in `values` per row, −1 = unknown. */
export const numberColumn = z.union([z.instanceof(Float64Array), z.object({ values: z.instanceof(Float64Array), at: indexColumn })]);
export type NumberColumn = z.infer<typeof numberColumn>;

/** Words that occur again and again: `at` holds a position in `words` per row, −1 = unknown. */
export const wordColumn = z.object({ words: z.array(z.string()), at: indexColumn });
export type WordColumn = z.infer<typeof wordColumn>;

/** Texts one after another as UTF-8; `ends` are their ends in UTF-16 units of the whole decoded text. An empty text is unknown. */
export const textColumn = z.object({ bytes: z.instanceof(Uint8Array), ends: z.instanceof(Uint32Array) });
export type TextColumn = z.infer<typeof textColumn>;

/** A camera knows some dozens of apertures and exposure times; scores are all different. */
export function encodeNumbers(values: readonly (number | null)[]): NumberColumn {
  const known = new Map<number, number>();
  for (const value of values) {
    if (value !== null && !known.has(value)) known.set(value, known.size);
    if (known.size > WORTH_A_DICTIONARY) return filled(new Float64Array(values.length), values, (it) => it ?? Number.NaN);
  }
  return { values: Float64Array.from(known.keys()), at: encodeIndexes(values.map((it) => (it === null ? null : (known.get(it) ?? null)))) };
}

/** Above that many different numbers a column is not searched any further. */
const WORTH_A_DICTIONARY = 1000;

export function encodeIndexes(values: readonly (number | null)[]): IndexColumn {
  const largest = values.reduce<number>((most, value) => Math.max(most, value ?? -1), -1);
  return filled(indexesUpTo(largest, values.length), values, (value) => value ?? -1);
}

function indexesUpTo(largest: number, length: number): IndexColumn {
  if (largest < 2 ** 7) return new Int8Array(length);
  return largest < 2 ** 15 ? new Int16Array(length) : new Int32Array(length);
}

/** `TypedArray.from` takes several times as long. */
function filled<A extends IndexColumn | Float64Array | Uint32Array, T>(column: A, values: readonly T[], to: (value: T) => number): A {
  values.forEach((value, row) => {
    column[row] = to(value);
  });
  return column;
}

export function encodeWords(values: readonly (string | null)[]): WordColumn {
  const known = new Map<string, number>();
  const position = (word: string): number => {
    const at = known.get(word);
    if (at !== undefined) return at;
    known.set(word, known.size);
    return known.size - 1;
  };
  const at = encodeIndexes(values.map((value) => (value === null ? null : position(value))));
  return { words: [...known.keys()], at };
}

export function encodeTexts(values: readonly (string | null)[]): TextColumn {
  let end = 0;
  const ends = filled(new Uint32Array(values.length), values, (value) => {
    end += value?.length ?? 0;
    return end;
  });
  return { bytes: new Uint8Array(new TextEncoder().encode(values.join(''))), ends };
}

/** A column that does not fit its table. */
export class ColumnError extends Error {
  override readonly name = 'ColumnError';
}

/** Throws ColumnError unless the column has `length` rows. */
export function requireLength(name: string, length: number, column: { readonly length: number }): void {
  if (column.length !== length) throw new ColumnError(`${name} has ${column.length} rows instead of ${length}`);
}

/** Throws ColumnError for an index below −1 or from `limit` on. */
export function requireIndexes(name: string, limit: number, column: IndexColumn): void {
  // By number: walking a typed array by `of` takes two to three times as long.
  for (let row = 0; row < column.length; row++) {
    const index = column[row] as number;
    if (index < -1 || index >= limit) throw new ColumnError(`${name} names ${index} of ${limit}`);
  }
}

/**
 * A column as one value per row. A whole column at a time: each of these loops stays with one kind of column, which is what makes them
 * quick on a page that has just been opened.
 */

export function decodeNumbers(name: string, length: number, column: NumberColumn): readonly (number | null)[] {
  if (!(column instanceof Float64Array)) return chosen(name, length, column.at, Array.from(column.values));
  requireLength(name, length, column);
  return eachRow(length, (row) => {
    const value = column[row] as number;
    return Number.isNaN(value) ? null : value;
  });
}

/** `limit`: one more than the largest index that makes sense. */
export function decodeIndexes(name: string, length: number, column: IndexColumn, limit: number): readonly (number | null)[] {
  requireLength(name, length, column);
  requireIndexes(name, limit, column);
  return eachRow(length, (row) => {
    const value = column[row] as number;
    return value < 0 ? null : value;
  });
}

/** `parse` checks each word once. */
export function decodeWords<T>(name: string, length: number, column: WordColumn, parse: (word: string) => T): readonly (T | null)[] {
  return chosen(name, length, column.at, column.words.map(parse));
}

/** The whole text is decoded once; rows are slices of it. */
export function decodeTexts(name: string, length: number, { bytes, ends }: TextColumn): readonly string[] {
  requireLength(name, length, ends);
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if ((ends.at(-1) ?? 0) !== text.length) throw new ColumnError(`the texts of ${name} are cut off`);
  let start = 0;
  return eachRow(length, (row) => {
    const [from, end] = [start, ends[row] as number];
    if (end < from) throw new ColumnError(`the texts of ${name} overlap`);
    start = end;
    return text.slice(from, end);
  });
}

function chosen<T>(name: string, length: number, at: IndexColumn, values: readonly T[]): readonly (T | null)[] {
  requireLength(name, length, at);
  requireIndexes(name, values.length, at);
  return eachRow(length, (row) => {
    const position = at[row] as number;
    return position < 0 ? null : (values[position] as T);
  });
}

/** `Array.from` takes several times as long. */
export function eachRow<T>(length: number, value: (row: number) => T): readonly T[] {
  const values = new Array<T>(length);
  for (let row = 0; row < length; row++) values[row] = value(row);
  return values;
}
