import type { Size } from './picture';

/**
 * Calls `onSize` with the exact number of device pixels that `element` covers, now and whenever it changes. Returns what ends it.
 * Source: Resize Observer, device-pixel-content-box.
 */
export function watchDeviceSize(element: Element, onSize: (size: Size) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const box = entries.at(-1)?.devicePixelContentBoxSize[0];
    if (box !== undefined) onSize({ width: box.inlineSize, height: box.blockSize });
  });
  observer.observe(element, { box: 'device-pixel-content-box' });
  return () => observer.disconnect();
}
