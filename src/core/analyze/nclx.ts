import type { PixelColour, RgbImage } from './image';

type Matrix = readonly [number, number, number, number, number, number, number, number, number];
type Nclx = Pick<Extract<PixelColour, { kind: 'nclx' }>, 'primaries' | 'transfer'>;

/** Linear RGB of other primaries to linear sRGB, by code point (ISO/IEC 23091-2); whites are D65. */
const TO_SRGB: Readonly<Record<number, Matrix>> = {
  // BT.2020, by ITU-R BT.2087-0
  9: [1.660491, -0.587641, -0.07285, -0.12455, 1.1329, -0.008349, -0.018151, -0.100579, 1.11873],
  // Display P3 (SMPTE EG 432-1), by CSS Color 4
  12: [1.22494, -0.22494, 0, -0.042057, 1.042057, 0, -0.019638, -0.078636, 1.098274],
};
const IDENTITY: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

const PQ = 16;
const HLG = 18;

/** Brightness of white paper in a graded HDR picture, in cd/m² (ITU-R BT.2408-7, table 1). */
const REFERENCE_WHITE = 203;
const HLG_PEAK = 1000;

/**
 * Brings coded RGB to sRGB. Standard range keeps its tones; HDR (PQ and HLG, ITU-R BT.2100-2) is cut to it with diffuse white
 * near the top and a shoulder for what is brighter. sRGB's own code points, and unknown ones, pass unchanged.
 */
export function nclxToSrgb(image: RgbImage, { primaries, transfer }: Nclx): RgbImage {
  const hdr = transfer === PQ || transfer === HLG;
  const matrix = TO_SRGB[primaries];
  if (!hdr && !matrix) return image;
  const decode = Float32Array.from({ length: 256 }, (_, code) => toLinear(code / 255, transfer));
  const data = new Uint8Array(image.data.length);
  for (let i = 0; i + 2 < data.length; i += 3) {
    const pixel: Rgb = [decode[image.data[i] ?? 0] ?? 0, decode[image.data[i + 1] ?? 0] ?? 0, decode[image.data[i + 2] ?? 0] ?? 0];
    const scale = hdr ? shoulder(pixel, transfer) : 1;
    const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = matrix ?? IDENTITY;
    const [r, g, b] = [pixel[0] * scale, pixel[1] * scale, pixel[2] * scale];
    data[i] = toCode(m0 * r + m1 * g + m2 * b);
    data[i + 1] = toCode(m3 * r + m4 * g + m5 * b);
    data[i + 2] = toCode(m6 * r + m7 * g + m8 * b);
  }
  return { data, width: image.width, height: image.height };
}

type Rgb = readonly [number, number, number];

/** Of one code value 0–1: scene light for HLG, else display light, 1 = white. */
function toLinear(code: number, transfer: number): number {
  if (transfer === PQ) return pqToNits(code) / REFERENCE_WHITE;
  if (transfer === HLG) return hlgToScene(code);
  return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;
}

/** BT.2100-2 table 4: PQ EOTF. */
function pqToNits(code: number): number {
  const [m1, m2, c1, c2, c3] = [0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875];
  const power = code ** (1 / m2);
  return 10_000 * (Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1);
}

/** BT.2100-2 table 5: inverse OETF of HLG. */
function hlgToScene(code: number): number {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073];
  return code <= 0.5 ? code ** 2 / 3 : (Math.exp((code - c) / a) + b) / 12;
}

/** Where the highlights begin to bend, as a share of white. */
const KNEE = 0.75;

/** One factor for all three channels, so that bright colours keep their hue. HLG's system gamma (1.2 at 1000 cd/m²) is in it. */
function shoulder([r, g, b]: Rgb, transfer: number): number {
  const luminance = 0.2627 * r + 0.678 * g + 0.0593 * b;
  const display = transfer === HLG ? (luminance ** 0.2 * HLG_PEAK) / REFERENCE_WHITE : 1;
  const brightest = Math.max(r, g, b) * display;
  if (brightest <= KNEE) return display;
  const bent = KNEE + (1 - KNEE) * (1 - Math.exp((KNEE - brightest) / (1 - KNEE)));
  return (display * bent) / brightest;
}

/** IEC 61966-2-1 encoding, by table: linear light in 1/4096 steps loses nothing that 8 bits could show but in the deepest shadows. */
const CODES = Uint8Array.from({ length: 4097 }, (_, i) => {
  const linear = i / 4096;
  return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
});

const toCode = (linear: number): number => CODES[Math.round(Math.min(Math.max(linear, 0), 1) * 4096)] ?? 0;
