import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const WIDTH = 6000;
const HEIGHT = 4000;
/** A drawn scene this much smaller is enlarged, as a lens would blur it; grain is added at full size. */
const SCENE = { width: WIDTH / 4, height: HEIGHT / 4, channels: 3 } as const;

/** Peak grain in levels: makes a q92 4:2:2 file of about 9 MB, the size that 24-megapixel cameras write. */
const GRAIN = 21;

/** Camera-size JPEGs (24 megapixels, about 9 MB each) from a fixed generator: the same bytes on every run. */
export async function makePhotos(folder: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `DSC_${String(i + 1).padStart(4, '0')}.JPG`);
  for (const [i, name] of names.entries()) await writeFile(path.join(folder, name), await makePhoto(i + 1));
  return names;
}

async function makePhoto(seed: number): Promise<Buffer> {
  const pixels = await sharp(drawScene(seed), { raw: SCENE }).resize(WIDTH, HEIGHT, { kernel: 'cubic' }).raw().toBuffer();
  addGrain(pixels, seed);
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 92, chromaSubsampling: '4:2:0', optimiseCoding: false })
    .withExif({
      IFD0: { Make: 'qrate', Model: 'Benchmark' },
      IFD2: { DateTimeOriginal: `2026:06:01 09:00:${String(seed % 60).padStart(2, '0')}`, ISOSpeedRatings: '400' },
    })
    .toBuffer();
}

/** Sky, hills and a field of hard-edged leaves; every third photo repeats the scene before it, as in a burst. */
function drawScene(seed: number): Buffer {
  const scene = seed - (seed % 3);
  const data = Buffer.alloc(SCENE.width * SCENE.height * 3);
  for (let y = 0, i = 0; y < SCENE.height; y++) {
    for (let x = 0; x < SCENE.width; x++, i += 3) {
      const hill = SCENE.height * (0.4 + 0.1 * Math.sin(x / 170 + scene) + 0.03 * Math.sin(x / 31 + 2 * scene));
      const leaf = Math.sin(x / 3.1 + 4 * Math.sin(y / 17)) * Math.sin(y / 2.3 + 3 * Math.cos((x + scene * 40) / 23)) > 0.3;
      const depth = y / SCENE.height;
      data[i] = y < hill ? 120 + 80 * depth : leaf ? 150 - 60 * depth : 60;
      data[i + 1] = y < hill ? 150 + 60 * depth : leaf ? 170 - 40 * depth : 80;
      data[i + 2] = y < hill ? 215 - 40 * depth : leaf ? 70 : 45;
    }
  }
  return data;
}

/** Triangular noise of a linear congruential generator (Numerical Recipes, 1664525 and 1013904223). */
function addGrain(pixels: Buffer, seed: number): void {
  let state = seed * 2654435761;
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const grain = (((state >>> 24) + ((state >>> 16) & 255) - 255) * GRAIN) >> 8;
    pixels[i] = Math.max(0, Math.min(255, (pixels[i] ?? 0) + grain));
  }
}
