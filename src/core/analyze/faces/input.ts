import type { Tensor } from '../../models/inference';
import { areaResize } from '../areaResize';
import { fitInside, type RgbImage } from '../image';

/** Side in px of the square that the network looks at; its file fixes it. */
export const NETWORK_SIDE = 640;

/** What the network sees of a picture, which fills the square's upper left corner. */
export interface NetworkInput {
  readonly tensor: Tensor;
  /** Pixels of the square that the picture takes. */
  readonly width: number;
  readonly height: number;
}

/**
 * The picture area-averaged to NETWORK_SIDE (never enlarged), as planes of blue, green and red with values 0–255, black where it does
 * not reach: `cv2.dnn.blobFromImage` of the padded picture.
 */
export function networkInput(image: RgbImage): NetworkInput {
  const { width, height } = fitInside(image, NETWORK_SIDE);
  const data = new Float32Array(3 * NETWORK_SIDE * NETWORK_SIDE);
  for (const [plane, channel] of [2, 1, 0].entries()) {
    const { data: small } = areaResize(planeOf(image, channel), { width, height });
    const start = plane * NETWORK_SIDE * NETWORK_SIDE;
    for (let y = 0; y < height; y++) data.set(small.subarray(y * width, (y + 1) * width), start + y * NETWORK_SIDE);
  }
  return { tensor: { type: 'float32', dims: [1, 3, NETWORK_SIDE, NETWORK_SIDE], data }, width, height };
}

function planeOf({ data, width, height }: RgbImage, channel: number) {
  const plane = new Uint8Array(width * height);
  for (let i = 0, at = channel; i < plane.length; i++, at += 3) plane[i] = data[at] ?? 0;
  return { data: plane, width, height };
}
