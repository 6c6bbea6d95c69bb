import type { Size } from './picture';

export interface Layout {
  readonly columns: number;
  readonly rows: number;
}

export interface LayoutOptions {
  /** Between panes, in the unit of the area. */
  readonly gap: number;
  /** Height in a pane of this width that the picture cannot use: its caption. */
  readonly reserved: (width: number) => number;
  /** At least this many columns, as far as there are pictures: champion and challenger stand side by side. */
  readonly minColumns?: number | undefined;
}

/**
 * The grid of equal panes in which the pictures, each fitted, cover the most of the area; of equal ones that with fewer rows. Equal
 * panes, because at one zoom they must show equally much of each picture.
 */
export function bestLayout(pictures: readonly Size[], area: Size, { gap, reserved, minColumns = 1 }: LayoutOptions): Layout {
  const count = Math.max(1, pictures.length);
  let best: Layout = { columns: count, rows: 1 };
  let most = -1;
  for (let columns = count; columns >= Math.min(minColumns, count); columns -= 1) {
    const rows = Math.ceil(count / columns);
    const width = (area.width - gap * (columns - 1)) / columns;
    const pane = { width, height: (area.height - gap * (rows - 1)) / rows - reserved(width) };
    const covered = pictures.reduce((sum, picture) => sum + fittedArea(picture, pane), 0);
    if (covered <= most * 1.0001) continue;
    most = covered;
    best = { columns, rows };
  }
  return best;
}

function fittedArea({ width, height }: Size, pane: Size): number {
  if (pane.width <= 0 || pane.height <= 0) return 0;
  const scale = Math.min(pane.width / width, pane.height / height);
  return width * height * scale * scale;
}
