import type { Plan } from '../plan';

/** A plan without what nobody asked for, and a sentence about each thing that was left out. */
export interface Trimmed {
  readonly plan: Plan;
  readonly dropped: readonly string[];
}

const ASKS_FOR_EXPORT =
  /\b(?:export|save|write|cop(?:y|ies)|xmp|sidecars?|list|gallery|manifest|lightroom|bridge|capture\s*one|darktable|digikam|photo\s*mechanic)/iu;

/** A model may fill in a plan, but where files go, and that files are written at all, is for the person to say: with words of the sentence. */
export function onlyAsked(plan: Plan, sentence: string): Trimmed {
  const { export: to, ...rest } = plan;
  if (to === undefined) return { plan, dropped: [] };
  const { destination, ...format } = to;
  const isNamed = destination !== undefined && names(sentence, destination);
  if (!isNamed && !ASKS_FOR_EXPORT.test(sentence))
    return { plan: rest, dropped: ['The language model added an export that your sentence does not ask for; it was left out.'] };
  if (destination === undefined || isNamed) return { plan, dropped: [] };
  return {
    plan: { ...rest, export: format },
    dropped: ['The language model added a destination that your sentence does not name; it was left out. Say where the files go.'],
  };
}

/** Whether the text stands in the sentence as a word of its own. */
function names(sentence: string, destination: string): boolean {
  for (let at = sentence.indexOf(destination); at >= 0; at = sentence.indexOf(destination, at + 1)) {
    const [before, after] = [sentence[at - 1] ?? ' ', sentence.slice(at + destination.length)];
    if (/[\s"'“„(]/u.test(before) && /^(?:$|[\s"'”“),;!?]|[.]?(?:\s|$))/u.test(after)) return true;
  }
  return false;
}
