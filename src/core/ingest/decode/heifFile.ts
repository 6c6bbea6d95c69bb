import type createLibHeif from 'libheif-js/libheif-wasm/libheif.js';
import { type DecodedPixels, MAX_PIXELS, type PixelColour } from '../../analyze/image';
import { heifFailure } from './heifFailure';
import { shrinkRgb } from './shrink';

export type LibHeif = ReturnType<typeof createLibHeif>;

/** Constants of libheif's C interface (heif_image.h, heif_color.h). */
const COLORSPACE_RGB = 1;
const CHROMA_INTERLEAVED_RGB = 10;
const CHANNEL_INTERLEAVED = 10;

const fourcc = (name: string): number => Buffer.from(name, 'latin1').readUInt32BE(0);

/** The preview is no larger; what is at least twice as large leaves the library already shrunk. */
const ENOUGH_LONG_SIDE = 2048;

/**
 * One HEIF file in the memory of libheif, through its C interface; a structure that a function returns goes to the address of its
 * first argument. Throws PhotoError; after that the library is not to be used again, so nothing is freed then.
 */
export class HeifFile {
  readonly #heif: LibHeif;
  readonly #input: number;
  readonly #context: number;
  /** Room for a returned `heif_error` (code, subcode, message) and for one returned pointer or number. */
  readonly #error: number;
  readonly #result: number;
  readonly #handle: number;

  private constructor(heif: LibHeif, bytes: Uint8Array) {
    this.#heif = heif;
    this.#error = heif._malloc(12);
    this.#result = heif._malloc(4);
    this.#input = heif._malloc(bytes.length);
    heif.HEAPU8.set(bytes, this.#input);
    this.#context = heif._heif_context_alloc();
    heif._heif_context_set_maximum_image_size_limit(this.#context, Math.floor(Math.sqrt(MAX_PIXELS)));
    this.#check(() => heif._heif_context_read_from_memory_without_copy(this.#error, this.#context, this.#input, bytes.length, 0));
    this.#handle = this.#returned(() => heif._heif_context_get_primary_image_handle(this.#error, this.#context, this.#result));
  }

  static open(heif: LibHeif, bytes: Uint8Array): HeifFile {
    return new HeifFile(heif, bytes);
  }

  /** Of the upright picture, as the container promises. */
  get width(): number {
    return this.#heif._heif_image_handle_get_width(this.#handle);
  }

  get height(): number {
    return this.#heif._heif_image_handle_get_height(this.#handle);
  }

  /** The primary image has a rotation or a mirroring of its own. */
  get isTransformed(): boolean {
    const item = this.#heif._heif_image_handle_get_item_id(this.#handle);
    return ['irot', 'imir'].some(
      (type) => this.#heif._heif_item_get_properties_of_type(this.#context, item, fourcc(type), this.#result, 1) > 0,
    );
  }

  /** The primary image, upright, shrunk to no less than ENOUGH_LONG_SIDE. */
  decode(): DecodedPixels {
    const heif = this.#heif;
    const image = this.#returned(() =>
      heif._heif_decode_image(this.#error, this.#handle, this.#result, COLORSPACE_RGB, CHROMA_INTERLEAVED_RGB, 0),
    );
    const width = heif._heif_image_get_width(image, CHANNEL_INTERLEAVED);
    const height = heif._heif_image_get_height(image, CHANNEL_INTERLEAVED);
    const plane = heif._heif_image_get_plane_readonly(image, CHANNEL_INTERLEAVED, this.#result);
    const stride = this.#u32(this.#result);
    const factor = Math.max(1, Math.floor(Math.max(width, height) / ENOUGH_LONG_SIDE));
    const data: Uint8Array = heif.HEAPU8.subarray(plane, plane + stride * height);
    const pixels = shrinkRgb({ data, width, height, stride }, factor);
    heif._heif_image_release(image);
    return { ...pixels, colour: this.#colour() };
  }

  close(): void {
    this.#heif._heif_image_handle_release(this.#handle);
    this.#heif._heif_context_free(this.#context);
    for (const address of [this.#input, this.#result, this.#error]) this.#heif._free(address);
  }

  /** An ICC profile where there is one, else the code points. A file without both is sRGB (ISO/IEC 23000-22, 7.3.6.4). */
  #colour(): PixelColour {
    return this.#iccProfile() ?? this.#codePoints() ?? { kind: 'srgb' };
  }

  #iccProfile(): PixelColour | null {
    const size = this.#heif._heif_image_handle_get_raw_color_profile_size(this.#handle);
    if (size === 0) return null;
    const at = this.#heif._malloc(size);
    this.#check(() => this.#heif._heif_image_handle_get_raw_color_profile(this.#error, this.#handle, at));
    const profile = Buffer.from(this.#heif.HEAPU8.slice(at, at + size));
    this.#heif._free(at);
    return { kind: 'icc', profile };
  }

  /** `heif_color_profile_nclx`: version byte, then primaries and transfer as 32-bit enums. */
  #codePoints(): PixelColour | null {
    this.#heif._heif_image_handle_get_nclx_color_profile(this.#error, this.#handle, this.#result);
    if (this.#u32(this.#error) !== 0) return null;
    const at = this.#u32(this.#result);
    const colour: PixelColour = { kind: 'nclx', primaries: this.#u32(at + 4), transfer: this.#u32(at + 8) };
    this.#heif._heif_nclx_color_profile_free(at);
    return colour;
  }

  #returned(call: () => void): number {
    this.#check(call);
    return this.#u32(this.#result);
  }

  #check(call: () => void): void {
    call();
    const [code, subcode] = [this.#u32(this.#error), this.#u32(this.#error + 4)];
    if (code !== 0) throw heifFailure({ code, subcode, message: this.#text(this.#u32(this.#error + 8)) });
  }

  #u32 = (at: number): number => this.#heif.HEAPU32[at >>> 2];

  #text(at: number): string {
    const memory: Uint8Array = this.#heif.HEAPU8;
    return Buffer.from(memory.subarray(at, memory.indexOf(0, at))).toString('utf8');
  }
}
