import type { GridPageState } from '../../protocol/gridPageState';
import type { GridController } from './controller';
import { keptState } from './snapshot';
import type { GridState } from './state';

/** What the editor keeps and what the host follows need not be exact at every key: at most so often, in milliseconds. */
const PAUSE = 120;

/** Lets the editor keep how the page looks, and tells the host where the person is. */
export function keepInStep(grid: GridController, keep: (state: GridPageState) => void): void {
  let told: GridState | null = null;
  let waiting = false;
  const tell = () => {
    waiting = false;
    const { state } = grid;
    if (told === null || told.look !== state.look || told.data.rowOf !== state.data.rowOf) keep(keptState(state));
    if (told === null || isElsewhere(told, state)) grid.host.context(contextOf(state)).catch(unheard);
    told = state;
  };
  const later = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(tell, PAUSE);
  };
  grid.store.listen(later);
  tell();
}

const isElsewhere = (a: GridState, b: GridState): boolean =>
  a.look.mode !== b.look.mode || a.look.active !== b.look.active || a.look.selection !== b.look.selection || a.data.rowOf !== b.data.rowOf;

function contextOf({ data, look }: GridState) {
  const pathOf = (row: number) => data.rows[row]?.path ?? null;
  return { mode: look.mode, active: pathOf(look.active), selection: [...look.selection].flatMap((row) => pathOf(row) ?? []) };
}

/** The host has logged what went wrong; the next step tells it again where the person is. */
const unheard = (): void => undefined;
