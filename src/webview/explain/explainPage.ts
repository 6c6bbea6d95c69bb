import type { ExplainPolished, ExplainSnapshot } from '../../protocol/explain';
import { type ButtonControl, createButton } from '../shared/controls';
import { element, fill } from '../shared/dom';
import { OtherWords } from './otherWords';
import { cameraLine, fileName, scoreRows, verdictText } from './photoFacts';
import { siblingTable } from './siblingTable';

/** What a person can do in the panel. */
export interface ExplainActions {
  decide(path: string, verdict: 'pick' | 'reject' | null): void;
  show(path: string): void;
  open(path: string): void;
  /** `null` where there are no other words. */
  polish(path: string): Promise<ExplainPolished | null>;
}

/** The page: parts that hold the focus are made once, the rest is filled anew by each snapshot. */
export class ExplainPage {
  readonly #actions: ExplainActions;
  readonly #title = element('h1');
  readonly #verdict = element('p', { class: 'verdict', role: 'status' });
  readonly #sentence = element('p', { class: 'sentence' });
  readonly #otherWords: OtherWords;
  readonly #picture = element('div', { class: 'picture' });
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly #decisions = element('div', { class: 'buttons', role: 'group' });
  readonly #frames = element('div', { class: 'buttons', role: 'group' });
  readonly #position = element('span', { class: 'position' });
  readonly #facts = element('section', { class: 'facts' });
  readonly #siblings = element('section', { class: 'group' });
  readonly #pick = this.#button(({ path }) => this.#actions.decide(path, 'pick'));
  readonly #reject = this.#button(({ path }) => this.#actions.decide(path, 'reject'));
  readonly #unmark = this.#button(({ path }) => this.#actions.decide(path, null));
  readonly #open = this.#button(({ path }) => this.#actions.open(path));
  readonly #previous = this.#button(() => this.#step(-1));
  readonly #next = this.#button(() => this.#step(1));
  #snapshot: ExplainSnapshot | null = null;

  constructor(root: HTMLElement, actions: ExplainActions) {
    this.#actions = actions;
    this.#otherWords = new OtherWords(this.#sentence, (path) => actions.polish(path));
    this.#decisions.append(this.#pick.element, this.#reject.element, this.#unmark.element, this.#open.element);
    this.#frames.append(this.#previous.element, this.#position, this.#next.element);
    const side = element('div', { class: 'side' }, this.#siblings, this.#facts);
    const lead = element('header', {}, this.#title, this.#verdict, this.#sentence, this.#otherWords.element, this.#problem);
    const stage = element('div', { class: 'stage' }, this.#picture, element('div', { class: 'bar' }, this.#decisions, this.#frames));
    root.replaceChildren(lead, element('div', { class: 'columns' }, stage, side));
  }

  update(snapshot: ExplainSnapshot): void {
    this.#snapshot = snapshot;
    const { strings, path, decided } = snapshot;
    this.#problem.textContent = '';
    this.#title.textContent = fileName(path);
    this.#title.title = path;
    this.#verdict.textContent = verdictText(snapshot, strings);
    this.#verdict.dataset.verdict = decided ?? snapshot.suggested ?? 'none';
    this.#verdict.dataset.decided = String(decided !== null);
    this.#otherWords.update(snapshot);
    this.#showPicture(snapshot);
    this.#labelButtons(snapshot);
    this.#facts.replaceChildren(...factNodes(snapshot));
    this.#showSiblings(snapshot);
  }

  /** Says in place what did not work. */
  complain(text: string): void {
    this.#problem.textContent = text;
  }

  #button(run: (snapshot: ExplainSnapshot) => void): ButtonControl {
    return createButton({ onClick: () => this.#snapshot !== null && run(this.#snapshot) });
  }

  #showPicture({ preview, path, strings }: ExplainSnapshot): void {
    if (preview === null) {
      this.#picture.replaceChildren(element('p', {}, strings.noPreview));
      return;
    }
    const shown = this.#picture.querySelector('img');
    if (shown?.getAttribute('src') === preview) return;
    this.#picture.replaceChildren(element('img', { src: preview, alt: fill(strings.previewOf, fileName(path)) }));
  }

  #labelButtons({ strings, decided, siblings, path }: ExplainSnapshot): void {
    this.#decisions.setAttribute('aria-label', strings.decisionButtons);
    this.#frames.setAttribute('aria-label', strings.frameButtons);
    this.#pick.setLabel(strings.pick);
    this.#pick.setPressed(decided === 'pick');
    this.#reject.setLabel(strings.reject);
    this.#reject.setPressed(decided === 'reject');
    this.#unmark.setLabel(strings.unmark);
    this.#unmark.setDisabled(decided === null);
    this.#open.setLabel(strings.openPhoto);
    this.#previous.setLabel(strings.previous);
    this.#next.setLabel(strings.next);
    const at = siblings.findIndex((it) => it.path === path);
    this.#frames.hidden = siblings.length < 2;
    this.#previous.setDisabled(at <= 0);
    this.#next.setDisabled(at < 0 || at === siblings.length - 1);
    this.#position.textContent = fill(strings.position, at + 1, siblings.length);
  }

  /** The table is made anew; the focus stays on the frame it was on. */
  #showSiblings(snapshot: ExplainSnapshot): void {
    const { activeElement } = document;
    const focused = activeElement instanceof HTMLElement && this.#siblings.contains(activeElement) ? activeElement.dataset.path : undefined;
    const heading = element('h2', {}, snapshot.strings.group);
    const table = () => siblingTable(snapshot, (path) => this.#actions.show(path));
    this.#siblings.replaceChildren(...(snapshot.siblings.length === 0 ? [] : [heading, table()]));
    if (focused === undefined) return;
    const buttons = [...this.#siblings.querySelectorAll<HTMLElement>('button.frame')];
    buttons.find((it) => it.dataset.path === focused)?.focus();
  }

  #step(by: 1 | -1): void {
    if (this.#snapshot === null) return;
    const { siblings, path } = this.#snapshot;
    const there = siblings[siblings.findIndex((it) => it.path === path) + by];
    if (there !== undefined) this.#actions.show(there.path);
  }
}

function factNodes(snapshot: ExplainSnapshot): readonly Node[] {
  const { strings, metadata } = snapshot;
  const rows = scoreRows(snapshot).flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]);
  const numbers = rows.length === 0 ? [] : [element('h2', {}, strings.numbers), element('dl', {}, ...rows)];
  const camera = cameraLine(metadata);
  return [...numbers, ...(camera === '' ? [] : [element('h2', {}, strings.camera), element('p', { class: 'camera' }, camera)])];
}
