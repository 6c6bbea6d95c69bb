import { cameraName } from '../core/camera';
import { captureTimeOf } from '../core/group/captureTime';
import type { Metadata, PhotoView } from '../core/model';

type Dated = Pick<PhotoView, 'metadata' | 'clockOffset'>;

/** What photographers tell frames apart by, what they ask for first, each as a short text, or `null` where the file does not say it. No score: it would sway. */
const FACTS: readonly ((metadata: Metadata) => string | null)[] = [
  ({ focalLength }) => text(focalLength, (it) => `${round(it)} mm`),
  ({ aperture }) => text(aperture, (it) => `f/${round(it)}`),
  ({ shutter }) => text(shutter, shutterText),
  ({ iso }) => text(iso, (it) => `ISO ${it}`),
  ({ exposureBias }) => text(exposureBias, (it) => `${it > 0 ? '+' : it < 0 ? '−' : '±'}${round(Math.abs(it))} EV`),
  ({ make, model }) => cameraName(make, model),
  ({ lens }) => lens,
];

/** A line for each of two photos: when it was taken, and what of its settings differs from the other's. */
export function pairFacts(a: Dated, b: Dated): readonly [string, string] {
  const [times, settings] = [timesOf(a, b), differing(a.metadata, b.metadata)];
  const line = (side: 0 | 1) => [times[side], ...settings.map((pair) => pair[side])].filter((it) => it !== null).join(' · ');
  return [line(0), line(1)];
}

/** Both sides of every fact in which they differ. */
function differing(a: Metadata | null, b: Metadata | null): readonly (readonly [string | null, string | null])[] {
  return FACTS.map((fact) => [a && fact(a), b && fact(b)] as const).filter(([left, right]) => left !== right);
}

/** Clock times; with the day where the days differ, and with hundredths where the seconds do not. */
function timesOf(...photos: readonly [Dated, Dated]): readonly [string | null, string | null] {
  const [a, b] = photos.map(captureTimeOf);
  if (a == null || b == null) return [a == null ? null : full(a.seconds), b == null ? null : full(b.seconds)];
  const [left, right] = [full(a.seconds), full(b.seconds)];
  if (left.slice(0, 10) !== right.slice(0, 10)) return [left, right];
  const isFine = left === right && a.resolution === 'fraction' && b.resolution === 'fraction';
  const clock = (seconds: number, whole: string) => `${whole.slice(11)}${isFine ? hundredths(seconds) : ''}`;
  return [clock(a.seconds, left), clock(b.seconds, right)];
}

/** `2026-05-09 14:03:12`. */
const full = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');

const hundredths = (seconds: number): string => `.${String(Math.floor((seconds - Math.floor(seconds)) * 100 + 1e-3)).padStart(2, '0')}`;

const text = (value: number | null, write: (value: number) => string): string | null => (value === null ? null : write(value));

const round = (value: number): string => String(Math.round(value * 10) / 10);

const shutterText = (seconds: number): string => (seconds > 0 && seconds < 0.4 ? `1/${Math.round(1 / seconds)} s` : `${round(seconds)} s`);
