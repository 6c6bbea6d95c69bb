/** Places in a plan that is written as JSON, for editors. Offsets are UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

interface Level {
  readonly path: string;
  readonly isArray: boolean;
  index: number;
  key: string | null;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

const joined = (base: string, name: string): string => (base === '' ? name : `${base}.${name}`);

/** Where each key, and each element of a list, stands: `filter.from`, `filter.except.0`. The text must be valid JSON. */
export function placesIn(text: string): ReadonlyMap<string, TextRange> {
  const places = new Map<string, TextRange>();
  const levels: Level[] = [];
  for (const { 0: token, index: start } of text.matchAll(TOKENS)) {
    const level = levels.at(-1);
    const range = { start, end: start + token.length };
    if (token === '}' || token === ']') levels.pop();
    else if (token === ',') nextValue(level);
    else if (token !== ':') {
      if (level !== undefined && !level.isArray && level.key === null) {
        level.key = JSON.parse(token) as string;
        places.set(joined(level.path, level.key), range);
        continue;
      }
      const path = level === undefined ? '' : joined(level.path, level.isArray ? String(level.index) : (level.key ?? ''));
      if (level?.isArray === true) places.set(path, range);
      if (token === '{' || token === '[') levels.push({ path, isArray: token === '[', index: 0, key: null });
    }
  }
  return places;
}

function nextValue(level: Level | undefined): void {
  if (level === undefined) return;
  level.index += 1;
  level.key = null;
}

/** The place of `path`, or of the nearest thing around it that has one. */
export function placeOf(places: ReadonlyMap<string, TextRange>, path: string): TextRange | null {
  const found = places.get(path);
  if (found !== undefined) return found;
  const dot = path.lastIndexOf('.');
  return dot < 0 ? null : placeOf(places, path.slice(0, dot));
}

/** A plan as people read and change it. */
export const planAsText = (plan: object): string => `${JSON.stringify(plan, null, 2)}\n`;
