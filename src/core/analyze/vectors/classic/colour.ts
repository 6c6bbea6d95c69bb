import type { RgbImage } from '../../image';

const HUES = 12;
/** Chroma (largest less smallest channel) from which a pixel has a colour. */
const COLOURED = 24;

/** Colours of a picture. */
export function colourNumbers(image: RgbImage): Readonly<Record<string, number>> {
  const { data } = image;
  const count = data.length / 3;
  const hues = new Float64Array(HUES);
  const sums = { saturation: 0, chroma: 0, warm: 0, cool: 0, skin: 0, green: 0, sky: 0 };
  const upper = 3 * image.width * Math.floor(image.height / 2);
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
    const most = Math.max(r, g, b);
    const chroma = most - Math.min(r, g, b);
    sums.saturation += most === 0 ? 0 : chroma / most;
    sums.chroma += chroma;
    if (chroma < COLOURED) continue;
    const hue = hueOf(r, g, b, chroma);
    const bin = Math.floor(hue) % HUES;
    hues[bin] = (hues[bin] ?? 0) + chroma;
    if (hue < 2.5 || hue >= 10.5) sums.warm += 1;
    else if (hue >= 5.5 && hue < 9) sums.cool += 1;
    if (isSkin(r, g, b)) sums.skin += 1;
    if (hue >= 2.5 && hue < 5) sums.green += 1;
    if (i < upper && b >= r && b > 96 && hue >= 6 && hue < 8.5) sums.sky += 1;
  }
  return {
    saturation: sums.saturation / count,
    chroma: sums.chroma / count / 255,
    colourfulness: Math.min(1, colourfulness(data) / 150),
    warmth: (sums.warm - sums.cool) / count,
    skin: sums.skin / count,
    green: sums.green / count,
    sky: sums.sky / count,
    ...hueNumbers(hues),
  };
}

/** 0–12, red at 0, green at 4, blue at 8. */
function hueOf(r: number, g: number, b: number, chroma: number): number {
  const most = Math.max(r, g, b);
  const sixth = most === r ? ((g - b) / chroma + 6) % 6 : most === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
  return 2 * sixth;
}

/** Kovač, Peer, Solina, "Human skin colour clustering for face detection", 2003, by daylight. */
const isSkin = (r: number, g: number, b: number): boolean =>
  r > 95 && g > 40 && b > 20 && Math.max(r, g, b) - Math.min(r, g, b) > 15 && r - g > 15 && r > b;

/** Hasler, Süsstrunk, "Measuring colourfulness in natural images", 2003: 0 = grey, about 110 = extremely colourful. */
function colourfulness(data: Uint8Array): number {
  const count = data.length / 3;
  let [rg, yb, rg2, yb2] = [0, 0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
    const [one, two] = [2 * (r - g), r + g - 2 * b];
    rg += one;
    yb += two;
    rg2 += one * one;
    yb2 += two * two;
  }
  const [meanRg, meanYb] = [rg / count, yb / count];
  const variance = Math.max(0, rg2 / count - meanRg ** 2) + Math.max(0, yb2 / count - meanYb ** 2);
  return (Math.sqrt(variance) + 0.3 * Math.sqrt(meanRg ** 2 + meanYb ** 2)) / 2;
}

/** Share of each twelfth of the colour circle in all chroma, from red on; all 0 for a grey picture. */
function hueNumbers(hues: Float64Array): Readonly<Record<string, number>> {
  const sum = hues.reduce((total, value) => total + value, 0);
  return Object.fromEntries(Array.from(hues, (value, bin) => [`hue${bin * 30}`, sum === 0 ? 0 : value / sum]));
}
