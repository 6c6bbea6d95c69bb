import path from 'node:path';
import type { Damage, DecodedPixels } from '../../analyze/image';
import { PhotoError } from '../../failures';
import type { Failure } from '../../model';
import { HeifDecoder } from './heif';
import { RawDecoder } from './raw';

/** A picture opened by a decoder of its own. */
export interface DecodedPicture {
  readonly pixels: DecodedPixels;
  /** Part of the picture is missing or wrong. */
  readonly damage: Damage | null;
  /** EXIF orientation 1–8 that is left to apply. */
  readonly orientation: number;
}

/** `orientation`: EXIF's 1–8 as the photo's metadata say, `null` where they do not. Both throw PhotoError for what cannot be decoded. */
export interface Decoders {
  raw(bytes: Buffer, orientation: number | null): Promise<DecodedPicture>;
  heif(bytes: Buffer, orientation: number | null): Promise<DecodedPicture>;
}

/** Runs `work`, which may end the whole process when it takes more than `cpuMs` of processor time: a loop in WASM heeds nothing less. */
export type CpuLimit = <T>(cpuMs: number, work: () => T) => T;

export interface DecoderOptions {
  /** Folder of `libraw.wasm` and `libheif.wasm`. They are read when first needed. */
  readonly wasmFolder: string;
  readonly cpuLimit: CpuLimit;
}

export function createDecoders({ wasmFolder, cpuLimit }: DecoderOptions): Decoders {
  const raw = new RawDecoder(path.join(wasmFolder, 'libraw.wasm'), cpuLimit);
  const heif = new HeifDecoder(path.join(wasmFolder, 'libheif.wasm'), cpuLimit);
  return {
    raw: (bytes, orientation) => raw.decode(bytes, orientation),
    heif: (bytes, orientation) => heif.decode(bytes, orientation),
  };
}

/** For a photo over which a decoder has already ended its process: says so again, and tries nothing. */
export function brokenDecoders({ code, detail }: Pick<Failure, 'code' | 'detail'>): Decoders {
  const refuse = () => Promise.reject(new PhotoError(code, detail));
  return { raw: refuse, heif: refuse };
}
