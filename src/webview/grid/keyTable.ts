import type { GridCommand } from '../../protocol/grid';
import type { GridStrings } from '../../protocol/gridStrings';

export type KeySection = keyof GridStrings['keys']['sections'];
export type KeyWord = Exclude<keyof GridStrings['keys'], 'sections' | 'title' | 'close' | 'hint' | 'defaults' | 'change'>;

export interface KeyLine {
  /** One by one, as they are printed on the keyboard, and not translated; a dash stands for those in between. */
  readonly keys: readonly string[];
  readonly word: KeyWord;
  readonly commands: readonly GridCommand[];
}

/**
 * The keys as the manifest sets them, which a test compares. VS Code tells extensions nothing of keys that a person has changed: the
 * sheet says so, and leads to where they stand.
 */
export const KEYS: Readonly<Record<KeySection, readonly KeyLine[]>> = {
  decide: [
    { keys: ['P'], word: 'pick', commands: ['pick'] },
    { keys: ['X'], word: 'reject', commands: ['reject'] },
    { keys: ['U'], word: 'unmark', commands: ['unmark'] },
    { keys: ['0', '–', '5'], word: 'rate', commands: ['rate0', 'rate1', 'rate2', 'rate3', 'rate4', 'rate5'] },
    { keys: ['6', '–', '9'], word: 'label', commands: ['label6', 'label7', 'label8', 'label9'] },
    { keys: ['Shift', 'P'], word: 'keepOnly', commands: ['keepOnly'] },
    { keys: ['Ctrl', 'Z'], word: 'undo', commands: ['undo'] },
    { keys: ['Ctrl', 'Shift', 'Z'], word: 'redo', commands: ['redo'] },
  ],
  move: [
    { keys: ['←', '→'], word: 'frame', commands: ['left', 'right'] },
    { keys: ['↑', '↓'], word: 'burst', commands: ['up', 'down'] },
    { keys: ['N'], word: 'nextUndecided', commands: ['nextUndecided'] },
    { keys: ['PgUp', 'PgDn'], word: 'page', commands: ['pageUp', 'pageDown'] },
    { keys: ['Home', 'End'], word: 'ends', commands: ['first', 'last'] },
    { keys: ['B'], word: 'fold', commands: ['burst'] },
  ],
  look: [
    { keys: ['Enter', 'F'], word: 'loupe', commands: ['loupe'] },
    { keys: ['C'], word: 'compare', commands: ['compare'] },
    { keys: ['Z'], word: 'zoom', commands: ['zoom'] },
    { keys: ['K'], word: 'peaking', commands: ['togglePeaking'] },
    { keys: ['J'], word: 'clipping', commands: ['toggleClipping'] },
    { keys: ['I'], word: 'side', commands: ['toggleSide'] },
    { keys: ['-', '='], word: 'size', commands: ['smaller', 'larger'] },
  ],
  select: [
    { keys: ['Space'], word: 'select', commands: ['select'] },
    { keys: ['Shift', '←', '→'], word: 'selectRange', commands: ['extendLeft', 'extendRight'] },
    { keys: ['Shift', '↑', '↓'], word: 'selectBursts', commands: ['extendUp', 'extendDown'] },
    { keys: ['Ctrl', 'A'], word: 'selectAll', commands: ['selectAll'] },
    { keys: ['Esc'], word: 'escape', commands: ['escape'] },
  ],
  other: [
    { keys: ['Ctrl', 'F', '/'], word: 'find', commands: ['find'] },
    { keys: ['W'], word: 'findByLook', commands: ['findByLook'] },
    { keys: ['L'], word: 'findLike', commands: ['findLike'] },
    { keys: ['?', 'H'], word: 'help', commands: ['help'] },
  ],
};

/** What stands between two keys and is none. */
export const DASH = '–';

/** As this machine's keyboard names it. */
export const keyCap = (key: string, isMac: boolean): string => (isMac ? (MAC[key] ?? key) : key);

const MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧' };
