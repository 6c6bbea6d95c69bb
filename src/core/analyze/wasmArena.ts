/** What every module compiled from `assembly/` has. */
export interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
}

export const PAGE = 0x1_0000;
/** The first page of a module's memory is its own. */
const FIRST_FREE = PAGE;
/** Bytes that a module can be given: a signed address space less its own page. */
export const MAX_BYTES = 2 ** 31 - FIRST_FREE;

/** Node has it, but Node's own types leave it to the DOM's, which the core does not see. */
interface WithWebAssembly {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: object };
  };
}

/** The module behind `base64`, compiled on first use: each is under 3 KB. */
export function wasmModule<T extends WasmExports>(base64: string): () => T {
  let loaded: T | null = null;
  return () => {
    const { Instance, Module } = (globalThis as unknown as WithWebAssembly).WebAssembly;
    loaded ??= new Instance(new Module(Buffer.from(base64, 'base64'))).exports as T;
    return loaded;
  };
}

/** Hands out a module's memory from the start, anew for each picture; it grows to the largest picture seen. */
export class WasmArena<T extends WasmExports> {
  #next = FIRST_FREE;

  /** `bytes` = room for everything that will be taken, with 15 bytes to spare for each piece. */
  constructor(
    readonly module: T,
    bytes: number,
  ) {
    const missing = FIRST_FREE + bytes - module.memory.buffer.byteLength;
    if (missing > 0) module.memory.grow(Math.ceil(missing / PAGE));
  }

  take(length: number): number {
    const at = this.#next;
    this.#next = (at + length + 15) & ~15;
    return at;
  }

  put(values: Uint8Array | Int32Array): number {
    const at = this.take(values.byteLength);
    this.view(at, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return at;
  }

  /** Valid until the next picture. */
  view(at: number, length: number): Uint8Array {
    return new Uint8Array(this.module.memory.buffer, at, length);
  }

  /** A copy, as 32-bit words. */
  words(at: number, count: number): Int32Array {
    return new Int32Array(this.module.memory.buffer.slice(at, at + 4 * count));
  }
}
