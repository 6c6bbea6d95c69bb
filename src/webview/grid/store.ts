import type { GridState } from './state';

export type Listener = (state: GridState, before: GridState) => void;

/** Holds the one state of the page; whoever listens is told of each new one. */
export class Store {
  readonly #listeners = new Set<Listener>();
  #state: GridState;

  constructor(state: GridState) {
    this.#state = state;
  }

  get state(): GridState {
    return this.#state;
  }

  update(change: (state: GridState) => GridState): void {
    const before = this.#state;
    this.#state = change(before);
    if (this.#state !== before) for (const listener of this.#listeners) listener(this.#state, before);
  }

  /** Returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
