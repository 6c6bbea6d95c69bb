/**
 * The editor sees every key of the page and may run a command for it. A key that the focused control itself needs must not get
 * that far: letters and all else in a text field, arrows in a slider or list, Space and Enter on a button.
 */
export function guardKeys(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    const target = event.composedPath()[0];
    if (target instanceof Element && needs(target, event)) event.stopPropagation();
  });
}

const MOVES = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);
const PRESSES = new Set([' ', 'Enter']);
const LISTS = 'select, [role="listbox"], [role="combobox"], [role="option"], qrate-dropdown';
const BUTTONS = 'button, a[href], summary, [role="button"], [role="checkbox"], qrate-button, qrate-checkbox';

export function needs(target: Element, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (isText(target)) return key !== 'Escape' && !(altKey && key !== 'Alt') && !isGlobal(key, ctrlKey || metaKey);
  if (ctrlKey || metaKey || altKey) return false;
  if (target.matches('input[type="range"]')) return MOVES.has(key);
  if (target.matches(LISTS)) return MOVES.has(key) || PRESSES.has(key) || key === 'Escape' || key.length === 1;
  return target.matches(BUTTONS) && PRESSES.has(key);
}

const TEXT_TYPES = new Set(['text', 'search', 'number']);
const isText = (target: Element): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXT_TYPES.has(target.type));

/** With Ctrl or Cmd: all but what edits the text (undo, select all, clipboard, moving by words). */
const EDITS = new Set(['z', 'y', 'a', 'c', 'x', 'v', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight']);
const isGlobal = (key: string, withModifier: boolean): boolean => withModifier && !EDITS.has(key.length === 1 ? key.toLowerCase() : key);
