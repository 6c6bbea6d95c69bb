import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findFaces } from '../../src/core/analyze/faces/faces';
import type { RgbImage } from '../../src/core/analyze/image';
import { classicVector } from '../../src/core/analyze/vectors/classic/classic';
import { networkInput } from '../../src/core/analyze/vectors/clip';
import { CLIP_INPUT } from '../../src/core/models/pictureInput';
import { modelFile, picture, testRuntime } from '../support/models';
import { samplesDir } from '../support/samples';

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
  const yunet = path.join(samplesDir, '..', 'models', 'face_detection_yunet_2023mar.onnx');
  if (!existsSync(yunet)) return;
  const session = await (await testRuntime()).open(modelFile(yunet));
  await measure('faces (YuNet), from a preview', previews, async (image) => void (await findFaces(image, session)));
}

async function measure(name: string, pictures: readonly RgbImage[], work: (image: RgbImage) => Promise<void>): Promise<void> {
  for (const image of pictures) await work(image);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) for (const image of pictures) await work(image);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000 / ROUNDS / pictures.length;
  console.log(`${name.padEnd(34)} ${ms.toFixed(1).padStart(7)} ms a photo ${(1000 / ms).toFixed(0).padStart(6)} a second and core`);
}

void main();
