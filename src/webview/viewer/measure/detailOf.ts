import { readLuma } from './luma';
import { addDetail, type Detail, noDetail } from './sharpest';
import { inSlices } from './slices';

/** Long side in px at which detail is looked for; previews have up to 2048. */
const LONG_SIDE = 1440;
const BAND = 48;

/** The detail of a picture's tiles, worked out in slices; `null` where `signal` stopped it. */
export async function detailOf(source: ImageBitmap, signal: AbortSignal): Promise<Detail | null> {
  const scale = Math.min(1, LONG_SIDE / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const pixels = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (pixels === null) throw new Error('no canvas to measure with');
  pixels.imageSmoothingQuality = 'high';
  pixels.drawImage(source, 0, 0, width, height);
  const grey = { data: new Uint8Array(width * height), width, height };
  const read = (band: number) => {
    const top = band * BAND;
    readLuma(pixels.getImageData(0, top, width, Math.min(BAND, height - top)).data, grey.data, top * width);
  };
  if (!(await inSlices(Math.ceil(height / BAND), read, signal))) return null;
  const detail = noDetail();
  return (await inSlices(height, (y) => addDetail(grey, y, detail), signal)) ? detail : null;
}
