import { type Damage, MAX_PIXELS, type RgbImage } from '../../analyze/image';
import { PhotoError } from '../../failures';

/** Lossy RAW of low resolution takes a fifth of a byte a pixel; what has less than a twentieth is a header without its data. */
const LEAST_BYTES_PER_PIXEL = 0.05;

/** Grey levels. Even a lens cap leaves noise, which automatic brightness makes visible. */
const FLAT_DEVIATION = 1;
const WHITE_MEAN = 250;
const BLACK_MEAN = 3;
const EXTREME_DEVIATION = 8;

const SAMPLES = 50_000;

/** Throws PhotoError for a header that promises more than the file can hold, before memory is spent on it. */
export function requireSensorData(sensorPixels: number, fileBytes: number): void {
  if (sensorPixels > MAX_PIXELS) throw new PhotoError('too-large', `${sensorPixels} pixels`);
  if (fileBytes >= sensorPixels * LEAST_BYTES_PER_PIXEL) return;
  throw new PhotoError('truncated', `LibRaw: ${sensorPixels} pixels cannot be in ${fileBytes} bytes`);
}

/**
 * LibRaw fills in for data that are not there, and tells nobody. Throws PhotoError (the damage's code, else `corrupt`) for pictures
 * that no camera took: of wrong size, all one tone, white or black.
 */
export function requirePlausible(image: RgbImage, damage: Damage | null): void {
  const { data, width, height } = image;
  if (width < 1 || height < 1 || data.length !== width * height * 3) {
    throw new PhotoError('corrupt', `LibRaw: ${data.length} bytes for ${width}×${height} pixels`);
  }
  const { mean, deviation } = tones(image);
  const extreme = (mean > WHITE_MEAN || mean < BLACK_MEAN) && deviation < EXTREME_DEVIATION;
  if (!extreme && deviation >= FLAT_DEVIATION) return;
  throw new PhotoError(damage?.code ?? 'corrupt', `LibRaw: an empty frame (mean ${mean.toFixed(1)}, deviation ${deviation.toFixed(1)})`);
}

/** Mean and standard deviation of green in evenly spread pixels. */
function tones({ data }: RgbImage): { mean: number; deviation: number } {
  const pixels = data.length / 3;
  // An odd step does not fall into step with the columns.
  const step = Math.floor(pixels / SAMPLES) | 1;
  let [count, sum, squares] = [0, 0, 0];
  for (let pixel = 0; pixel < pixels; pixel += step) {
    const green = data[3 * pixel + 1] ?? 0;
    count++;
    sum += green;
    squares += green * green;
  }
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
