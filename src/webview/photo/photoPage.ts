import { html, nothing, render, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { PhotoCommand, PhotoDecision, PhotoFullSize, PhotoLook, PhotoSnapshot } from '../../protocol/photo';
import type { HostFullPicture } from '../../protocol/viewer';
import { fill } from '../shared/dom';
import { MIDDLE } from '../viewer/geometry';
import type { ViewerPicture } from '../viewer/picture';
import type { QrateViewer, ViewerEvents } from '../viewer/qrateViewer';
import '../viewer/histogram';
import '../viewer/qrateViewer';
import { actionBar } from './actionBar';
import { details } from './details';
import { groupStrip } from './groupStrip';

/** What the page needs of its host. */
export interface PhotoPageHost {
  /** How it looked before, or `null`. */
  readonly look: PhotoLook | null;
  keepLook(look: PhotoLook): void;
  decide(decision: PhotoDecision): void;
  open(path: string): void;
  explain(): void;
  index(): void;
  fullSize(): Promise<PhotoFullSize>;
}

const FIRST_LOOK: PhotoLook = { zoom: 'fit', center: MIDDLE, peaking: false, clipping: false, crops: false, details: true };

/** One photo with all that is known of it. Every change draws the whole page anew; what did not change stays in the DOM. */
export class PhotoPage {
  readonly #root: HTMLElement;
  readonly #host: PhotoPageHost;
  #look: PhotoLook;
  #snapshot: PhotoSnapshot | null = null;
  /** As the viewer gets it: a new list only when something about the picture is new. */
  #pictures: readonly ViewerPicture[] = [];
  #full: HostFullPicture | null = null;
  #problem: string | null = null;
  #viewer: QrateViewer | undefined;

  constructor(root: HTMLElement, host: PhotoPageHost) {
    this.#root = root;
    this.#host = host;
    this.#look = host.look ?? FIRST_LOOK;
  }

  update(snapshot: PhotoSnapshot): void {
    if (snapshot.picture.preview !== this.#snapshot?.picture.preview) this.#full = null;
    this.#snapshot = snapshot;
    this.#problem = null;
    this.#show();
  }

  /** Says in place what did not work. */
  complain(error: unknown): void {
    this.#problem = error instanceof Error && error.message !== '' ? error.message : String(error);
    this.#draw();
  }

  /** Arrows move a picture that is zoomed, and go along the group otherwise. */
  run(name: PhotoCommand): void {
    const viewer = this.#viewer;
    if (name === 'zoom') viewer?.toggleZoom();
    else if (name === 'up') viewer?.panStep(0, 1);
    else if (name === 'down') viewer?.panStep(0, -1);
    else if (name === 'left') viewer?.panStep(1, 0) || this.#step(-1);
    else if (name === 'right') viewer?.panStep(-1, 0) || this.#step(1);
    else this.#toggle(name);
  }

  #toggle(name: 'peaking' | 'clipping' | 'crops' | 'details'): void {
    this.#keep({ ...this.#look, [name]: !this.#look[name] });
    this.#draw();
  }

  #step(by: 1 | -1): void {
    const { group, picture } = this.#snapshot ?? {};
    const there = group?.frames[group.frames.findIndex((it) => it.path === picture?.key) + by];
    if (there !== undefined) this.#host.open(there.path);
  }

  #keep(look: PhotoLook): void {
    this.#look = look;
    this.#host.keepLook(look);
  }

  /** The host is asked once a picture; one that has no more than its preview stays as it is. */
  async #fetchFull(): Promise<void> {
    const asked = this.#snapshot?.picture.preview;
    try {
      const full = await this.#host.fullSize();
      if (this.#snapshot?.picture.preview !== asked) return;
      if ('reason' in full) this.#problem = fill(this.#snapshot?.strings.noFull ?? '{0}', full.reason);
      else this.#full = full;
      this.#show();
    } catch (error) {
      this.complain(error);
    }
  }

  #show(): void {
    this.#pictures = this.#snapshot === null ? [] : [{ ...this.#snapshot.picture, full: this.#full }];
    this.#draw();
  }

  #draw(): void {
    const problem = this.#problem ?? this.#snapshot?.problem ?? null;
    const alert = problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`;
    render(this.#snapshot === null ? alert : this.#page(this.#snapshot, alert), this.#root);
  }

  #page(snapshot: PhotoSnapshot, alert: TemplateResult | typeof nothing): TemplateResult {
    const { strings, sentence, picture } = snapshot;
    const act = { toggle: (name: PhotoCommand) => this.run(name), decide: (it: PhotoDecision) => this.#host.decide(it) };
    return html`
      <h1 class="visually-hidden">${picture.name}</h1>
      ${actionBar(snapshot, { look: this.#look, ...act, explain: () => this.#host.explain() })}
      ${alert}
      ${sentence === null ? nothing : html`<p class="sentence">${sentence}</p>`}
      ${snapshot.isIndexed ? nothing : notIndexed(snapshot, () => this.#host.index())}
      <div class="columns">
        ${picture.preview === null ? html`<p class="nothing">${strings.unreadable}</p>` : this.#viewerTemplate(snapshot)}
        ${this.#look.details ? details(snapshot) : nothing}
      </div>
      ${groupStrip(snapshot, (path) => this.#host.open(path))}`;
  }

  #viewerTemplate({ strings }: PhotoSnapshot): TemplateResult {
    const { zoom, center, peaking, clipping, crops } = this.#look;
    return html`<qrate-viewer
      ${ref((element) => {
        this.#viewer = element as QrateViewer | undefined;
      })}
      .pictures=${this.#pictures}
      .strings=${strings.viewer}
      .zoom=${zoom}
      .center=${center}
      ?peaking=${peaking}
      ?clipping=${clipping}
      ?crops=${crops}
      @qrate-zoom=${({ detail }: ViewerEvents['qrate-zoom']) => this.#moved(detail)}
      @qrate-pan=${({ detail }: ViewerEvents['qrate-pan']) => this.#moved({ ...detail, zoom: this.#look.zoom })}
      @qrate-want-full=${() => void this.#fetchFull()}
    ></qrate-viewer>`;
  }

  #moved({ zoom, center }: Pick<PhotoLook, 'zoom' | 'center'>): void {
    const turned = (zoom === 'fit') !== (this.#look.zoom === 'fit');
    this.#keep({ ...this.#look, zoom, center });
    if (turned) this.#draw();
  }
}

function notIndexed({ root, strings }: PhotoSnapshot, index: () => void): TemplateResult {
  return html`<p class="hint">
    ${root === null ? strings.notInShoot : strings.notIndexed}
    <button type="button" class="link" @click=${index}>${strings.index}</button>
  </p>`;
}
