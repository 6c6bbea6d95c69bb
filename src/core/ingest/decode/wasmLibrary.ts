import { readFile } from 'node:fs/promises';

/** Node has WebAssembly; TypeScript knows it from the DOM's types only. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object };
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number; readonly shared: boolean }) => WasmMemory;
};

interface WasmModule {
  readonly kind: 'compiled code';
}

export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** A memory that threads could share, which is how some libraries are built. Sizes in pages of 64 KiB. */
export const sharedMemory = (initial: number, maximum: number): WasmMemory => new WebAssembly.Memory({ initial, maximum, shared: true });

/** How a program made by Emscripten is handed its code. */
export type InstantiateWasm = (imports: object, done: (instance: object, module: object) => void) => object;

/**
 * A library in WebAssembly: compiled once, at its first use. Its instance serves again as long as all goes well; one that threw
 * may be damaged inside and is thrown away, with its memory.
 */
export class WasmLibrary<T> {
  #module: Promise<WasmModule> | null = null;
  #ready: T | null = null;

  /** `file`: absolute path of the `.wasm`. */
  constructor(
    private readonly file: string,
    private readonly create: (instantiateWasm: InstantiateWasm) => Promise<T>,
  ) {}

  async use<R>(work: (library: T) => R): Promise<R> {
    const library = this.#ready ?? (await this.#instance());
    this.#ready = null;
    const result = work(library);
    this.#ready = library;
    return result;
  }

  async #instance(): Promise<T> {
    // Workers allow it: the hundreds of megabytes behind a dead instance look like nothing to the garbage collector.
    globalThis.gc?.();
    this.#module ??= readFile(this.file).then((bytes) => WebAssembly.compile(bytes));
    const module = await this.#module;
    return this.create((imports, done) => {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance, module);
      return instance.exports;
    });
  }
}
