import { css, html, type TemplateResult } from 'lit';
import type { FrameRow } from '../../protocol/frameTable';
import { button } from '../shared/controls';
import { countedText } from '../shared/dom';
import { ICONS } from '../shared/icons';
import type { GridController } from './controller';
import type { GridState } from './state';

const STARS = [1, 2, 3, 4, 5] as const;

/** The keys that decide, for the pointer: about the active frame. */
export function decideBar({ data }: GridState, frame: FrameRow, grid: GridController): TemplateResult {
  const { actions } = data.strings;
  const { decided } = frame;
  return html`<div class="decide" role="group" aria-label=${actions.decisionButtons}>
    ${button({ label: actions.pick, pressed: decided === 'pick', icon: ICONS.check, onClick: () => grid.run(decided === 'pick' ? 'unmark' : 'pick') })}
    ${button({ label: actions.reject, pressed: decided === 'reject', icon: ICONS.cross, onClick: () => grid.run(decided === 'reject' ? 'unmark' : 'reject') })}
    <span class="rate" role="group" aria-label=${actions.rating}>${STARS.map((stars) => star(stars, frame.rating ?? 0, grid, countedText(actions.rate, stars)))}</span>
  </div>`;
}

/** A click on the last star that is set takes all of them away. */
function star(stars: (typeof STARS)[number], rating: number, grid: GridController, label: string): TemplateResult {
  const run = () => grid.run(rating === stars ? 'rate0' : `rate${stars}`);
  return html`<button type="button" class="plain star" title=${label} aria-label=${label} aria-pressed=${String(stars <= rating)} @click=${run}>
    ${stars <= rating ? '★' : '☆'}
  </button>`;
}

export const decideStyles = css`
  .decide,
  .rate {
    display: flex;
    align-items: center;
    gap: 2px;
  }

  .star {
    padding: 0 1px;
    font-size: 1.1em;
  }
`;
