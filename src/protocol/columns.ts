import * as z from 'zod';

/**
 * Columns of a table that crosses the wire: numbers and flags as typed arrays, repeated words as a dictionary, unique texts as one
 * block of UTF-8. Typed arrays travel as bytes, without becoming JSON, so that a column costs its size in memory and no more.
 */

/** NaN = unknown. */
export const numberColumn = z.instanceof(Float64Array);
/** Whole numbers from 0; −1 = unknown. */
export const indexColumn = z.instanceof(Int32Array);

/** Words that occur again and again: `at` holds a position in `words` per row, −1 = unknown. */
export const wordColumn = z.object({ words: z.array(z.string()), at: indexColumn });
export type WordColumn = z.infer<typeof wordColumn>;

/** Texts one after another as UTF-8; `ends` are their ends in UTF-16 units of the whole decoded text. An empty text is unknown. */
export const textColumn = z.object({ bytes: z.instanceof(Uint8Array), ends: z.instanceof(Uint32Array) });
export type TextColumn = z.infer<typeof textColumn>;

export const encodeNumbers = (values: readonly (number | null)[]): Float64Array<ArrayBuffer> =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

export const encodeIndexes = (values: readonly (number | null)[]): Int32Array<ArrayBuffer> =>
  Int32Array.from(values, (value) => value ?? -1);

export function encodeWords(values: readonly (string | null)[]): WordColumn {
  const known = new Map<string, number>();
  const position = (word: string): number => {
    const at = known.get(word);
    if (at !== undefined) return at;
    known.set(word, known.size);
    return known.size - 1;
  };
  const at = Int32Array.from(values, (value) => (value === null ? -1 : position(value)));
  return { words: [...known.keys()], at };
}

export function encodeTexts(values: readonly (string | null)[]): TextColumn {
  let end = 0;
  const ends = Uint32Array.from(values, (value) => {
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
export function requireIndexes(name: string, limit: number, column: Int32Array): void {
  const wrong = column.find((index) => index < -1 || index >= limit);
  if (wrong !== undefined) throw new ColumnError(`${name} names ${wrong} of ${limit}`);
}

/** One reader of a row per column; the checks are done once, before the first row. */
export type ReadCell<T> = (row: number) => T;

export function readNumbers(name: string, length: number, column: Float64Array): ReadCell<number | null> {
  requireLength(name, length, column);
  return (row) => {
    const value = column[row];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
}

/** `limit`: one more than the largest index that makes sense. */
export function readIndexes(name: string, length: number, column: Int32Array, limit: number): ReadCell<number | null> {
  requireLength(name, length, column);
  requireIndexes(name, limit, column);
  return (row) => {
    const value = column[row] ?? -1;
    return value < 0 ? null : value;
  };
}

/** `parse` checks each word once. */
export function readWords<T>(name: string, length: number, column: WordColumn, parse: (word: string) => T): ReadCell<T | null> {
  requireLength(name, length, column.at);
  requireIndexes(name, column.words.length, column.at);
  const words = column.words.map(parse);
  return (row) => words[column.at[row] ?? -1] ?? null;
}

/** The whole text is decoded once; rows are slices of it. */
export function readTexts(name: string, length: number, { bytes, ends }: TextColumn): ReadCell<string> {
  requireLength(name, length, ends);
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if ((ends.at(-1) ?? 0) !== text.length) throw new ColumnError(`the texts of ${name} are cut off`);
  ends.forEach((end, row) => {
    if (end < (ends[row - 1] ?? 0)) throw new ColumnError(`the texts of ${name} overlap`);
  });
  return (row) => text.slice(row === 0 ? 0 : ends[row - 1], ends[row]);
}
