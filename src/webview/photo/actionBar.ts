import { html, type TemplateResult } from 'lit';
import type { PhotoCommand, PhotoDecision, PhotoLook, PhotoSnapshot } from '../../protocol/photo';
import { button } from '../shared/controls';
import { countedText } from '../shared/dom';

export interface BarActions {
  readonly look: PhotoLook;
  toggle(name: PhotoCommand): void;
  decide(decision: PhotoDecision): void;
  explain(): void;
}

const STARS = [1, 2, 3, 4, 5] as const;

/** What the person can say about the photo, and what is shown of it. Without a shoot there is nowhere to write a word. */
export function actionBar(snapshot: PhotoSnapshot, act: BarActions): TemplateResult {
  const { root, isIndexed, strings } = snapshot;
  return html`<div class="bar">
    ${root === null ? '' : decisions(snapshot, act)} ${root === null ? '' : stars(snapshot, act)}
    <div class="buttons end" role="group" aria-label=${strings.look}>
      ${looks(snapshot, act)} ${isIndexed ? button({ label: strings.explain, onClick: act.explain }) : ''}
    </div>
  </div>`;
}

function decisions({ picture: { state }, strings }: PhotoSnapshot, { decide }: BarActions): TemplateResult {
  const verdict = (label: string, value: 'pick' | 'reject', key: string) =>
    button({ label, hint: `${label} (${key})`, pressed: state.decided === value, onClick: () => decide({ verdict: value }) });
  const unmark = button({
    label: strings.unmark,
    hint: `${strings.unmark} (U)`,
    disabled: state.decided === null,
    onClick: () => decide({ verdict: null }),
  });
  return html`<div class="buttons" role="group" aria-label=${strings.decision}>
    ${verdict(strings.pick, 'pick', 'P')} ${verdict(strings.reject, 'reject', 'X')} ${unmark}
  </div>`;
}

/** A click on the last star takes all of them off. */
function stars({ picture: { state }, strings }: PhotoSnapshot, { decide }: BarActions): TemplateResult {
  const rating = state.rating ?? 0;
  return html`<div class="buttons stars" role="group" aria-label=${strings.rating}>
    ${STARS.map((count) => {
      const isLast = count === rating;
      const label = isLast ? strings.noStars : countedText(strings.setStars, count);
      return html`<button
        type="button"
        class="star"
        aria-label=${label}
        aria-pressed=${count <= rating ? 'true' : 'false'}
        title=${`${label} (${isLast ? 0 : count})`}
        @click=${() => decide({ rating: isLast ? 0 : count })}
      >${count <= rating ? '★' : '☆'}</button>`;
    })}
  </div>`;
}

function looks({ strings, picture }: PhotoSnapshot, { look, toggle }: BarActions): readonly TemplateResult[] {
  const one = (name: PhotoCommand, { label, key, pressed }: { readonly label: string; readonly key: string; readonly pressed: boolean }) =>
    button({
      label,
      hint: `${label} (${key})`,
      pressed,
      disabled: picture.preview === null && name !== 'details',
      onClick: () => toggle(name),
    });
  return [
    one('zoom', { label: '1:1', key: 'Z', pressed: look.zoom !== 'fit' }),
    one('peaking', { label: strings.peaking, key: 'K', pressed: look.peaking }),
    one('clipping', { label: strings.clipping, key: 'J', pressed: look.clipping }),
    one('crops', { label: strings.crops, key: 'D', pressed: look.crops }),
    one('details', { label: strings.details, key: 'I', pressed: look.details }),
  ];
}
