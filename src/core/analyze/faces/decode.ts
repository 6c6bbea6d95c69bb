import type { Tensor } from '../../models/inference';
import { NETWORK_SIDE } from './input';

/** What the network says about one face, in pixels of its input; it may reach beyond the picture. */
export interface Detection {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** x and y of five landmarks. */
  readonly landmarks: readonly number[];
  /** 0–1. */
  readonly score: number;
}

type Outputs = Readonly<Record<string, Tensor>>;

const STRIDES = [8, 16, 32] as const;
/** Below it a detection is dropped. Of the test photos faces begin at 0.79; of the patterns one that is none passes (a dog's face, 0.85). */
export const SCORE_THRESHOLD = 0.75;
/** Two boxes that share more than this part of their union are one face. */
const OVERLAP_THRESHOLD = 0.3;

/**
 * The detections in the twelve outputs of YuNet 2023mar (Wu et al., "YuNet: A Tiny Millisecond-level Face Detector", 2023; decoded like
 * OpenCV's `FaceDetectorYN`): one anchor a cell of each stride; score = √(cls · obj); centre = (cell + offset) · stride; size = e^value · stride.
 * Best first, overlapping ones suppressed. Throws where an output is missing or has another size.
 */
export function decodeDetections(outputs: Outputs): readonly Detection[] {
  return suppress(STRIDES.flatMap((stride) => detectionsOf(outputs, stride)));
}

function detectionsOf(outputs: Outputs, stride: number): readonly Detection[] {
  const cells = NETWORK_SIDE / stride;
  const of = (name: string, each: number) => numbersOf(outputs, `${name}_${stride}`, cells * cells * each);
  const [cls, obj, bbox, kps] = [of('cls', 1), of('obj', 1), of('bbox', 4), of('kps', 10)];
  const found: Detection[] = [];
  for (let cell = 0; cell < cells * cells; cell++) {
    const score = Math.sqrt(fraction(cls[cell]) * fraction(obj[cell]));
    if (score < SCORE_THRESHOLD) continue;
    const at = { column: cell % cells, row: Math.floor(cell / cells), stride };
    found.push({
      ...boxAt(bbox.subarray(4 * cell, 4 * cell + 4), at),
      landmarks: pointsAt(kps.subarray(10 * cell, 10 * cell + 10), at),
      score,
    });
  }
  return found;
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly stride: number;
}

function boxAt([dx = 0, dy = 0, logW = 0, logH = 0]: Float32Array, { column, row, stride }: Cell) {
  const [w, h] = [Math.exp(logW) * stride, Math.exp(logH) * stride];
  return { x: (column + dx) * stride - w / 2, y: (row + dy) * stride - h / 2, w, h };
}

const pointsAt = (offsets: Float32Array, { column, row, stride }: Cell): readonly number[] =>
  Array.from(offsets, (offset, i) => (offset + (i % 2 === 0 ? column : row)) * stride);

function numbersOf(outputs: Outputs, name: string, length: number): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array) || data.length !== length)
    throw new Error(`The network for faces gives no ${name} of ${length} numbers`);
  return data;
}

const fraction = (value: number | undefined): number => Math.min(1, Math.max(0, value ?? 0));

/** Non-maximum suppression: of boxes that overlap the surest stays. Ties by place, so that the order never hangs on the runtime. */
function suppress(found: readonly Detection[]): readonly Detection[] {
  const kept: Detection[] = [];
  for (const it of found.toSorted((a, b) => b.score - a.score || a.y - b.y || a.x - b.x)) {
    if (!kept.some((other) => overlap(it, other) > OVERLAP_THRESHOLD)) kept.push(it);
  }
  return kept;
}

/** Shared part of the union of two boxes, 0–1. */
export function overlap(a: Omit<Detection, 'landmarks' | 'score'>, b: typeof a): number {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.w * a.h + b.w * b.h - width * height);
}
