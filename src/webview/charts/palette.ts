import { VERDICTS } from '../../protocol/frameTable';

/** The theme's colours for canvases, which cannot read variables themselves. */
export interface Palette {
  /** By verdict code; at the end, of what has none. */
  readonly verdicts: readonly string[];
  readonly foreground: string;
  readonly muted: string;
  readonly lines: string;
  readonly background: string;
  readonly selection: string;
  readonly focus: string;
  readonly bands: { readonly burst: string; readonly whole: string; readonly duplicates: string };
  readonly font: string;
}

export const VERDICT_COLOURS: Readonly<Record<(typeof VERDICTS)[number], string>> = {
  pick: '--vscode-charts-green',
  alternate: '--vscode-charts-blue',
  review: '--vscode-charts-yellow',
  reject: '--vscode-charts-red',
};

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  const muted = colour('--vscode-descriptionForeground');
  return {
    verdicts: [...VERDICTS.map((verdict) => colour(VERDICT_COLOURS[verdict])), muted],
    foreground: colour('--vscode-foreground'),
    muted,
    lines: colour('--vscode-contrastBorder', '--vscode-widget-border', '--vscode-charts-lines'),
    background: colour('--vscode-editor-background'),
    selection: colour('--vscode-contrastActiveBorder', '--vscode-focusBorder'),
    focus: colour('--vscode-focusBorder', '--vscode-contrastActiveBorder'),
    bands: {
      burst: colour('--vscode-charts-purple'),
      whole: colour('--vscode-charts-foreground', '--vscode-foreground'),
      duplicates: muted,
    },
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}

/** Calls back when the editor's theme changes: it rewrites the variables of the root and the classes of the body. Returns how to stop. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  for (const target of [document.documentElement, document.body]) {
    observer.observe(target, { attributes: true, attributeFilter: ['style', 'class'] });
  }
  return () => observer.disconnect();
}
