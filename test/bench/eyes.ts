import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findFaces } from '../../src/core/analyze/faces/faces';
import { modelFile, picture, testRuntime } from '../support/models';
import { samplesDir } from '../support/samples';
import { askOracle } from './eyesOracle';

// npm run bench:eyes -- VIDEO WASM_FOLDER [LONG_SIDE]: openness of eyes against a network for face meshes (docs/eyes.md).
const FRAMES = 420;
const STEP = 0.12;
/** Two frames whose eyes differ less than this in the oracle's ratio are as open. */
const GAP = 0.08;
const BURST = 8;
const SHUT = 0.7;

interface Seen {
  readonly ratio: number;
  readonly open: number;
}

async function main([video, wasm, longSide = '2048']: readonly string[]): Promise<void> {
  if (samplesDir === null || video === undefined || wasm === undefined)
    throw new Error('Needed: the samples, a video, and the WASM files.');
  const session = await (await testRuntime()).open(modelFile(path.join(samplesDir, '..', 'models', 'face_detection_yunet_2023mar.onnx')));
  const seen: Seen[] = [];
  const frame = path.join(process.env.TMPDIR ?? '/tmp', `qrate-eyes-${process.pid}.jpg`);
  await askOracle({ video, wasm, frames: FRAMES, step: STEP }, async ({ jpeg, ratio }) => {
    writeFileSync(frame, jpeg);
    const [face] = await findFaces(await picture(frame, 1, Number(longSide)), session);
    if (ratio !== null && face?.open != null) seen.push({ ratio, open: face.open });
  });
  console.log(`${seen.length} frames told of; rank correlation ${correlation(seen).toFixed(2)}`);
  const pairs = differing(seen);
  const right = pairs.filter(([a, b]) => (a.open - b.open) * (a.ratio - b.ratio) > 0).length;
  console.log(`of ${pairs.length} pairs ${((100 * right) / pairs.length).toFixed(1)} % are ordered rightly`);
  bursts(seen);
}

const differing = (seen: readonly Seen[]): readonly (readonly [Seen, Seen])[] =>
  seen.flatMap((a, i) => seen.slice(i + 1).flatMap((b) => (Math.abs(a.ratio - b.ratio) < GAP ? [] : [[a, b] as const])));

function bursts(seen: readonly Seen[]): void {
  const frames = Array.from({ length: Math.max(0, Math.floor((seen.length - BURST) / 4) + 1) }, (_, i) => {
    const burst = seen.slice(4 * i, 4 * i + BURST);
    const [ratio, open] = [Math.max(...burst.map((it) => it.ratio)), Math.max(...burst.map((it) => it.open))];
    return burst.map((it) => ({ ratio: it.ratio / ratio, open: it.open / open }));
  }).flat();
  const [shut, called] = [frames.filter((it) => it.ratio < SHUT), frames.filter((it) => it.open < SHUT)];
  console.log(
    `in bursts, ${frames.length} frames: ${shut.length} shut, of which ${shut.filter((it) => it.open < SHUT).length} are called so;`,
  );
  console.log(`  ${called.length} called shut, of which ${called.filter((it) => it.ratio < 0.8).length} are below 80 % of the most open`);
}

/** Spearman's. */
function correlation(seen: readonly Seen[]): number {
  const [a, b] = [ranks(seen.map(({ ratio }) => ratio)), ranks(seen.map(({ open }) => open))];
  const mean = (seen.length - 1) / 2;
  const sum = (values: readonly number[], others: readonly number[]) =>
    values.reduce((total, value, i) => total + (value - mean) * ((others[i] ?? 0) - mean), 0);
  return sum(a, b) / Math.sqrt(sum(a, a) * sum(b, b));
}

function ranks(values: readonly number[]): readonly number[] {
  const places = new Array<number>(values.length).fill(0);
  for (const [place, at] of values
    .map((_, i) => i)
    .sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0))
    .entries())
    places[at] = place;
  return places;
}

void main(process.argv.slice(2));
