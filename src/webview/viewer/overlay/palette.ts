import type { Palette, Rgb } from './marks';

/** The overlays' colours of the editor's theme, as they are at `element` now. The second is what stands out against the first. */
export function paletteAt(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): Rgb => toRgb(style.getPropertyValue(name).trim() || style.color);
  const ground = colour('--vscode-editor-background');
  const text = colour('--vscode-editor-foreground');
  const withPartner = (name: string): readonly [Rgb, Rgb] => {
    const first = colour(name);
    const distance = (other: Rgb) => Math.abs(brightness(first) - brightness(other));
    return [first, distance(ground) >= distance(text) ? ground : text];
  };
  return {
    // Seldom in nature, and strong in dark and light themes alike.
    focus: withPartner('--vscode-terminal-ansiBrightMagenta'),
    highlights: withPartner('--vscode-charts-red'),
    shadows: withPartner('--vscode-charts-blue'),
  };
}

const brightness = ([red, green, blue]: Rgb): number => 2 * red + 5 * green + blue;

/** Any CSS colour as the numbers of its pixels. */
function toRgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to read a colour with');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Calls `onChange` when the editor's theme changed: it rewrites the variables on the root element. Returns what ends it. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  return () => observer.disconnect();
}
