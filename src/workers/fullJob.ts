import { makeFullSize } from '../core/analyze/fullSize';
import type { Decoders } from '../core/ingest/decode/decoders';
import type { FullSizeJob, FullSizeResult } from '../core/ports';
import { storeFullSize } from '../core/previewCache';

/** The full-size picture of a photo, put into the cache. Throws PhotoError, or the file system's error. */
export async function processFullSize({ root, photo, cacheDir, full }: FullSizeJob, decoders?: Decoders): Promise<FullSizeResult> {
  const { bytes, width, height } = await makeFullSize(root, photo, decoders);
  await storeFullSize(cacheDir, full, bytes);
  return { width, height };
}
