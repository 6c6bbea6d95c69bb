import { html, nothing, type TemplateResult } from 'lit';
import type { PhotoSnapshot } from '../../protocol/photo';
import { cameraRows, fileRows, type Row, scoreRows } from './facts';

/** Everything in numbers and words: histogram, scores, what the camera wrote, the files. */
export function details(snapshot: PhotoSnapshot): TemplateResult {
  const { strings, picture, metadata } = snapshot;
  const { sections } = strings.facts;
  return html`<aside class="details" aria-label=${strings.details} tabindex="0">
    ${
      picture.preview === null
        ? nothing
        : html`<section><h2>${sections.histogram}</h2><qrate-histogram .src=${picture.preview} .strings=${strings.viewer}></qrate-histogram></section>`
    }
    ${section(sections.scores, scoreRows(snapshot))} ${section(sections.faces, snapshot.faces)} ${section(sections.camera, cameraRows(metadata, strings))}
    ${section(sections.files, fileRows(snapshot))}
  </aside>`;
}

function section(title: string, rows: readonly Row[]): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<section>
    <h2>${title}</h2>
    <dl>${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
  </section>`;
}
