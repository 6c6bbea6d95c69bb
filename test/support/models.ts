import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../../src/core/analyze/decode';
import type { RgbImage } from '../../src/core/analyze/image';
import type { ModelFile, ModelRuntime } from '../../src/core/models/inference';
import { createOnnxRuntime } from '../../src/workers/onnx/runtime';
import { samplesDir } from './samples';

/** The real network for faces, or the test is skipped with the reason in its title. */
export function needYunet(context: Mocha.Context): ModelFile {
  if (samplesDir !== null) return modelFile(path.join(samplesDir, '..', 'models', 'face_detection_yunet_2023mar.onnx'));
  if (context.test) context.test.title += ' (skipped: no samples)';
  return context.skip();
}

/** A file as the registry would name it. */
export function modelFile(file: string): ModelFile {
  const bytes = readFileSync(file);
  return { path: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

let native: Promise<ModelRuntime> | null = null;

/** One native runtime for all tests. */
export function testRuntime(): Promise<ModelRuntime> {
  native ??= createOnnxRuntime(__dirname, 'node');
  return native;
}

/** A picture as its preview would be: upright by `orientation`, long side ≤ `longSide` px. */
export async function picture(file: string, orientation = 1, longSide = 2048): Promise<RgbImage> {
  return (await decode({ bytes: readFileSync(file), orientation, longSide, exactFrom: longSide })).image;
}
