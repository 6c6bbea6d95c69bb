import type { Face, Place } from '../../model';
import { areaResize } from '../areaResize';
import { toGrey } from '../grey';
import { fitInside, type RgbImage } from '../image';
import { laplacianVariance } from '../sharpness';
import { crop, type Rect } from './crop';
import { eyeOpenness } from './openness';

/** Long side in px at which a face and a pair of eyes are measured, from the preview's own pixels; smaller ones stay as they are. */
export const FACE_SIDE = 256;

/** Eyes nearer to each other than this many px of the preview, or than this part of the face, say nothing: too small, or a profile. */
const MIN_EYE_PIXELS = 10;
const MIN_EYE_SHARE = 0.2;
/** How far the strip of the eyes reaches beyond their centres, in distances between them: lids and brows, not hair. */
const EYE_MARGIN = { x: 0.35, y: 0.25 };

/** Sharpness of a face in a preview and of its eyes, and how open they are. `box` and `landmarks` in fractions. */
export function measureFace(
  image: RgbImage,
  { box, landmarks }: Pick<Face, 'box' | 'landmarks'>,
): Pick<Face, 'sharpness' | 'eyes' | 'open'> {
  const { width, height } = image;
  const eyes = eyeStrip(box, landmarks, image);
  return {
    sharpness: cropSharpness(image, { x: box.x * width, y: box.y * height, w: box.w * width, h: box.h * height }),
    eyes: eyes === null ? null : cropSharpness(image, eyes),
    open: eyes === null ? null : eyeOpenness(image, { landmarks }),
  };
}

/** In pixels of the picture; the distance is measured there, since a fraction of the width is not one of the height. */
function eyeStrip(box: Rect, [right, left]: readonly Place[], { width, height }: RgbImage): Rect | null {
  if (right === undefined || left === undefined) return null;
  const [a, b] = [right, left].map(({ x, y }) => ({ x: x * width, y: y * height })) as [Place, Place];
  const distance = Math.hypot(a.x - b.x, a.y - b.y);
  if (distance < MIN_EYE_PIXELS || distance < MIN_EYE_SHARE * Math.max(box.w * width, box.h * height)) return null;
  const [x, y] = [Math.min(a.x, b.x) - EYE_MARGIN.x * distance, Math.min(a.y, b.y) - EYE_MARGIN.y * distance];
  return { x, y, w: Math.abs(a.x - b.x) + 2 * EYE_MARGIN.x * distance, h: Math.abs(a.y - b.y) + 2 * EYE_MARGIN.y * distance };
}

function cropSharpness(image: RgbImage, rect: Rect): number {
  const grey = toGrey(crop(image, rect).image);
  return laplacianVariance(areaResize(grey, fitInside(grey, FACE_SIDE)));
}
