/** The program inside libraw-wasm, which the package itself only runs in a browser's worker. */
declare module 'libraw-wasm/dist/libraw.js' {
  export default function create(options: {
    readonly wasmMemory: import('./wasmLibrary').WasmMemory;
    readonly instantiateWasm: import('./wasmLibrary').InstantiateWasm;
    readonly locateFile: (name: string) => string;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<{ readonly LibRaw: new () => import('./libRaw').RawFile }>;
}
