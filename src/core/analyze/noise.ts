import type { GreyImage } from './image';
import { pixelArena } from './pixelLoops';

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

/** Words of a block in the module's answer: the sums of noise, gradient and level. */
const WORDS = 3;

/** Every other block, like the black squares of a chessboard: half the work, and still thousands of samples. Clipped ones are left out. */
function measureBlocks({ data, width, height }: GreyImage): Block[] {
  const most = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  const arena = pixelArena(data.length + 4 * WORDS * most + 64);
  const image = arena.put(data);
  const out = arena.take(4 * WORDS * most);
  const words = arena.words(out, WORDS * arena.module.noiseBlocks(image, width, height, out));
  const pixels = BLOCK * BLOCK;
  const blocks: Block[] = [];
  for (let i = 0; i < words.length; i += WORDS) {
    const [noise = 0, gradient = 0, level = 0] = words.subarray(i, i + WORDS);
    if (level >= DARKEST * pixels && level <= BRIGHTEST * pixels) blocks.push({ noise: noise / pixels, gradient: gradient / pixels });
  }
  return blocks;
}
