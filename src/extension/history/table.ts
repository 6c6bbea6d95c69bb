/** A table of Markdown; empty for no rows. Cells are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => ':--')), ...rows.map(line), ''];
}
