import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findFaces } from '../../src/core/analyze/faces/faces';
import type { RgbImage } from '../../src/core/analyze/image';
import { classicVector } from '../../src/core/analyze/vectors/classic/classic';
import { middleSquare, networkInput } from '../../src/core/analyze/vectors/clip';
import { CLIP_INPUT } from '../../src/core/models/pictureInput';
import { modelFile, picture, testRuntime } from '../support/models';
import { plainBicubic } from '../support/plainBicubic';
import { samplesDir } from '../support/samples';
import { median } from './measure';

// npm run bench:describe: what phase 3 costs for one photo on one core, in processor time.
const ROUNDS = 5;

async function main(): Promise<void> {
  if (samplesDir === null) throw new Error('The samples are needed for this.');
  const folder = path.join(samplesDir, 'corpus_cc0');
  const names = readdirSync(folder)
    .filter((name) => /\.jpe?g$/i.test(name))
    .slice(0, 12);
  const previews = await Promise.all(names.map((name) => picture(path.join(folder, name))));
  const thumbs = await Promise.all(names.map((name) => picture(path.join(folder, name), 1, 320)));
  await measure('classic-1, from a thumb', thumbs, async (image) => void classicVector(image));
  await measure('input of CLIP, from a preview', previews, async (image) => void networkInput(image, CLIP_INPUT));
  await resizing(previews);
  const yunet = path.join(samplesDir, '..', 'models', 'face_detection_yunet_2023mar.onnx');
  if (!existsSync(yunet)) return;
  const session = await (await testRuntime()).open(modelFile(yunet));
  await measure('faces (YuNet), from a preview', previews, async (image) => void (await findFaces(image, session)));
}

/** The square that CLIP looks at, by the loops in WASM and by plain ones, in turns. */
async function resizing(previews: readonly RgbImage[]): Promise<void> {
  const { side } = CLIP_INPUT;
  const plain = async (image: RgbImage): Promise<void> => {
    const scale = side / Math.min(image.width, image.height);
    const full = { width: Math.floor(image.width * scale), height: Math.floor(image.height * scale) };
    plainBicubic(image, { width: side, height: side, full, left: (full.width - side) >> 1, top: (full.height - side) >> 1 });
  };
  const fast = async (image: RgbImage): Promise<void> => void middleSquare(image, side);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push((await milliseconds(previews, plain)) / (await milliseconds(previews, fast)));
  console.log(
    `resizing for CLIP: WASM ${median(ratios).toFixed(1)}× as fast as plain loops (lowest ${Math.min(...ratios).toFixed(1)}×), ${ROUNDS} rounds`,
  );
}

async function measure(name: string, pictures: readonly RgbImage[], work: (image: RgbImage) => Promise<void>): Promise<void> {
  const ms = await milliseconds(pictures, work);
  console.log(`${name.padEnd(34)} ${ms.toFixed(1).padStart(7)} ms a photo ${(1000 / ms).toFixed(0).padStart(6)} a second and core`);
}

/** Of processor time for one picture, warm. */
async function milliseconds(pictures: readonly RgbImage[], work: (image: RgbImage) => Promise<void>): Promise<number> {
  for (const image of pictures) await work(image);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) for (const image of pictures) await work(image);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ROUNDS / pictures.length;
}

void main();
