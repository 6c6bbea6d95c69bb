import type { Disposable as VscodeDisposable } from 'vscode';

/** Owns what it registers and lets go of it in reverse order. */
export abstract class Disposable implements VscodeDisposable {
  #owned: VscodeDisposable[] = [];
  #disposed = false;

  /** Hands `value` to this object; it is disposed at once if this object already is. */
  protected _register<T extends VscodeDisposable>(value: T): T {
    if (this.#disposed) value.dispose();
    else this.#owned.push(value);
    return value;
  }

  protected get isDisposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const owned = this.#owned;
    this.#owned = [];
    for (const value of owned.reverse()) value.dispose();
  }
}
