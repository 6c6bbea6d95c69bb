/// <reference path="./libraw-wasm.d.ts" />

import { type InstantiateWasm, sharedMemory, type WasmMemory } from './wasmLibrary';

/** The package's program asks for 256 MiB (4096 pages) and can take 2 GiB; 1 GiB holds a 100 MP camera's file with its half-size picture. */
const INITIAL_PAGES = 4096;
const MAXIMUM_PAGES = 16_384;

/** The part of libraw-wasm's class that is used here; its own types are those of the asynchronous entry. */
export interface RawFile {
  open(bytes: Uint8Array, settings: Readonly<Record<string, number | boolean>>): void;
  metadata(full: boolean): { readonly width: number; readonly height: number };
  imageData():
    | { readonly data: Uint8Array; readonly width: number; readonly height: number; readonly colors: number; readonly bits: number }
    | undefined;
  delete(): void;
}

/** LibRaw with its memory, and with what it printed to stderr. */
export interface LibRaw {
  readonly memory: WasmMemory;
  readonly complaints: string[];
  start(): RawFile;
}

export async function openLibRaw(instantiateWasm: InstantiateWasm): Promise<LibRaw> {
  const { default: create } = await import('libraw-wasm/dist/libraw.js');
  const memory = sharedMemory(INITIAL_PAGES, MAXIMUM_PAGES);
  const complaints: string[] = [];
  const options = { wasmMemory: memory, instantiateWasm, locateFile: (name: string) => name, print: () => {} };
  const { LibRaw } = await create({ ...options, printErr: (line) => complaints.push(line) });
  return { memory, complaints, start: () => new LibRaw() };
}
