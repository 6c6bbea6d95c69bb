import type { GridFound, GridQuery } from '../../protocol/gridSearch';
import { fill } from '../shared/dom';
import type { GridController } from './controller';
import { activeFrame, type GridState, NO_SEARCH, type Search } from './state';
import { activate, withLook } from './transitions';
import { nameOf } from './words';

/** Words that name a search. */
export const queryText = (query: GridQuery): string => ('text' in query ? query.text : nameOf({ path: query.like }));

/** What was found, as places of rows. Photos that are gone meanwhile are left out. */
function foundIn({ data }: GridState, found: GridFound): Search {
  if ('problem' in found) return { ...NO_SEARCH, problem: found };
  const placesOf = (paths: readonly string[]) =>
    new Map(paths.flatMap((path) => data.rowOf.get(path) ?? []).map((row, place) => [row, place] as const));
  const { matches, fit, unknown } = found;
  return { isBusy: false, places: placesOf(matches.slice(0, fit)), all: placesOf(matches), unknown, problem: null };
}

/** Ends a search: what it hid is shown again, and the active frame stays. */
export const withoutSearch = (state: GridState): GridState => withLook(state, { query: null, search: NO_SEARCH });

/** Shows what fits less well, too. */
export const widened = (state: GridState): GridState =>
  withLook(state, { search: { ...state.look.search, places: state.look.search.all } });

/** Searching by what photos show: one search at a time, which a later one or the person ends. */
export class LookSearch {
  #running: AbortController | null = null;

  constructor(private readonly grid: GridController) {}

  /** What is found takes the place of what is shown; until then that stays. */
  start(query: GridQuery): void {
    this.#running?.abort();
    this.grid.update((state) => withLook(state, { query, search: { ...state.look.search, isBusy: true, problem: null } }));
    void this.#run(query, { isNew: true });
  }

  /** Photos like the active one. */
  likeActive(): void {
    const frame = activeFrame(this.grid.state);
    if (frame !== null) this.start({ like: frame.path });
  }

  /** The same search on what is there now: after a reload, or when photos came or went. */
  again(): void {
    const { query } = this.grid.state.look;
    if (query === null) return;
    this.#running?.abort();
    this.grid.update((state) => withLook(state, { search: { ...state.look.search, isBusy: true } }));
    void this.#run(query, { isNew: false });
  }

  /** Takes the search away, done or not, and says so. */
  end(): void {
    const { isBusy } = this.grid.state.look.search;
    const { search: words } = this.grid.state.data.strings;
    this.clear();
    this.grid.say(isBusy ? words.cancelled : words.cleared);
  }

  clear(): void {
    this.#running?.abort();
    this.#running = null;
    this.grid.update(withoutSearch);
  }

  async #run(query: GridQuery, { isNew }: { readonly isNew: boolean }): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const found = await this.#ask(query, running.signal);
    if (this.#running !== running || this.grid.state.look.query !== query) return;
    this.#running = null;
    this.grid.update((state) => withLook(state, { search: foundIn(state, found) }));
    if (isNew) this.#arrive(query);
  }

  /** What goes wrong on the way is a problem like every other: it is shown where the result would be. */
  async #ask(query: GridQuery, signal: AbortSignal): Promise<GridFound> {
    try {
      return await this.grid.host.search(query, signal);
    } catch (error) {
      const { failed } = this.grid.state.data.strings.said;
      return { problem: error instanceof Error && error.message !== '' ? error.message : failed, remedy: null };
    }
  }

  /** To the likest photo, with a word about how many there are. */
  #arrive(query: GridQuery): void {
    const { search: words } = this.grid.state.data.strings;
    const { places, problem } = this.grid.state.look.search;
    // It is shown with what helps, and read from there.
    if (problem !== null) return;
    const first = this.grid.state.shown.order[0];
    if (first !== undefined) this.grid.update((state) => activate(state, first));
    this.grid.say(fill(words.found, places?.size ?? 0, queryText(query)));
  }
}
