import { html, type TemplateResult } from 'lit';

export interface DataTable {
  readonly caption: string;
  readonly heads: readonly string[];
  /** Of each row the first cell is its header. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A chart as a table that is not seen but read: for screen readers, and for those who copy numbers. */
export const dataTable = ({ caption, heads, rows }: DataTable): TemplateResult => html`
  <table class="visually-hidden">
    <caption>${caption}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>
      ${rows.map(([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
    </tbody>
  </table>`;
