import type { GridContext, GridDecision, GridDetails, GridFullSize, GridUndone } from '../../protocol/grid';
import type { GridFound, GridQuery, SearchRemedy } from '../../protocol/gridSearch';

/** What the page needs of the host; each call rejects with a sentence. */
export interface GridHost {
  decide(changes: readonly GridDecision[]): Promise<void>;
  undo(): Promise<GridUndone>;
  redo(): Promise<GridUndone>;
  details(path: string): Promise<GridDetails>;
  fullSize(path: string, signal: AbortSignal): Promise<GridFullSize>;
  open(path: string): Promise<void>;
  explain(path: string): Promise<void>;
  reveal(path: string): Promise<void>;
  cull(): Promise<void>;
  changeKeys(): Promise<void>;
  search(query: GridQuery, signal: AbortSignal): Promise<GridFound>;
  remedy(remedy: SearchRemedy): Promise<void>;
  context(context: GridContext): Promise<void>;
}
