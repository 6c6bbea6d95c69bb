import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { type FrameRow, previewUri, thumbUri } from '../../protocol/frameTable';
import type { GridDetails } from '../../protocol/grid';
import { SIDE_SECTIONS, type SideSection } from '../../protocol/gridPageState';
import { button } from '../shared/controls';
import { fill } from '../shared/dom';
import { percentText, sharpnessText } from '../shared/numbers';
import { styled } from '../shared/styled';
import '../viewer/histogram';
import type { GridController } from './controller';
import { decideBar, decideStyles } from './decideBar';
import { labelMark, markStyles, stars, verdictMark } from './marks';
import { cameraFacts, type Fact, fileFacts, signed } from './photoFacts';
import { type Sibling, siblingsOf } from './siblings';
import { sideStyles } from './sideStyles';
import { activeFrame, type GridState } from './state';
import { sharedStyles } from './styles';
import { reveal, withLook } from './transitions';
import { nameOf, verdictText } from './words';

/** Details are asked for when the person rests on a photo this long, in milliseconds. */
const REST = 90;
/** A sharpness whose bar is full; twice the best of most shoots would leave all bars short. */
const SHARP = 1000;

/** All about the active photo, and why it is suggested as it is. */
export class SidePanel extends LitElement {
  static override properties = { state: { attribute: false }, grid: { attribute: false }, details: { state: true } };
  static override styles = [sharedStyles, markStyles, decideStyles, sideStyles];

  declare state: GridState;
  declare grid: GridController;
  declare details: GridDetails | null;
  #wanted: FrameRow | null = null;
  #waiting = 0;

  constructor() {
    super();
    this.details = null;
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#waiting);
    super.disconnectedCallback();
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const frame = activeFrame(this.state);
    if (frame === this.#wanted) return;
    if (frame?.path !== this.details?.path) this.details = null;
    this.#wanted = frame;
    clearTimeout(this.#waiting);
    if (frame !== null) this.#waiting = window.setTimeout(() => void this.#load(frame), REST);
  }

  protected override render(): TemplateResult {
    const { strings } = this.state.data;
    const frame = activeFrame(this.state);
    if (frame === null) return html`<p class="quiet">${strings.side.noPhoto}</p>`;
    return html`<header>
        <h2 title=${frame.path}>${nameOf(frame)}</h2>
        <div class="verdict">
          ${verdictMark(frame, strings)}<span>${verdictText(frame, strings)}</span>${stars(frame, strings)}${labelMark(frame, strings)}
        </div>
        ${decideBar(this.state, frame, this.grid)}
      </header>
      ${SIDE_SECTIONS.map((section) => this.#section(section, frame))} ${this.#actions(frame)}`;
  }

  async #load(frame: FrameRow): Promise<void> {
    try {
      const details = await this.grid.host.details(frame.path);
      if (this.#wanted?.path === frame.path) this.details = details;
    } catch (error) {
      this.grid.say(error instanceof Error ? error.message : String(error), 'problem');
    }
  }

  #section(section: SideSection, frame: FrameRow): TemplateResult | typeof nothing {
    const { look, data } = this.state;
    const content = this.#content(section, frame);
    if (content === nothing) return nothing;
    const isOpen = !look.sideClosed.includes(section);
    const toggle = (event: Event) => this.#toggle(section, (event.currentTarget as HTMLDetailsElement).open);
    return html`<details ?open=${isOpen} @toggle=${toggle}>
      <summary>${data.strings.side.sections[section]}</summary>
      ${isOpen ? content : nothing}
    </details>`;
  }

  #toggle(section: SideSection, isOpen: boolean): void {
    const { sideClosed } = this.state.look;
    if (sideClosed.includes(section) !== isOpen) return;
    const closed = isOpen ? sideClosed.filter((it) => it !== section) : [...sideClosed, section];
    this.grid.update((state) => withLook(state, { sideClosed: closed }));
  }

  #content(section: SideSection, frame: FrameRow): TemplateResult | typeof nothing {
    const { strings, cacheBase } = this.state.data;
    switch (section) {
      case 'why':
        return html`<p class="sentence" aria-live="off">${this.#sentence(frame)}</p>`;
      case 'histogram':
        return frame.contentId === null
          ? nothing
          : html`<qrate-histogram .src=${previewUri(cacheBase, frame.contentId)} .strings=${strings.viewer}></qrate-histogram>`;
      case 'scores':
        return scores(frame, this.state);
      case 'faces':
        return this.details === null || this.details.faces.length === 0 ? nothing : factList(this.details.faces);
      case 'siblings':
        return this.#siblings();
      case 'camera':
        return factList(cameraFacts(frame, this.details?.metadata ?? null, strings));
      case 'files':
        return factList(fileFacts(frame, this.details, strings));
    }
  }

  #sentence(frame: FrameRow): string {
    const { frames, side } = this.state.data.strings;
    if (this.details !== null) return this.details.sentence;
    if (frame.failure !== null) return frame.failure;
    return frame.reason === null ? side.loading : frames.reasons[frame.reason];
  }

  #siblings(): TemplateResult {
    const { side } = this.state.data.strings;
    const siblings = siblingsOf(this.state);
    if (siblings.length === 0) return html`<p class="quiet">${side.noSiblings}</p>`;
    return html`<table>
      <thead>
        <tr>${[side.frame, side.verdict, side.rank, side.sharpness, side.exposure].map((head) => html`<th scope="col">${head}</th>`)}</tr>
      </thead>
      <tbody>${siblings.map((sibling) => this.#sibling(sibling))}</tbody>
    </table>`;
  }

  #sibling({ row, isActive, sharper, exposed }: Sibling): TemplateResult {
    const { data } = this.state;
    const { strings } = data;
    const frame = data.rows[row];
    if (frame === undefined) return html``;
    const go = () => this.grid.update((state) => reveal(state, row).state);
    const thumb =
      frame.contentId === null
        ? nothing
        : html`<img src=${thumbUri(data.cacheBase, frame.contentId)} alt="" decoding="async" loading="lazy" />`;
    return html`<tr aria-current=${isActive ? 'true' : nothing}>
      <th scope="row">
        <button type="button" class="plain" @click=${go} title=${frame.path}>${thumb}<span>${nameOf(frame)}</span></button>
      </th>
      <td>${verdictMark(frame, strings)}<span class="visually-hidden">${verdictText(frame, strings)}</span></td>
      <td>${frame.rank ?? '–'}</td>
      <td>${measured(frame.sharpness, sharpnessText)}${isActive ? nothing : html`<small>${differenceText(sharper, strings.side)}</small>`}</td>
      <td>${measured(frame.exposure, percentText)}${isActive || exposed === null ? nothing : html`<small>${signed(Math.round(exposed))} %</small>`}</td>
    </tr>`;
  }

  #actions({ path }: FrameRow): TemplateResult {
    const { actions, search } = this.state.data.strings;
    const { host } = this.grid;
    return html`<div class="actions">
      ${button({ label: search.like, onClick: () => this.grid.search.start({ like: path }) })}
      ${button({ label: actions.open, onClick: () => this.grid.ask(host.open(path)) })}
      ${button({ label: actions.explain, onClick: () => this.grid.ask(host.explain(path)) })}
      ${button({ label: actions.reveal, onClick: () => this.grid.ask(host.reveal(path)) })}
    </div>`;
  }
}

const measured = (value: number | null, text: (value: number) => string): string => (value === null ? '–' : text(value));

function differenceText(sharper: number | null, { sharper: more, softer, equal }: GridState['data']['strings']['side']): string {
  if (sharper === null) return '';
  const percent = Math.round(Math.abs(sharper));
  if (percent === 0) return equal;
  return fill(sharper > 0 ? more : softer, percent);
}

/** Numbers with bars; fractions fill theirs at 1. */
function scores(frame: FrameRow, { data }: GridState): TemplateResult {
  const { side } = data.strings;
  const { sharpness, exposure, noise, clippedShadows, clippedHighlights } = frame;
  if (sharpness === null && exposure === null) return html`<p class="quiet">${side.notMeasured}</p>`;
  const rows: readonly (readonly [string, number | null, string, number])[] = [
    [side.sharpness, sharpness, measured(sharpness, sharpnessText), SHARP],
    [side.exposure, exposure, measured(exposure, percentText), 1],
    [side.noise, noise, measured(noise, percentText), 1],
    [side.clippedShadows, clippedShadows, measured(clippedShadows, percentText), 1],
    [side.clippedHighlights, clippedHighlights, measured(clippedHighlights, percentText), 1],
  ];
  return html`<dl class="scores">
    ${rows.map(([label, value, text, full]) => html`<dt>${label}</dt><dd>${bar((value ?? 0) / full)}<span>${text}</span></dd>`)}
  </dl>`;
}

const bar = (part: number): TemplateResult =>
  html`<span class="bar" aria-hidden="true"><span ${styled({ width: `${Math.min(100, Math.max(0, part * 100))}%` })}></span></span>`;

const factList = (facts: readonly Fact[]): TemplateResult =>
  html`<dl>${facts.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;

customElements.define('qrate-grid-side', SidePanel);
