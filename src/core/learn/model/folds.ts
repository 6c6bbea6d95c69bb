import { hash32 } from '../deterministic';

/** A comparison between two units: photos, or groups of photos that are as good as one. Both may be the same. */
export interface Edge {
  readonly a: string;
  readonly b: string;
}

export const FOLDS = 5;

/** A piece that holds more than this share of a fold's due is cut. */
const TOO_LARGE = 1.25;
/** Rounds in which units move to where most of their comparisons are. */
const ROUNDS = 4;

/**
 * Deals units into folds such that few comparisons lie between two folds: whoever is tested on one fold must not have seen any of its
 * photos, so that those comparisons can be neither tested nor learned from there. Parts that hang together stay together as far as they
 * fit; a part that is too large is cut where it hangs together least (greedily). The same comparisons give the same folds.
 */
export function dealFolds(edges: readonly Edge[], folds = FOLDS): ReadonlyMap<string, number> {
  const graph = new Graph(edges);
  const due = edges.length / folds;
  const dealt = new Map<string, number>();
  const load = new Array<number>(folds).fill(0);
  const pieces = graph.parts().flatMap((part) => graph.cut(part, due * TOO_LARGE, due));
  pieces.sort((a, b) => graph.weight(b) - graph.weight(a) || hash32(a[0] ?? '') - hash32(b[0] ?? ''));
  for (const piece of pieces) {
    const least = load.indexOf(Math.min(...load));
    load[least] = (load[least] ?? 0) + graph.weight(piece);
    for (const unit of piece) dealt.set(unit, least);
  }
  for (let round = 0; round < ROUNDS; round++) settle(graph, dealt, { due: due * 2 * TOO_LARGE, load });
  return dealt;
}

/** Moves each unit to the fold that most of its comparisons are in, where there is room. */
function settle(graph: Graph, dealt: Map<string, number>, { due, load }: { readonly due: number; readonly load: number[] }): void {
  for (const unit of graph.units()) {
    const here = dealt.get(unit) ?? 0;
    const pulls = new Array<number>(load.length).fill(0);
    for (const other of graph.neighbours(unit)) {
      const fold = dealt.get(other);
      if (other !== unit && fold !== undefined) pulls[fold] = (pulls[fold] ?? 0) + 1;
    }
    const there = pulls.indexOf(Math.max(...pulls));
    const weight = graph.neighbours(unit).length / 2;
    if ((pulls[there] ?? 0) <= (pulls[here] ?? 0) || (load[there] ?? 0) + weight > due) continue;
    load[here] = (load[here] ?? 0) - weight;
    load[there] = (load[there] ?? 0) + weight;
    dealt.set(unit, there);
  }
}

/** Units in an order that depends on nothing but their names. */
class Graph {
  readonly #neighbours = new Map<string, string[]>();

  constructor(edges: readonly Edge[]) {
    const units = new Set(edges.flatMap(({ a, b }) => [a, b]));
    for (const unit of [...units].sort((a, b) => hash32(a) - hash32(b) || (a < b ? -1 : 1))) this.#neighbours.set(unit, []);
    for (const { a, b } of edges) {
      this.#neighbours.get(a)?.push(b);
      this.#neighbours.get(b)?.push(a);
    }
  }

  units(): Iterable<string> {
    return this.#neighbours.keys();
  }

  neighbours(unit: string): readonly string[] {
    return this.#neighbours.get(unit) ?? [];
  }

  /** Comparisons that a set of units holds or has a share in. */
  weight(units: readonly string[]): number {
    return units.reduce((sum, unit) => sum + this.neighbours(unit).length, 0) / 2;
  }

  /** What hangs together, each part in the order in which it is reached. */
  parts(): readonly (readonly string[])[] {
    const seen = new Set<string>();
    return [...this.units()].flatMap((unit) => (seen.has(unit) ? [] : [this.#reach(unit, seen)]));
  }

  #reach(start: string, seen: Set<string>): readonly string[] {
    const reached = [start];
    seen.add(start);
    for (const unit of reached) {
      for (const other of this.neighbours(unit)) {
        if (seen.has(other)) continue;
        seen.add(other);
        reached.push(other);
      }
    }
    return reached;
  }

  /** A part in pieces of about `size` comparisons, if it holds more than `most`. */
  cut(part: readonly string[], most: number, size: number): readonly (readonly string[])[] {
    if (this.weight(part) <= most) return [part];
    const pieces: string[][] = [[]];
    let held = 0;
    for (const unit of part) {
      const weight = this.neighbours(unit).length / 2;
      if (held > 0 && held + weight > size) {
        pieces.push([]);
        held = 0;
      }
      pieces.at(-1)?.push(unit);
      held += weight;
    }
    return pieces;
  }
}
