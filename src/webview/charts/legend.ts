import { html, svg, type TemplateResult } from 'lit';
import { MARKS, TEXTURES, TILE } from './shapes';
import { NO_VERDICT, type VerdictCode } from './shootData';
import type { ChartsView } from './view';
import { verdictWord } from './words';

export const VERDICT_CODES: readonly VerdictCode[] = MARKS.map((_, code) => code);

/** Textures of the page's SVGs, defined once. */
export const texturePatterns = (): TemplateResult => html`
  <svg class="defs" aria-hidden="true" width="0" height="0">
    <defs>
      ${TEXTURES.map(
        (texture, code) => svg`
          <pattern id="texture-${code}" width=${TILE} height=${TILE} patternUnits="userSpaceOnUse" class="verdict-${code}">
            <rect width=${TILE} height=${TILE} class=${texture === '' ? 'plain' : 'tint'}></rect>
            <path d=${texture} class="stroke"></path>
          </pattern>`,
      )}
    </defs>
  </svg>`;

const swatch = (code: VerdictCode): TemplateResult => html`
  <svg class="swatch verdict-${code}" width="34" height="14" aria-hidden="true">
    <rect x="0.5" y="0.5" width="15" height="13" fill="url(#texture-${code})"></rect>
    <path d=${MARKS[code]?.path ?? ''} transform="translate(26 7)" class=${MARKS[code]?.filled === true ? 'filled' : 'hollow'}></path>
  </svg>`;

/** What shapes and colours mean; verdicts that no photo has are left out. */
export function legend({ data, shown }: ChartsView): TemplateResult {
  const { strings } = data;
  const present = VERDICT_CODES.filter((code) => code !== NO_VERDICT || shown.includes(NO_VERDICT));
  const decided = data.decided.some((code) => code !== NO_VERDICT);
  return html`
    <ul class="legend" aria-label=${strings.legend}>
      ${present.map((code) => html`<li>${swatch(code)} ${verdictWord(strings, code)}</li>`)}
      ${decided ? html`<li><svg class="swatch ring" width="16" height="14" aria-hidden="true"><circle cx="8" cy="7" r="6"></circle></svg> ${strings.decidedPick} / ${strings.decidedReject}</li>` : ''}
    </ul>`;
}
