import type { Point } from './geometry';

export interface GestureHandlers {
  /** Pressed and let go without moving. */
  click(at: Point): void;
  /** Moved by so much since the last call. */
  drag(by: Point): void;
  /** Wheel or pinch: a factor, around a point. */
  zoom(factor: number, around: Point): void;
}

/** A hand shakes: less than this many CSS pixels is a click. */
const SLACK = 4;
const WHEEL_STEP = 0.0015;
/** Trackpads report a pinch as a wheel with Ctrl and small deltas. */
const PINCH_STEP = 0.01;
const LINE = 16;

/** Mouse, pen, touch and trackpad on `element`; all points in CSS pixels from its corner. Returns what ends it. */
export function listenForGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const abort = new AbortController();
  const pointers = new Map<number, Point>();
  let moved = false;

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, pointOf(event));
    moved = pointers.size > 1;
  };
  const move = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    if (!moved && distance(before, now) < SLACK) return;
    moved = true;
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other === undefined) handlers.drag({ x: now.x - before.x, y: now.y - before.y });
    else handlers.zoom(distance(now, other) / Math.max(1, distance(before, other)), between(now, other));
  };
  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || moved || event.type !== 'pointerup') return;
    handlers.click(pointOf(event));
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const delta = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * LINE;
    handlers.zoom(Math.exp(-delta * (event.ctrlKey ? PINCH_STEP : WHEEL_STEP)), pointOf(event));
  };

  const { signal } = abort;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  return () => abort.abort();
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
