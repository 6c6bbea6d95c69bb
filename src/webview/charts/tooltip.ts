import { element } from '../shared/dom';

/** Distance to the pointer in px. */
const AWAY = 14;

/** The one tooltip of the page: text lines beside the pointer, with the thumb of a photo where there is one. */
class Tooltip {
  readonly #lines = element('div', { class: 'lines' });
  readonly #thumb = element('img', { alt: '' });
  readonly #box = element('div', { class: 'tooltip', 'aria-hidden': 'true' }, this.#thumb, this.#lines);

  /** `x` and `y` in the window. */
  show(lines: readonly string[], { x, y, thumb = null }: { readonly x: number; readonly y: number; readonly thumb?: string | null }): void {
    if (!this.#box.isConnected) document.body.append(this.#box);
    this.#lines.replaceChildren(...lines.map((line) => element('div', {}, line)));
    this.#thumb.hidden = thumb === null;
    if (thumb !== null && this.#thumb.getAttribute('src') !== thumb) this.#thumb.src = thumb;
    this.#box.classList.add('visible');
    const { width, height } = this.#box.getBoundingClientRect();
    const left = x + AWAY + width > window.innerWidth ? x - AWAY - width : x + AWAY;
    const top = y + AWAY + height > window.innerHeight ? y - AWAY - height : y + AWAY;
    this.#box.style.left = `${Math.max(0, left)}px`;
    this.#box.style.top = `${Math.max(0, top)}px`;
  }

  hide(): void {
    this.#box.classList.remove('visible');
  }
}

export const tooltip = new Tooltip();
