import type { ModelSession, Tensor } from '../../models/inference';
import { unitLength } from '../../vectors/format';
import type { RgbImage } from '../image';
import { resizeBicubic } from './bicubic';

/** Side in px of the square that CLIP ViT-B/32 looks at. */
export const CLIP_SIDE = 224;
/** Of red, green and blue, in parts of 255 (Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021). */
const MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const DEVIATION = [0.26862954, 0.26130258, 0.27577711] as const;

/** The short side resized to CLIP_SIDE (enlarged where it is smaller), the middle cut out, normalised, as planes of red, green and blue. */
export function clipInput(image: RgbImage): Tensor {
  const { data } = clipSquare(image);
  const pixels = CLIP_SIDE * CLIP_SIDE;
  const planes = new Float32Array(3 * pixels);
  for (const [channel, mean] of MEAN.entries()) {
    const deviation = DEVIATION[channel] ?? 1;
    for (let i = 0; i < pixels; i++) planes[channel * pixels + i] = ((data[3 * i + channel] ?? 0) / 255 - mean) / deviation;
  }
  return { type: 'float32', dims: [1, 3, CLIP_SIDE, CLIP_SIDE], data: planes };
}

/** The pixels that CLIP looks at. */
export function clipSquare(image: RgbImage): RgbImage {
  const short = Math.min(image.width, image.height);
  const scaled = (side: number): number => Math.floor((side * CLIP_SIDE) / short);
  const full = { width: scaled(image.width), height: scaled(image.height) };
  const [left, top] = [(full.width - CLIP_SIDE) >> 1, (full.height - CLIP_SIDE) >> 1];
  return resizeBicubic(image, { width: CLIP_SIDE, height: CLIP_SIDE, full, left, top });
}

/** What a picture shows, as a vector of unit length. */
export async function imageVector(image: RgbImage, session: ModelSession): Promise<Float32Array> {
  const [name = 'pixel_values'] = session.inputs;
  return embedding(await session.run({ [name]: clipInput(image) }), 'image_embeds');
}

/** What words mean, as a vector of unit length in the space of the pictures. `ids` of one text, padded. */
export async function textVector(ids: readonly number[], session: ModelSession): Promise<Float32Array> {
  const tensor = (values: readonly number[]): Tensor => ({
    type: 'int64',
    dims: [1, values.length],
    data: BigInt64Array.from(values, BigInt),
  });
  const feeds: Record<string, Tensor> = { input_ids: tensor(ids), attention_mask: tensor(ids.map(() => 1)) };
  const asked = Object.entries(feeds).filter(([name]) => session.inputs.includes(name));
  return embedding(await session.run(Object.fromEntries(asked)), 'text_embeds');
}

/** The output of that name, else the only one. */
function embedding(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const all = Object.values(outputs);
  const data = (outputs[name] ?? (all.length === 1 ? all[0] : undefined))?.data;
  if (!(data instanceof Float32Array) || !data.every(Number.isFinite)) throw new Error(`The network gives no ${name}`);
  return unitLength(data);
}
