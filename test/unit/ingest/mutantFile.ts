import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { Mutation } from './mutants';

/** A file on disk that is damaged and healed in place: writing every mutant anew would cost gigabytes. */
export class MutantFile {
  readonly #fd: number;

  constructor(
    readonly path: string,
    private readonly original: Buffer,
  ) {
    this.#fd = openSync(path, 'w');
    this.#write(original, 0);
  }

  damage(mutations: readonly Mutation[]): void {
    for (const it of mutations) {
      if ('length' in it) ftruncateSync(this.#fd, it.length);
      else this.#write(it.bytes, it.at);
    }
  }

  heal(mutations: readonly Mutation[]): void {
    const cuts = mutations.flatMap((it) => ('length' in it ? [it.length] : []));
    ftruncateSync(this.#fd, this.original.length);
    if (cuts.length > 0) this.#write(this.original.subarray(Math.min(...cuts)), Math.min(...cuts));
    for (const it of mutations) if ('bytes' in it) this.#write(this.original.subarray(it.at, it.at + it.bytes.length), it.at);
  }

  close(): void {
    closeSync(this.#fd);
  }

  #write(bytes: Buffer, at: number): void {
    if (bytes.length > 0) writeSync(this.#fd, bytes, 0, bytes.length, at);
  }
}
