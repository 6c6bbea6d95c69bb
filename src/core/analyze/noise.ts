import type { GreyImage } from './image';

const BLOCK = 16;
/** Blocks whose mean lies outside are clipped: their noise is cut off. */
const DARKEST = 8;
const BRIGHTEST = 247;
/** The flattest blocks carry noise and little structure. */
const FLAT_SHARE = 0.25;

/** σ at which the measured part reaches 1 − 1/e ≈ 0.63: plainly visible grain at 1440 px. */
const SIGMA_SCALE = 4;
/** Stops above ISO 100 at which the ISO part reaches 1: ISO 25 600. */
const ISO_STOPS = 8;
const ISO_WEIGHT = 0.25;

/**
 * Noise 0–1, higher is noisier. `sigma` is the standard deviation in grey levels found in flat areas, `iso` what the
 * camera says (`null` = unknown).
 *   measured = 1 − e^(−σ/4);  fromIso = clamp(log2(iso/100) / 8, 0, 1);  noise = 0.75 · measured + 0.25 · fromIso
 * Without an ISO the measurement stands alone. ISO has a small share only: in-camera noise reduction and the sensor's
 * size decide how much of it is seen.
 */
export function noiseEstimate(sigma: number, iso: number | null): number {
  const measured = 1 - Math.exp(-sigma / SIGMA_SCALE);
  if (iso === null || !(iso > 0)) return measured;
  const fromIso = Math.min(1, Math.max(0, Math.log2(iso / 100) / ISO_STOPS));
  return (1 - ISO_WEIGHT) * measured + ISO_WEIGHT * fromIso;
}

/**
 * Standard deviation of the noise in grey levels (≥ 0), by J. Immerkær, "Fast Noise Variance Estimation", CVIU 64(2),
 * 1996: σ = √(π/2) / 6 · mean |I ∗ [1 −2 1; −2 4 −2; 1 −2 1]|, here per 16×16 block and only in the flattest quarter
 * of the blocks (least mean |gradient|), because texture reads as noise. The median of those blocks; 0 for a picture
 * too small for one block or clipped everywhere.
 */
export function noiseSigma(image: GreyImage): number {
  const blocks = measureBlocks(image).sort((a, b) => a.gradient - b.gradient || a.noise - b.noise);
  const flat = blocks.slice(0, Math.ceil(blocks.length * FLAT_SHARE)).map((block) => block.noise);
  const middle = flat.sort((a, b) => a - b)[flat.length >> 1] ?? 0;
  return (Math.sqrt(Math.PI / 2) / 6) * middle;
}

interface Block {
  /** Mean |response| of Immerkær's mask. */
  readonly noise: number;
  /** Mean |horizontal| + |vertical| difference over two pixels. */
  readonly gradient: number;
}

/** Every other block, like the black squares of a chessboard: half the work, and still thousands of samples. */
function measureBlocks(image: GreyImage): Block[] {
  const blocks: Block[] = [];
  for (let row = 0, y = 1; y + BLOCK < image.height; row++, y += BLOCK) {
    for (let x = 1 + (row % 2) * BLOCK; x + BLOCK < image.width; x += 2 * BLOCK) {
      const block = measureBlock(image, x, y);
      if (block !== null) blocks.push(block);
    }
  }
  return blocks;
}

/**
 * `null` for a clipped block. Needs a border of one pixel around the block. Immerkær's mask is [1 −2 1]ᵀ · [1 −2 1], so
 * the vertical part is computed once per column and shared by three neighbours.
 */
function measureBlock({ data, width }: GreyImage, left: number, top: number): Block | null {
  let noise = 0;
  let gradient = 0;
  let level = 0;
  for (let y = top; y < top + BLOCK; y++) {
    const start = y * width + left;
    let west = data[start - 1] ?? 0;
    let centre = data[start] ?? 0;
    let bendWest = (data[start - 1 - width] ?? 0) - 2 * west + (data[start - 1 + width] ?? 0);
    let north = data[start - width] ?? 0;
    let south = data[start + width] ?? 0;
    let bend = north - 2 * centre + south;
    for (let i = start + 1; i <= start + BLOCK; i++) {
      const east = data[i] ?? 0;
      gradient += Math.abs(east - west) + Math.abs(south - north);
      level += centre;
      north = data[i - width] ?? 0;
      south = data[i + width] ?? 0;
      const bendEast = north - 2 * east + south;
      noise += Math.abs(bendWest - 2 * bend + bendEast);
      west = centre;
      centre = east;
      bendWest = bend;
      bend = bendEast;
    }
  }
  const pixels = BLOCK * BLOCK;
  if (level < DARKEST * pixels || level > BRIGHTEST * pixels) return null;
  return { noise: noise / pixels, gradient: gradient / pixels };
}
