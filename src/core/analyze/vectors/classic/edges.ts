import type { GreyImage } from '../../image';
import { PARTS, partOf } from './tone';

/** Gradient (sum of both differences, 0–510) from which a pixel lies on an edge. */
const EDGE = 48;

interface Sums {
  readonly parts: Float64Array;
  energy: number;
  edges: number;
  horizontal: number;
  vertical: number;
  x: number;
  y: number;
  x2: number;
  y2: number;
}

/** Where a picture has detail, and how much. Differences between neighbouring pixels; all sums are of whole numbers. */
export function edgeNumbers(grey: GreyImage): Readonly<Record<string, number>> {
  const { width, height } = grey;
  const sums = gather(grey);
  const count = Math.max(1, (width - 1) * (height - 1));
  const { energy } = sums;
  const [x, y] = energy === 0 ? [0.5, 0.5] : [sums.x / energy / width, sums.y / energy / height];
  const variance = energy === 0 ? 0 : sums.x2 / energy / width ** 2 - x ** 2 + sums.y2 / energy / height ** 2 - y ** 2;
  return {
    detail: Math.min(1, energy / count / 128),
    edges: sums.edges / count,
    upright: energy === 0 ? 0 : (sums.horizontal - sums.vertical) / energy,
    detailX: x,
    detailY: y,
    detailSpread: Math.sqrt(Math.max(0, variance)),
    ...Object.fromEntries(PARTS.map((part, i) => [`detail${part}`, energy === 0 ? 0 : (sums.parts[i] ?? 0) / energy])),
  };
}

function gather({ data, width, height }: GreyImage): Sums {
  const sums = { parts: new Float64Array(9), energy: 0, edges: 0, horizontal: 0, vertical: 0, x: 0, y: 0, x2: 0, y2: 0 };
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const i = y * width + x;
      const value = data[i] ?? 0;
      const [dx, dy] = [Math.abs((data[i + 1] ?? 0) - value), Math.abs((data[i + width] ?? 0) - value)];
      const energy = dx + dy;
      if (energy === 0) continue;
      const part = partOf(x, width) + 3 * partOf(y, height);
      sums.parts[part] = (sums.parts[part] ?? 0) + energy;
      sums.energy += energy;
      sums.horizontal += dx;
      sums.vertical += dy;
      sums.x += x * energy;
      sums.y += y * energy;
      sums.x2 += x * x * energy;
      sums.y2 += y * y * energy;
      if (energy >= EDGE) sums.edges += 1;
    }
  }
  return sums;
}
