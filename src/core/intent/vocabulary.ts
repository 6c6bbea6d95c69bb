import { cameraName } from '../camera';
import { captureDay } from '../group/captureTime';
import { compareText } from '../group/naturalName';
import type { PhotoView } from '../model';

/** What occurs in a shoot and may be named in a sentence. Text from files: it is compared, never carried out. */
export interface Vocabulary {
  /** Sorted, each once. */
  readonly cameras: readonly string[];
  readonly lenses: readonly string[];
  /** Relative to the shoot, with `/`; those that only hold folders included. */
  readonly folders: readonly string[];
  /** First and last day with a photo, `YYYY-MM-DD`; `null` where no photo has a time. */
  readonly days: { readonly first: string; readonly last: string } | null;
}

export const NO_VOCABULARY: Vocabulary = { cameras: [], lenses: [], folders: [], days: null };

export function vocabularyOf(photos: readonly PhotoView[]): Vocabulary {
  const days = sorted(photos.map(captureDay));
  const [first, last] = [days[0], days.at(-1)];
  return {
    cameras: sorted(photos.map(({ metadata }) => cameraName(metadata?.make ?? null, metadata?.model ?? null))),
    lenses: sorted(photos.map(({ metadata }) => metadata?.lens ?? null)),
    folders: sorted(photos.flatMap(({ path }) => foldersOf(path))),
    days: first === undefined || last === undefined ? null : { first, last },
  };
}

const sorted = (texts: readonly (string | null)[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text?.trim() || []))].sort(compareText);

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
