import type { ExplainPolished, ExplainSnapshot } from '../../protocol/explain';
import { createButton } from '../shared/controls';
import { element, fill } from '../shared/dom';

/** The sentence in a language model's words, on request; qrate's own come first, and are a click away. */
export class OtherWords {
  readonly element = element('p', { class: 'words' });
  readonly #sentence: HTMLElement;
  readonly #ask: (path: string) => Promise<ExplainPolished | null>;
  readonly #note = element('span', { role: 'status' });
  readonly #button = createButton({ onClick: () => void this.#toggle() });
  #snapshot: ExplainSnapshot | null = null;
  #isOther = false;

  constructor(sentence: HTMLElement, ask: (path: string) => Promise<ExplainPolished | null>) {
    this.#sentence = sentence;
    this.#ask = ask;
    this.element.append(this.#button.element, this.#note);
  }

  /** Another photo, or another sentence, begins with qrate's own words. */
  update(snapshot: ExplainSnapshot): void {
    const isSame = this.#snapshot?.path === snapshot.path && this.#snapshot.sentence === snapshot.sentence;
    this.#snapshot = snapshot;
    this.element.hidden = !snapshot.canPolish;
    if (!isSame || !snapshot.canPolish) this.#own();
  }

  #own(): void {
    this.#isOther = false;
    this.#sentence.textContent = this.#snapshot?.sentence ?? '';
    this.#note.textContent = '';
    this.#button.setLabel(this.#snapshot?.strings.polish ?? '');
  }

  async #toggle(): Promise<void> {
    const snapshot = this.#snapshot;
    if (snapshot === null) return;
    if (this.#isOther) return this.#own();
    this.#button.setDisabled(true);
    try {
      const words = await this.#ask(snapshot.path);
      if (words === null || this.#snapshot?.sentence !== snapshot.sentence) return;
      this.#isOther = true;
      this.#sentence.textContent = words.text;
      this.#note.textContent = fill(snapshot.strings.polishedBy, words.by);
      this.#button.setLabel(snapshot.strings.machineForm);
    } finally {
      this.#button.setDisabled(false);
    }
  }
}
