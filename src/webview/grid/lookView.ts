import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type FrameRow, thumbUri } from '../../protocol/frameTable';
import { button } from '../shared/controls';
import { fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import type { FullPicture, ViewerPicture } from '../viewer/picture';
import '../viewer/qrateViewer';
import { FullSizes } from '../viewer/fullSizes';
import type { QrateViewer } from '../viewer/qrateViewer';
import { leave } from './commands';
import type { GridController } from './controller';
import { decideBar, decideStyles } from './decideBar';
import { markStyles, verdictMark } from './marks';
import { pictureOf, upcoming } from './pictures';
import { activeFrame, type GridState, groupOf } from './state';
import { sharedStyles } from './styles';
import { activate, withLook } from './transitions';
import { frameLabel, nameOf } from './words';

/** Frames of a long series that the strip shows to either side of the active one. */
const STRIP_REACH = 24;

interface Made {
  readonly frame: FrameRow;
  readonly full: FullPicture | null;
  readonly picture: ViewerPicture;
}

/** The loupe and the compare mode: the viewer with its tools, and below it the frames of the group. */
export class LookView extends LitElement {
  static override properties = { state: { attribute: false }, grid: { attribute: false } };
  static override styles = [
    sharedStyles,
    markStyles,
    decideStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
      }

      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        padding: 4px 12px;
      }

      .bar h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .tools {
        display: flex;
        align-items: center;
        gap: 4px;
        margin-left: auto;
      }

      qrate-viewer {
        flex: 1;
        min-height: 0;
        margin: 0 8px 4px;
      }

      .strip {
        display: flex;
        gap: 4px;
        overflow: auto hidden;
        padding: 4px 12px 8px;
      }

      .strip button {
        position: relative;
        flex: none;
        padding: 3px;
        border: 1px solid transparent;
        border-radius: 4px;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }

      .strip button[aria-current="true"] {
        outline: 3px solid var(--vscode-focusBorder);
        outline-offset: -2px;
      }

      .strip img,
      .strip .none {
        display: block;
        width: 84px;
        height: 63px;
        object-fit: contain;
      }

      .strip .none {
        display: grid;
        place-items: center;
        border: 1px dashed currentColor;
      }

      .strip .mark {
        position: absolute;
        right: 5px;
        bottom: 5px;
      }

      .strip .best {
        position: absolute;
        top: 4px;
        left: 4px;
        padding: 2px;
        border-radius: 3px;
        background: var(--vscode-badge-background);
        color: var(--vscode-badge-foreground);
      }

      .strip .best .icon {
        width: 10px;
        height: 10px;
      }
    `,
  ];

  declare state: GridState;
  declare grid: GridController;
  #made = new Map<string, Made>();
  #fullSizes: FullSizes | null = null;

  override focus(_?: FocusOptions): void {
    const panes = this.#viewer?.renderRoot.querySelectorAll<HTMLElement>('qrate-viewer-pane');
    panes?.[this.#activeIndex(this.#rows(this.state))]?.focus();
  }

  toggleZoom(): void {
    this.#viewer?.toggleZoom();
  }

  panStep(x: number, y: number): void {
    this.#viewer?.panStep(x, y);
  }

  override disconnectedCallback(): void {
    this.#fullSizes?.only([]);
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A picture that came leaves the strip where the person has it.
    if (!changed.has('state')) return;
    const before = changed.get('state') as GridState | undefined;
    if (before?.look.active === this.state.look.active) return;
    this.renderRoot.querySelector('.strip [aria-current="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this;
    const frame = activeFrame(state);
    if (frame === null) return nothing;
    const { view, champion, mode } = state.look;
    const rows = this.#rows(state);
    this.#full.only(rows.flatMap((row) => state.data.rows[row]?.path ?? []));
    const pictures = rows.flatMap((row) => this.#picture(state.data.rows[row]));
    const ahead = upcoming(state).flatMap((it) => this.#picture(it));
    this.#forget([...pictures, ...ahead]);
    return html`${this.#bar(frame)}
      <qrate-viewer
        .pictures=${pictures}
        .prefetch=${ahead}
        .active=${this.#activeIndex(rows)}
        .champion=${mode === 'compare' && champion}
        .zoom=${view.zoom}
        .center=${view.center}
        .peaking=${view.peaking}
        .clipping=${view.clipping}
        .crops=${view.crops}
        .strings=${state.data.strings.viewer}
        @keydown=${this.#onKeyDown}
        @qrate-zoom=${({ detail }: CustomEvent<Partial<GridState['look']['view']>>) => this.#see(detail)}
        @qrate-pan=${({ detail }: CustomEvent<Partial<GridState['look']['view']>>) => this.#see(detail)}
        @qrate-activate=${({ detail }: CustomEvent<{ key: string }>) => this.#activate(detail.key)}
        @qrate-want-full=${({ detail }: CustomEvent<{ key: string }>) => this.#full.want(detail.key)}
      ></qrate-viewer>
      ${mode === 'loupe' ? this.#strip() : nothing}`;
  }

  get #viewer(): QrateViewer | null {
    return this.renderRoot.querySelector('qrate-viewer');
  }

  get #full(): FullSizes {
    this.#fullSizes ??= new FullSizes(this.grid.host, (answer) => {
      if ('reason' in answer) this.grid.say(fill(this.state.data.strings.look.noFull, answer.reason), 'problem');
      else this.requestUpdate();
    });
    return this.#fullSizes;
  }

  #rows({ look }: GridState): readonly number[] {
    return look.mode === 'compare' ? look.compared : [look.active];
  }

  #activeIndex(rows: readonly number[]): number {
    return Math.max(0, rows.indexOf(this.state.look.active));
  }

  /** The same object for the same frame, so that the viewer does not begin anew at each key. */
  #picture(frame: FrameRow | undefined): readonly ViewerPicture[] {
    if (frame === undefined) return [];
    const full = this.#full.get(frame.path);
    const known = this.#made.get(frame.path);
    if (known?.frame === frame && known.full === full) return [known.picture];
    const picture = pictureOf(this.state, frame, this.#full);
    this.#made.set(frame.path, { frame, full, picture });
    return [picture];
  }

  #forget(used: readonly ViewerPicture[]): void {
    const keys = new Set(used.map(({ key }) => key));
    for (const key of this.#made.keys()) if (!keys.has(key)) this.#made.delete(key);
  }

  #see(change: Partial<GridState['look']['view']>): void {
    this.grid.update((state) => withLook(state, { view: { ...state.look.view, ...change } }));
  }

  #activate(path: string): void {
    const row = this.state.data.rowOf.get(path);
    if (row !== undefined) this.grid.update((state) => withLook(state, { active: row }));
  }

  /** Keys that the viewer took for itself are not to become commands as well. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) event.stopPropagation();
  };

  #bar(frame: FrameRow): TemplateResult {
    const { state, grid } = this;
    const { strings } = state.data;
    return html`<div class="bar">
      ${button({ label: strings.actions.back, icon: ICONS.back, onClick: () => grid.update(leave) })}
      <h2 title=${frame.path}>${nameOf(frame)}</h2>
      <span class="quiet">${this.#position()}</span>
      ${decideBar(state, frame, grid)}
      <div class="tools">${this.#modeTools()}${this.#viewTools()}</div>
    </div>`;
  }

  #position(): string {
    const { data, look, shown } = this.state;
    if (look.mode === 'compare') return fill(data.strings.look.compareCount, look.compared.length);
    return fill(data.strings.look.position, (shown.placeOf[look.active] ?? 0) + 1, shown.order.length);
  }

  #modeTools(): TemplateResult | typeof nothing {
    const { look, data } = this.state;
    if (look.mode === 'loupe')
      return button({ label: data.strings.actions.compare, icon: ICONS.compare, onClick: () => this.grid.run('compare') });
    if (look.compared.length !== 2) return nothing;
    const onClick = () => this.grid.update((state) => withLook(state, { champion: !state.look.champion }));
    return button({ label: data.strings.look.championMode, pressed: look.champion, onClick });
  }

  #viewTools(): TemplateResult {
    const { look, data } = this.state;
    const { look: words } = data.strings;
    const { zoom, peaking, clipping, crops } = look.view;
    return html`${button({ label: zoom === 'fit' ? words.zoomFull : words.zoomFit, onClick: () => this.toggleZoom() })}
    ${button({ label: words.peaking, pressed: peaking, onClick: () => this.grid.run('togglePeaking') })}
    ${button({ label: words.clipping, pressed: clipping, onClick: () => this.grid.run('toggleClipping') })}
    ${button({ label: words.crops, pressed: crops, onClick: () => this.#see({ crops: !crops }) })}`;
  }

  /** The frames of the group; of a long series those around the active one. */
  #strip(): TemplateResult | typeof nothing {
    const { data, look } = this.state;
    const group = groupOf(data, look.active);
    if (group === null) return nothing;
    const at = group.members.indexOf(look.active);
    const members = group.members.slice(Math.max(0, at - STRIP_REACH), at + STRIP_REACH + 1);
    return html`<div class="strip" role="group" aria-label=${data.strings.look.strip}>${members.map((row) => this.#stripFrame(row))}</div>`;
  }

  #stripFrame(row: number): TemplateResult | typeof nothing {
    const { data, look } = this.state;
    const frame = data.rows[row];
    const group = groupOf(data, row);
    if (frame === undefined || group === null) return nothing;
    const isBest = group.best === row;
    const label = frameLabel({
      frame,
      strings: data.strings,
      isBest,
      place: { at: group.members.indexOf(row) + 1, of: group.members.length },
    });
    const onClick = () => this.grid.update((state) => activate(state, row));
    return html`<button type="button" aria-current=${String(row === look.active)} aria-label=${label} title=${nameOf(frame)} @click=${onClick}>
      ${
        frame.contentId === null
          ? html`<span class="none">${ICONS.warning}</span>`
          : html`<img src=${thumbUri(data.cacheBase, frame.contentId)} alt="" decoding="async" />`
      }
      ${isBest ? html`<span class="best">${ICONS.diamond}</span>` : nothing} ${verdictMark(frame, data.strings)}
    </button>`;
  }
}

customElements.define('qrate-grid-look', LookView);
