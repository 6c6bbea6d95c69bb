import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { fill } from '../shared/dom';
import { styled } from '../shared/styled';
import { openLoupe } from './commands';
import type { GridController } from './controller';
import { decidingFor } from './deciding';
import { cellStyles } from './frameCell';
import { type Layout, layoutOf, lineOfRow, linesBetween, type Metrics, metricsFor, scrollTo } from './layout';
import { lineKey, lineStyles, lineTemplate } from './lineTemplates';
import { markStyles } from './marks';
import { Overscan } from './overscan';
import { ScrollScale } from './scrollScale';
import { type GridState, groupOf, NONE } from './state';
import { sharedStyles } from './styles';
import { activate, clearSelection, selectTo, toggleFold, toggleSelected, withLook } from './transitions';

const MARGIN = 8;
/** From this thumb size on there is room for a second line with the name. */
const ROOMY = 136;
const CAPTION = { roomy: 46, tight: 26 } as const;

/** The frames: only the lines in sight are in the page, however long the shoot. */
export class GridView extends LitElement {
  static override properties = { state: { attribute: false }, grid: { attribute: false } };
  static override styles = [
    sharedStyles,
    markStyles,
    cellStyles,
    lineStyles,
    css`
      :host {
        display: block;
        min-width: 0;
        min-height: 0;
        overflow: hidden;
      }

      .scroller {
        height: 100%;
        overflow: hidden auto;
        outline: none;
        overflow-anchor: none;
        user-select: none;
      }

      .space {
        position: relative;
        margin: 0 8px 8px;
      }
    `,
  ];

  declare state: GridState;
  declare grid: GridController;
  #layout: Layout | null = null;
  #scale = new ScrollScale(0, 0);
  /** Top of what is seen, in pixels of the layout. */
  #top = 0;
  #width = 0;
  #height = 0;
  #range = { from: 0, to: 0 };
  readonly #overscan = new Overscan(
    () => [...this.renderRoot.querySelectorAll('img')],
    () => this.requestUpdate(),
  );
  /** Whether the active frame is in sight, so that it stays there when the view gets smaller. */
  #seesActive = false;
  #isResized = false;
  /** Whether `#top` was set here, so that the scroll bar has to follow. */
  #isMoved = false;
  /** The row under the pointer. */
  #pointed = NONE;
  readonly #resized = new ResizeObserver(() => this.#measure());

  /** How many frames a page has. */
  get pageSize(): number {
    const metrics = this.#layout?.metrics;
    return metrics === undefined ? 1 : metrics.columns * Math.max(1, Math.floor(this.#height / metrics.cellHeight));
  }

  override focus(options?: FocusOptions): void {
    this.#scroller?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#overscan.stop();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Scrolling and resizing render the same state anew; before the first one there is none.
    const before = changed.has('state') ? (changed.get('state') as GridState | undefined) : this.state;
    if (this.#width === 0) this.#readSize();
    this.#readScroll();
    const metrics = this.#metrics();
    if (this.#layout === null || before?.shown !== this.state.shown || !isSame(metrics, this.#layout.metrics))
      this.#relayout(before, metrics);
    if (before?.look.active !== this.state.look.active || (this.#isResized && this.#seesActive)) this.#showActive();
    this.#isResized = false;
    const seen = this.#layout === null ? this.#range : this.#linesWithin(this.#layout, 0);
    const isNew = seen.from >= this.#range.to || seen.to <= this.#range.from;
    if (isNew && seen.to > seen.from) this.#overscan.restart();
  }

  protected override updated(): void {
    const scroller = this.#scroller;
    const wanted = this.#scale.toScroll(this.#top);
    if (scroller !== null && scroller.clientHeight > 0 && this.#isMoved) {
      if (Math.abs(scroller.scrollTop - wanted) >= 1) scroller.scrollTop = wanted;
      this.#isMoved = false;
    }
    this.#noteActive();
  }

  protected override render(): TemplateResult | typeof nothing {
    const layout = this.#layout;
    if (layout === null || this.#height === 0) return nothing;
    const { look, data } = this.state;
    this.#range = this.#linesWithin(layout, this.#overscan.pixels);
    const lines = layout.lines.slice(this.#range.from, this.#range.to);
    const isRoomy = this.#isRoomy;
    const context = { state: this.state, layout, isRoomy, captionHeight: this.#captionHeight, pointed: this.#pointed };
    const shift = this.#scale.toScroll(this.#top) - this.#top;
    const activeLine = look.active === NONE ? -1 : lineOfRow(layout, this.state.shown, look.active);
    const isInPage = activeLine >= this.#range.from && activeLine < this.#range.to;
    return html`<div
      class="scroller"
      tabindex="0"
      role="grid"
      aria-multiselectable="true"
      aria-label=${fill(data.strings.frames.grid, data.name)}
      aria-rowcount=${layout.lines.length}
      aria-activedescendant=${isInPage ? `f${look.active}` : nothing}
      @scroll=${this.#onScroll}
      @click=${this.#onClick}
      @dblclick=${this.#onDoubleClick}
      @mousedown=${this.#onMouseDown}
      @pointerover=${this.#onPoint}
      @pointerleave=${this.#onPoint}
      @keydown=${this.#onKeyDown}
    >
      <div class="space" role="presentation" ${styled({ height: `${this.#scale.height}px` })}>
        ${repeat(
          lines,
          (line) => lineKey(this.state, line),
          (line, at) => lineTemplate(context, line, { at: this.#range.from + at, top: line.top + shift }),
        )}
      </div>
    </div>`;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller');
  }

  get #isRoomy(): boolean {
    return this.state.look.thumbSize >= ROOMY;
  }

  get #captionHeight(): number {
    return this.#isRoomy ? CAPTION.roomy : CAPTION.tight;
  }

  #metrics(): Metrics {
    const width = Math.max(0, this.#width - 2 * MARGIN);
    return metricsFor({ thumbSize: this.state.look.thumbSize, width, captionHeight: this.#captionHeight });
  }

  /** The scroll bar's own width is taken off, so that frames never lie below it. */
  #readSize(): void {
    this.#height = this.clientHeight;
    this.#width = this.#scroller?.clientWidth ?? this.clientWidth - SCROLL_BAR;
  }

  #measure(): void {
    const { clientHeight, clientWidth } = this.#scroller ?? this;
    if (clientHeight === 0 && clientWidth === 0) {
      // Hidden: it comes back as it was, though the browser forgets where it stood.
      this.#isMoved = true;
      return;
    }
    const isSameSize = clientHeight === this.#height && clientWidth === this.#width;
    if (isSameSize && !this.#isMoved) return;
    this.#isResized = !isSameSize;
    this.#readSize();
    this.requestUpdate();
  }

  /** What was in sight stays where it was: the active frame, else the frame at the top. */
  #relayout(before: GridState | undefined, metrics: Metrics): void {
    const anchor = before === undefined ? null : this.#anchor(before);
    this.#layout = layoutOf(this.state.shown, metrics);
    this.#scale = new ScrollScale(this.#layout.height, this.#height);
    if (anchor !== null) {
      const row = this.state.data.rowOf.get(anchor.path) ?? NONE;
      const line = this.#layout.lines[lineOfRow(this.#layout, this.state.shown, row)];
      if (line !== undefined) this.#top = line.top - anchor.offset;
      else this.#showActive();
    }
    this.#top = Math.min(Math.max(0, this.#top), Math.max(0, this.#layout.height - this.#height));
    this.#isMoved = true;
  }

  /** A photo that is in sight, and how far from the top. */
  #anchor({ shown, data, look }: GridState): { path: string; offset: number } | null {
    const layout = this.#layout;
    if (layout === null) return null;
    const { from, to } = this.#linesWithin(layout, 0);
    const active = lineOfRow(layout, shown, look.active);
    const candidates = active >= from && active < to ? [active] : Array.from({ length: to - from }, (_, at) => from + at);
    for (const at of candidates) {
      const line = layout.lines[at];
      if (line?.kind !== 'frames') continue;
      const [segment] = line.segments;
      const row = at === active ? look.active : shown.clusters[segment?.cluster ?? -1]?.rows[segment?.from ?? 0];
      const path = data.rows[row ?? NONE]?.path;
      if (path !== undefined) return { path, offset: line.top - this.#top };
    }
    return null;
  }

  /** The lines in sight, and those that many pixels around them. */
  #linesWithin(layout: Layout, around: number): { readonly from: number; readonly to: number } {
    return linesBetween(layout, this.#top - around, this.#top + this.#height + around);
  }

  #showActive(): void {
    const layout = this.#layout;
    if (layout === null || this.state.look.active === NONE) return;
    const line = lineOfRow(layout, this.state.shown, this.state.look.active);
    this.#top = scrollTo(layout, line, { scrollTop: this.#top, height: this.#height });
    this.#isMoved = true;
  }

  /** Where the person has scrolled to; the event that tells of it may come after other news. Whether that is elsewhere than before. */
  #readScroll(): boolean {
    const scroller = this.#scroller;
    // What was set to a fraction of a pixel is read back rounded: that is no scrolling.
    if (
      scroller === null ||
      this.#isMoved ||
      scroller.clientHeight === 0 ||
      Math.abs(scroller.scrollTop - this.#scale.toScroll(this.#top)) < 1
    )
      return false;
    this.#top = this.#scale.toLayout(scroller.scrollTop);
    this.#noteActive();
    return true;
  }

  /** By its middle: who scrolled it half away sees something else. */
  #noteActive(): void {
    const layout = this.#layout;
    const line = layout?.lines[lineOfRow(layout, this.state.shown, this.state.look.active)];
    const middle = line === undefined ? Number.NaN : line.top + line.height / 2;
    this.#seesActive = middle >= this.#top && middle <= this.#top + this.#height;
  }

  readonly #onScroll = (): void => {
    const layout = this.#layout;
    if (layout === null || !this.#readScroll()) return;
    const { from, to } = this.#linesWithin(layout, this.#overscan.pixels);
    if (from !== this.#range.from || to !== this.#range.to || this.#scale.height !== layout.height) this.requestUpdate();
  };

  /** The focus belongs to the grid as a whole; its buttons are for the pointer. */
  readonly #onMouseDown = (event: MouseEvent): void => {
    if (!(event.target as Element).closest('button, .cell')) return;
    event.preventDefault();
    this.focus({ preventScroll: true });
  };

  readonly #onPoint = (event: PointerEvent): void => {
    const cell = event.type === 'pointerleave' ? null : (event.target as Element).closest<HTMLElement>('.cell');
    const row = Number(cell?.dataset.row ?? NONE);
    if (row === this.#pointed) return;
    this.#pointed = row;
    this.requestUpdate();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const act = target.closest<HTMLElement>('[data-act]')?.dataset.act;
    const row = rowAt(target);
    if (row === null) return;
    if (act !== undefined) this.#act(act, row);
    else if (event.shiftKey) this.grid.update((state) => selectTo(state, row, event.ctrlKey || event.metaKey));
    else if (event.ctrlKey || event.metaKey) this.grid.update((state) => toggleSelected(state, row));
    else this.grid.update((state) => activate(clearSelection(state), row));
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const row = rowAt(target);
    if (row !== null && target.closest('[data-act]') === null) this.grid.update((state) => openLoupe(activate(state, row), 'fit'));
  };

  /** The page's keys come as commands; here they only must not scroll as well. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (SCROLLING_KEYS.has(event.key)) event.preventDefault();
  };

  #act(act: string, row: number): void {
    if (act === 'fold') this.#fold(row);
    else if (act === 'select') this.grid.update((state) => toggleSelected(state, row));
    else if (act === 'loupe') this.grid.update((state) => openLoupe(activate(state, row), 'fit'));
    else this.#decide(act, row);
  }

  /** A second click takes the verdict back. */
  #decide(act: string, row: number): void {
    const wanted = act === 'pick' ? 'pick' : 'reject';
    const isSet = this.state.data.rows[row]?.decided === wanted;
    const deciding = decidingFor(isSet ? 'unmark' : wanted, this.state, [row]);
    if (deciding === null) return;
    this.grid.update((state) => activate(state, row));
    this.grid.decide([row], deciding);
  }

  #fold(row: number): void {
    const group = groupOf(this.state.data, row);
    if (group !== null) this.grid.update((state) => toggleFold(withLook(state, { active: row, anchor: row }), group.id));
  }
}

const SCROLL_BAR = 14;
const SCROLLING_KEYS = new Set([' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/** The row that an element of a frame, or of a burst's heading, belongs to. */
function rowAt(target: Element): number | null {
  const { row, groupRow } = target.closest<HTMLElement>('[data-row], [data-group-row]')?.dataset ?? {};
  const text = row ?? groupRow;
  return text === undefined ? null : Number(text);
}

const isSame = (a: Metrics, b: Metrics): boolean => a.columns === b.columns && a.cellWidth === b.cellWidth && a.cellHeight === b.cellHeight;

customElements.define('qrate-grid-view', GridView);
