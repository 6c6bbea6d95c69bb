import type { PhotoView } from '../../core/model';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `YYYY-MM-DDTHH:MM:SS` and the fraction of the second; sub-seconds differ in length between cameras, so they compare as numbers. */
function captureKey(photo: PhotoView): readonly [string, number] {
  const timestamp = photo.metadata?.timestamp ?? '';
  return [timestamp.slice(0, 19), Number(/^\.\d+/.exec(timestamp.slice(19))?.[0] ?? 0)];
}

/** Capture time with sub-seconds, then path by code units. Photos without a time come first, among themselves by path. */
export function compareCapture(a: PhotoView, b: PhotoView): number {
  const [secondA, fractionA] = captureKey(a);
  const [secondB, fractionB] = captureKey(b);
  return compareText(secondA, secondB) || fractionA - fractionB || compareText(a.path, b.path);
}

/** `YYYY-MM-DD` of the capture, or `null`. */
export const captureDay = (photo: PhotoView): string | null => photo.metadata?.timestamp?.slice(0, 10) ?? null;
