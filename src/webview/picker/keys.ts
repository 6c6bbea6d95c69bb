import type { PickerCommand } from '../../protocol/picker';

/** The keys as they are set at first; in the editor people may bind others. */
export const KEY_NAMES: Readonly<Partial<Record<PickerCommand, string>>> = {
  left: '←',
  right: '→',
  tie: '↓',
  skip: 'S',
  undo: 'U',
  zoom: 'Z',
  done: 'Esc',
};

const KEYS: Readonly<Record<string, PickerCommand>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowDown: 'tie',
  s: 'skip',
  u: 'undo',
  z: 'zoom',
  Escape: 'done',
};

/** What a key does in a page without an editor around it; `null` = nothing of ours. */
export function pageKey({ key, ctrlKey, metaKey, altKey, shiftKey, repeat }: KeyboardEvent): PickerCommand | null {
  if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'z') return 'undo';
  if (ctrlKey || metaKey || altKey || shiftKey || repeat) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(KEYS, name) ? (KEYS[name] ?? null) : null;
}
