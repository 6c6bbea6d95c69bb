import { areaResize } from './areaResize';
import { fitInside, type GreyImage, type RgbImage } from './image';
import { pixelArena } from './pixelLoops';

/**
 * Long side in px at which every score is computed, so that cameras of any resolution compare. Smaller previews are
 * analysed at their own size: enlarging would invent smoothness.
 */
export const ANALYSIS_LONG_SIDE = 1440;

/**
 * Luma by ITU-R BT.601 in the 15-bit fixed point of OpenCV 4's `cvtColor(COLOR_RGB2GRAY)`, so that numbers can be checked
 * against it: (9798 R + 19235 G + 3735 B + 16384) >> 15.
 */
export function toGrey({ data, width, height }: RgbImage): GreyImage {
  const pixels = width * height;
  const arena = pixelArena(4 * pixels + 64);
  const rgb = arena.put(data.subarray(0, 3 * pixels));
  const grey = arena.take(pixels);
  arena.module.grey(rgb, pixels, grey);
  return { data: arena.view(grey, pixels).slice(), width, height };
}

/** The grey pixels that Analyze works on: BT.601 luma, area-averaged to ANALYSIS_LONG_SIDE. */
export function analysisGrey(image: RgbImage): GreyImage {
  return areaResize(toGrey(image), fitInside(image, ANALYSIS_LONG_SIDE));
}
