import type { ModelSession, Tensor } from '../../models/inference';
import type { PictureInput } from '../../models/pictureInput';
import { unitLength } from '../../vectors/format';
import type { RgbImage } from '../image';
import { resizeBicubic } from './bicubic';

/** What a network is shown: the short side resized to its side (enlarged where it is smaller), the middle cut out, normalised. */
export function networkInput(image: RgbImage, { side, mean, deviation }: PictureInput): Tensor {
  const { data } = middleSquare(image, side);
  const pixels = side * side;
  const planes = new Float32Array(3 * pixels);
  for (let channel = 0; channel < 3; channel++) {
    const levels = levelsOf(mean[channel] ?? 0, deviation[channel] ?? 1);
    for (let i = 0; i < pixels; i++) planes[channel * pixels + i] = levels[data[3 * i + channel] ?? 0] ?? 0;
  }
  return { type: 'float32', dims: [1, 3, side, side], data: planes };
}

/** Each of the 256 levels, normalised. */
const levelsOf = (mean: number, deviation: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / deviation);

/** The pixels that a network with such a side looks at. */
export function middleSquare(image: RgbImage, side: number): RgbImage {
  const short = Math.min(image.width, image.height);
  const scaled = (length: number): number => Math.floor((length * side) / short);
  const full = { width: scaled(image.width), height: scaled(image.height) };
  const [left, top] = [(full.width - side) >> 1, (full.height - side) >> 1];
  return resizeBicubic(image, { width: side, height: side, full, left, top });
}

/** What a picture shows, as a vector of unit length. */
export async function imageVector(image: RgbImage, input: PictureInput, session: ModelSession): Promise<Float32Array> {
  const [name = 'pixel_values'] = session.inputs;
  return embedding(await session.run({ [name]: networkInput(image, input) }), 'image_embeds');
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
