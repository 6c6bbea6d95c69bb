import { html, nothing, type TemplateResult } from 'lit';
import type { PhotoSibling, PhotoSnapshot } from '../../protocol/photo';
import { fill } from '../shared/dom';
import { starsText, stateText, verdictText } from '../viewer/words';

/** The frames of the group in capture order; a click opens one. */
export function groupStrip({ group, picture, strings }: PhotoSnapshot, open: (path: string) => void): TemplateResult | typeof nothing {
  if (group === null || group.frames.length < 2) return nothing;
  const title = fill(strings.kindOfGroup, group.kind);
  const at = group.frames.findIndex((it) => it.path === picture.key);
  return html`<nav class="group" aria-label=${title}>
    <h2>${title} <span class="position">${at < 0 ? '' : fill(strings.position, at + 1, group.frames.length)}</span></h2>
    <ul>${group.frames.map((frame) => html`<li>${tile(frame, { isShown: frame.path === picture.key, strings, open })}</li>`)}</ul>
  </nav>`;
}

interface TileOptions extends Pick<PhotoSnapshot, 'strings'> {
  readonly isShown: boolean;
  readonly open: (path: string) => void;
}

function tile(frame: PhotoSibling, { isShown, strings, open }: TileOptions): TemplateResult {
  const { state, isBest, name, thumb, path } = frame;
  // What is seen stands together in the name, so that people who speak to the computer can say it.
  const label = [isBest ? strings.best : '', name, stateText(state, strings.viewer)].filter((part) => part !== '').join(', ');
  return html`<button
    type="button"
    class="frame"
    aria-label=${label}
    aria-current=${isShown ? 'true' : 'false'}
    title=${label}
    data-verdict=${state.decided ?? state.suggested ?? 'none'}
    data-decided=${state.decided !== null}
    @click=${() => isShown || open(path)}
  >
    ${thumb === null ? html`<span class="thumb"></span>` : html`<img class="thumb" src=${thumb} alt="" loading="lazy" />`}
    <span class="name">${isBest ? '◆ ' : ''}${name}</span>
    <span class="state">${[verdictText(state, strings.viewer), starsText(state.rating)].filter((part) => part !== '').join(' ')}</span>
  </button>`;
}
