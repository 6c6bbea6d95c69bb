import { areaResize } from './areaResize';
import { fitInside, type GreyImage, type RgbImage } from './image';

/**
 * Long side in px at which every score is computed, so that cameras of any resolution compare. Smaller previews are
 * analysed at their own size: enlarging would invent smoothness.
 */
export const ANALYSIS_LONG_SIDE = 1440;

/**
 * Luma by ITU-R BT.601 in the 15-bit fixed point of OpenCV 4's `cvtColor(COLOR_RGB2GRAY)`, so that numbers can be checked
 * against it: (9798 R + 19235 G + 3735 B + 16384) >> 15.
 */
export function toGrey(image: RgbImage): GreyImage {
  const { data, width, height } = image;
  const grey = new Uint8Array(width * height);
  for (let i = 0, k = 0; i < grey.length; i++, k += 3) {
    grey[i] = ((data[k] ?? 0) * 9798 + (data[k + 1] ?? 0) * 19235 + (data[k + 2] ?? 0) * 3735 + 16384) >> 15;
  }
  return { data: grey, width, height };
}

/** The grey pixels that Analyze works on: BT.601 luma, area-averaged to ANALYSIS_LONG_SIDE. */
export function analysisGrey(image: RgbImage): GreyImage {
  return areaResize(toGrey(image), fitInside(image, ANALYSIS_LONG_SIDE));
}
