import { svg, type TemplateResult } from 'lit';

/** Small pictures that follow the colour of the text. They are decoration: whoever shows one says its meaning in words. */

const icon = (shape: TemplateResult): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${shape}</svg>`;

const stroke = (path: string): TemplateResult =>
  icon(svg`<path d=${path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`);

export const ICONS = {
  check: stroke('M3.5 8.5l3 3 6-7'),
  cross: stroke('M4 4l8 8M12 4l-8 8'),
  question: stroke('M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9M8 12.6v.1'),
  layers: stroke('M8 2.5l5.5 3L8 8.5l-5.5-3zM2.5 8.5l5.5 3 5.5-3M2.5 11l5.5 3 5.5-3'),
  undo: stroke('M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6'),
  redo: stroke('M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10'),
  filter: stroke('M2.5 3.5h11L9.5 8.5v4l-3 1v-5z'),
  ascending: stroke('M8 13V3M4.5 6.5L8 3l3.5 3.5'),
  descending: stroke('M8 3v10M4.5 9.5L8 13l3.5-3.5'),
  group: stroke('M2.5 4.5h11v7h-11zM6.2 4.5v7M9.8 4.5v7'),
  fold: stroke('M5.5 5.5h8v8h-8zM2.5 10.5v-8h8'),
  side: stroke('M2.5 3h11v10h-11zM9.5 3v10'),
  keyboard: stroke('M1.8 4h12.4v8H1.8zM4 6.5h.1M6.6 6.5h.1M9.2 6.5h.1M11.8 6.5h.1M4.5 9.5h7'),
  close: stroke('M4.5 4.5l7 7M11.5 4.5l-7 7'),
  back: stroke('M9.5 3.5L5 8l4.5 4.5'),
  loupe: stroke('M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4M10 10l3.5 3.5'),
  compare: stroke('M2.5 3h4.7v10H2.5zM8.8 3h4.7v10H8.8z'),
  warning: stroke('M8 2.5l6 11H2zM8 6.5v3.2M8 11.6v.1'),
  copies: stroke('M5.5 5.5h8v8h-8zM2.5 10.5v-8h8M7.8 9.5h3.4'),
  exposure: icon(
    svg`<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>`,
  ),
  eye: stroke(
    'M1.5 8C3.5 4.8 5.6 3.5 8 3.5S12.5 4.8 14.5 8c-2 3.2-4.1 4.5-6.5 4.5S3.5 11.2 1.5 8M8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6',
  ),
  face: stroke('M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M6 6.6v.6M10 6.6v.6M5.8 9.6c1.2 1.3 3.2 1.3 4.4 0'),
  small: stroke('M5 5.5h6v5H5z'),
  large: stroke('M2 3h12v10H2z'),
  diamond: icon(svg`<path d="M8 1.5L14.5 8 8 14.5 1.5 8z" fill="currentColor"/>`),
  chevronDown: stroke('M4 6l4 4 4-4'),
  chevronRight: stroke('M6 4l4 4-4 4'),
} as const;

export type IconName = keyof typeof ICONS;
