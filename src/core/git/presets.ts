import { isDeepStrictEqual } from 'node:util';
import { compareText } from '../group/naturalName';
import type { PresetChanges } from './reports';

/** What differs between two texts of `presets.json`, by name. A text that is missing or not JSON holds no preset. */
export function comparePresets(before: string | null, after: string | null): PresetChanges {
  const [old, now] = [namedIn(before), namedIn(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return {
    added: names.filter((name) => !old.has(name)),
    removed: names.filter((name) => !now.has(name)),
    changed: names.filter((name) => old.has(name) && now.has(name) && !isDeepStrictEqual(old.get(name), now.get(name))),
  };
}

/** Presets as an object by name, or as a list of things with a `name`; either may be wrapped as `presets`. */
function namedIn(text: string | null): ReadonlyMap<string, unknown> {
  const value = unwrapped(parsed(text));
  if (Array.isArray(value))
    return new Map(value.flatMap((it) => (isRecord(it) && typeof it.name === 'string' ? [[it.name, it] as const] : [])));
  return new Map(isRecord(value) ? Object.entries(value).filter(([, it]) => isRecord(it)) : []);
}

const unwrapped = (value: unknown): unknown => (isRecord(value) && typeof value.presets === 'object' ? value.presets : value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Torn by a merge: whoever uses the presets says so.
    return null;
  }
}
