import type { ListForm } from './options';
import { LIST_FIELDS, type ListRow } from './rows';

/** How one form of a list is written, and how an earlier one is recognised. */
interface Form {
  /** Whether the form can hold a path as it is. */
  fits(path: string): boolean;
  text(rows: readonly ListRow[]): string;
  /** `isPhoto` tells whether a text is the path of a photo of this shoot. */
  isPrevious(text: string, isPhoto: (path: string) => boolean): boolean;
}

export const FORMS: Record<ListForm, Form> = {
  plain: linesEndingWith('\n', (path) => !/[\r\n]/.test(path)),
  nul: linesEndingWith('\0', () => true),
  json: { fits: () => true, text: jsonText, isPrevious: isJsonList },
  csv: { fits: () => true, text: csvText, isPrevious: (text) => text.startsWith(CSV_HEAD) },
};

function linesEndingWith(end: string, fits: Form['fits']): Form {
  return {
    fits,
    text: (rows) => rows.map(({ path }) => `${path}${end}`).join(''),
    isPrevious: (text, isPhoto) => text.endsWith(end) && text.slice(0, -1).split(end).every(isPhoto),
  };
}

/** An array of objects, one a line, so that two versions can be compared line by line. */
function jsonText(rows: readonly ListRow[]): string {
  return rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

function isJsonList(text: string): boolean {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) && (rows.length > 0 || text === jsonText([])) && rows.every(isRow);
  } catch {
    return false;
  }
}

const isRow = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && LIST_FIELDS.every((field, index) => Object.keys(row)[index] === field);

const CSV_END = '\r\n';
const CSV_HEAD = LIST_FIELDS.join(',') + CSV_END;

/** Source: RFC 4180: CRLF after every record, a header, fields with quotes, commas or line breaks in quotes. `null` is an empty field. */
function csvText(rows: readonly ListRow[]): string {
  return CSV_HEAD + rows.map((row) => LIST_FIELDS.map((field) => csvField(row[field])).join(',') + CSV_END).join('');
}

function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
