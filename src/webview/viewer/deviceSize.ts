import type { Size } from './picture';

/**
 * Calls `onSize` with the number of device pixels that `element` covers, now and whenever it changes. Returns what ends it.
 * Source: Resize Observer, device-pixel-content-box, which knows how the browser rounds.
 */
export function watchDeviceSize(element: Element, onSize: (size: Size) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    const box = entry?.devicePixelContentBoxSize[0];
    if (entry === undefined || box === undefined) return;
    const { width, height } = entry.contentRect;
    onSize({ width: exact(box.inlineSize, width), height: exact(box.blockSize, height) });
  });
  observer.observe(element, { box: 'device-pixel-content-box' });
  return () => observer.disconnect();
}

/** An emulated screen has another ratio than the box was measured with; then the ratio is all there is. */
function exact(devicePixels: number, cssPixels: number): number {
  const expected = cssPixels * devicePixelRatio;
  return Math.abs(devicePixels - expected) <= 1 ? devicePixels : Math.round(expected);
}
