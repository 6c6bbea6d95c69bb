import type { Face } from '../../model';
import type { ModelSession } from '../../models/inference';
import type { RgbImage } from '../image';
import { type Detection, decodeDetections } from './decode';
import { type NetworkInput, networkInput } from './input';
import { measureFace } from './measure';

/** The faces of a preview, the largest first. Upright sRGB; the session is YuNet's. The same pixels give the same faces. */
export async function findFaces(image: RgbImage, session: ModelSession): Promise<readonly Face[]> {
  const input = networkInput(image);
  const [name = 'input'] = session.inputs;
  const detections = decodeDetections(await session.run({ [name]: input.tensor }));
  return detections
    .flatMap((it) => faceOf(it, input) ?? [])
    .map((face) => ({ ...face, ...rounded(measureFace(image, face)) }))
    .sort((a, b) => b.box.w * b.box.h - a.box.w * a.box.h || a.box.x - b.box.x || a.box.y - b.box.y);
}

/** `null` for a face that lies beyond the picture, in the black of the network's square. */
function faceOf(
  { x, y, w, h, landmarks, score }: Detection,
  { width, height }: NetworkInput,
): Omit<Face, 'sharpness' | 'eyes' | 'open'> | null {
  const [left, top] = [inside(x / width), inside(y / height)];
  const box = { x: left, y: top, w: fine(inside((x + w) / width) - left), h: fine(inside((y + h) / height) - top) };
  if (box.w === 0 || box.h === 0) return null;
  const places = Array.from({ length: landmarks.length / 2 }, (_, i) => ({
    x: inside((landmarks[2 * i] ?? 0) / width),
    y: inside((landmarks[2 * i + 1] ?? 0) / height),
  }));
  return { box, landmarks: places, score: fine(score) };
}

const rounded = ({ sharpness, eyes, open }: Pick<Face, 'sharpness' | 'eyes' | 'open'>) => ({
  sharpness: Math.round(sharpness * 100) / 100,
  eyes: eyes === null ? null : Math.round(eyes * 100) / 100,
  open: open === null ? null : fine(open),
});

const inside = (value: number): number => fine(Math.min(1, Math.max(0, value)));

/** Four digits are a fifth of a pixel of a preview, and a short text in the index. */
const fine = (value: number): number => Math.round(value * 10_000) / 10_000;
