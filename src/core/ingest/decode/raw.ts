import { ANALYSIS_LONG_SIDE } from '../../analyze/grey';
import type { Damage, RgbImage } from '../../analyze/image';
import { PhotoError } from '../../failures';
import type { CpuLimit, DecodedPicture } from './decoders';
import { type LibRaw, openLibRaw } from './libRaw';
import { rawFailure } from './rawFailure';
import { requirePlausible, requireSensorData } from './sanity';
import { WasmLibrary } from './wasmLibrary';

/** A real file takes 20–50 ms a megabyte. The file's size is the measure because nobody can forge it. */
const CPU_MS = 2000;
const CPU_MS_PER_MEGABYTE = 250;

/** Camera white balance, sRGB, 8 bits; `halfSize` makes one pixel of each 2×2 of the sensor, without interpolation. */
const SETTINGS = { useCameraWb: true, outputColor: 1, outputBps: 8 };
/** The library turns the picture as the maker's own tags say; 0 = it does not. */
const AS_TAGGED = -1;

/** RAW files without a usable preview: their sensor data, by LibRaw in WebAssembly. */
export class RawDecoder {
  readonly #library: WasmLibrary<LibRaw>;

  constructor(
    wasmFile: string,
    private readonly cpuLimit: CpuLimit,
  ) {
    this.#library = new WasmLibrary(wasmFile, openLibRaw);
  }

  /**
   * 8-bit sRGB. Known orientation is left to the caller; where the metadata have none, the library's own knowledge of the maker's
   * tags turns the picture. Throws PhotoError: unsupported-format, truncated, corrupt, too-large, out-of-memory.
   */
  decode(bytes: Buffer, orientation: number | null): Promise<DecodedPicture> {
    const cpuMs = CPU_MS + (CPU_MS_PER_MEGABYTE * bytes.length) / 2 ** 20;
    return this.#library.use((library) => {
      library.complaints.length = 0;
      const image = this.cpuLimit(cpuMs, () => demosaic(library, bytes, orientation === null ? AS_TAGGED : 0));
      const damage = damageOf(library.complaints);
      requirePlausible(image, damage);
      return { pixels: { ...image, colour: { kind: 'srgb' } }, damage, orientation: orientation ?? 1 };
    });
  }
}

/** Small sensors are demosaiced in full, because half of them is less than Analyze looks at. */
function demosaic(library: LibRaw, bytes: Uint8Array, userFlip: number): RgbImage {
  const raw = library.start();
  try {
    raw.open(bytes, { ...SETTINGS, userFlip, halfSize: true });
    const { width, height } = raw.metadata(false);
    requireSensorData(width * height, bytes.length);
    if (Math.max(width, height) < 2 * ANALYSIS_LONG_SIDE) raw.open(bytes, { ...SETTINGS, userFlip, halfSize: false });
    const image = raw.imageData();
    if (image?.bits !== 8 || image.colors !== 3) throw new PhotoError('corrupt', 'LibRaw gave no picture');
    raw.delete();
    return { data: image.data, width: image.width, height: image.height };
  } catch (error) {
    throw rawFailure(error, library);
  }
}

/** What LibRaw and its libjpeg print to stderr while they go on. */
function damageOf(complaints: readonly string[]): Damage | null {
  const detail = complaints.filter((line) => /unexpected end|premature end|corrupt/i.test(line)).join('; ');
  if (detail === '') return null;
  return { code: /end/i.test(detail) ? 'truncated' : 'corrupt', detail: `LibRaw: ${detail}` };
}
