/** Browsers cannot make an element taller than about 33 million pixels; a long shoot of large thumbs is. */
const TALLEST = 16_000_000;

/** Converts between where the scroll bar is and where in the layout that is. Most shoots are short enough for both to be the same. */
export class ScrollScale {
  /** Height of the scrolled element, in pixels. */
  readonly height: number;
  readonly #ratio: number;

  /** `layout`: height of all lines; `view`: height of what is seen of them. */
  constructor(layout: number, view: number) {
    this.height = Math.min(layout, TALLEST);
    const [all, here] = [layout - view, this.height - view];
    this.#ratio = layout <= TALLEST || here <= 0 ? 1 : all / here;
  }

  toLayout(scrollTop: number): number {
    return scrollTop * this.#ratio;
  }

  toScroll(top: number): number {
    return top / this.#ratio;
  }
}
