import { svg, type TemplateResult } from 'lit';
import { fill } from '../shared/dom';
import type { Plot } from './histogramChart';
import type { Scale } from './scales';
import { countVerdicts, stepped, suggestedAt, thresholdAt } from './threshold';
import { type ChartsView, moveThreshold } from './view';
import { sharpnessText } from './words';

interface HandleOptions {
  /** The chart; it tells the page where the threshold goes. */
  readonly host: HTMLElement;
  readonly view: ChartsView;
  readonly plot: Plot;
  readonly scale: Scale;
  readonly minSharpness: number;
}

const place = (plot: Plot, scale: Scale, minSharpness: number): number =>
  plot.left + (minSharpness <= 0 ? 0 : scale.toUnit(minSharpness)) * plot.width;

/** What lies below the threshold. */
export const thresholdShade = (plot: Plot, scale: Scale, minSharpness: number): TemplateResult =>
  svg`<rect class="shade" x=${plot.left} y=${plot.top} width=${Math.max(0, place(plot, scale, minSharpness) - plot.left)} height=${plot.height}></rect>` as TemplateResult;

/** The threshold: a slider for mouse, finger, keys and screen readers. */
export function thresholdHandle({ host, view, plot, scale, minSharpness }: HandleOptions): TemplateResult {
  const { strings } = view.data;
  const x = place(plot, scale, minSharpness);
  const bottom = plot.top + plot.height;
  const { pick, review } = countVerdicts(suggestedAt(view.data, minSharpness));
  const text = fill(minSharpness <= 0 ? strings.thresholdOff : strings.thresholdValue, sharpnessText(minSharpness), pick, review);
  const drag = (event: PointerEvent) => onDrag(event, host, plot, scale);
  return svg`
    <g class="threshold" role="slider" tabindex="0" aria-label=${strings.threshold} aria-orientation="horizontal"
      aria-valuemin="0" aria-valuemax=${scale.max} aria-valuenow=${Math.min(minSharpness, scale.max)} aria-valuetext=${text}
      transform="translate(${x} 0)" @keydown=${(event: KeyboardEvent) => onKey(event, host, scale, minSharpness)}
      @pointerdown=${drag} @pointermove=${drag}>
      <rect class="grip" x="-9" y=${plot.top - 20} width="18" height=${plot.height + 20}></rect>
      <line y1=${plot.top - 6} y2=${bottom}></line>
      <path d="M-7 ${plot.top - 18}H7V${plot.top - 9}L0 ${plot.top - 1}L-7 ${plot.top - 9}Z"></path>
      <text class="value" x=${x > plot.left + plot.width - 60 ? -12 : 12} y=${plot.top - 8}
        text-anchor=${x > plot.left + plot.width - 60 ? 'end' : 'start'} aria-hidden="true">≥ ${sharpnessText(minSharpness)}</text>
    </g>` as TemplateResult;
}

function onDrag(event: PointerEvent, host: HTMLElement, plot: Plot, scale: Scale): void {
  const { currentTarget } = event;
  if (event.button > 0 || !(currentTarget instanceof SVGElement)) return;
  if (event.type === 'pointerdown') {
    currentTarget.setPointerCapture(event.pointerId);
    currentTarget.focus();
    return;
  }
  if (!currentTarget.hasPointerCapture(event.pointerId)) return;
  const { left } = host.getBoundingClientRect();
  moveThreshold(host, thresholdAt(scale, Math.min(1, (event.clientX - left - plot.left) / plot.width)));
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function onKey(event: KeyboardEvent, host: HTMLElement, scale: Scale, minSharpness: number): void {
  const steps = KEY_STEPS[event.key];
  if (steps === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  moveThreshold(host, stepped(scale, minSharpness, steps));
}
