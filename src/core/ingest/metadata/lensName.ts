/** `18-55mm f/3.5-5.6` from shortest and longest focal length in mm and the f-numbers there; unknown ones (0/0) are left out. */
export function lensName([short = Number.NaN, long = Number.NaN, wide = Number.NaN, tele = Number.NaN]: readonly number[]): string | null {
  if (!(short > 0) || !Number.isFinite(short)) return null;
  return `${range(short, long)}mm${wide > 0 && Number.isFinite(wide) ? ` f/${range(wide, tele)}` : ''}`;
}

const range = (low: number, high: number): string =>
  high > low && Number.isFinite(high) ? `${round(low)}-${round(high)}` : `${round(low)}`;

const round = (value: number): number => Math.round(value * 10) / 10;
