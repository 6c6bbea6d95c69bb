import { MAX_PIXELS } from '../../analyze/image';
import { PhotoError } from '../../failures';
import type { CpuLimit, DecodedPicture } from './decoders';
import { HeifFile, type LibHeif } from './heifFile';
import { WasmLibrary } from './wasmLibrary';

/** Reading the boxes of any camera's file takes a few milliseconds. */
const OPEN_CPU_MS = 2000;
/** Decoding takes 25–100 ms a megapixel, and the more the smaller the picture. */
const DECODE_CPU_MS = 2000;
const DECODE_CPU_MS_PER_MEGAPIXEL = 200;

/** HEIC and HEIF: the primary image, by libheif in WebAssembly. */
export class HeifDecoder {
  readonly #library: WasmLibrary<LibHeif>;

  constructor(
    wasmFile: string,
    private readonly cpuLimit: CpuLimit,
  ) {
    this.#library = new WasmLibrary(wasmFile, async (instantiateWasm) => {
      const { default: create } = await import('libheif-js/libheif-wasm/libheif.js');
      return create({ instantiateWasm, print: () => {}, printErr: () => {} });
    });
  }

  /**
   * 8-bit RGB, turned by the library as the container's `irot` and `imir` say. EXIF's orientation is left to apply only where the
   * container has neither: the standard (ISO/IEC 23008-12) ignores EXIF, yet there are files that nothing else turns upright.
   * Throws PhotoError: truncated, corrupt, unsupported-format, too-large, out-of-memory.
   */
  decode(bytes: Buffer, orientation: number | null): Promise<DecodedPicture> {
    return this.#library.use((library) => {
      const file = this.cpuLimit(OPEN_CPU_MS, () => HeifFile.open(library, bytes));
      const { width, height } = file;
      if (width * height > MAX_PIXELS) throw new PhotoError('too-large', `${width}×${height} pixels`);
      const cpuMs = DECODE_CPU_MS + (DECODE_CPU_MS_PER_MEGAPIXEL * width * height) / 1e6;
      const pixels = this.cpuLimit(cpuMs, () => file.decode());
      const turned = file.isTransformed;
      file.close();
      return { pixels, damage: null, orientation: turned ? 1 : (orientation ?? 1) };
    });
  }
}
