import { QrateError } from '../errors';
import type { Decision } from '../model';
import type { DecisionField, Disagreement, Voice } from './reports';
import { decidedWords, fieldWord, personWord } from './words';

/** Whose word is to count: one's own, the other one's, that of somebody whose name holds `author`, or one line's on one field alone. */
export type Take =
  | { readonly side: 'mine' | 'theirs' }
  | { readonly author: string }
  | { readonly line: string; readonly field: DecisionField };

/** The values that settle `disagreements`, by path. Throws QrateError('usage') where nobody, or more than one, is meant. */
export function settling(disagreements: readonly Disagreement[], take: Take, me: string | null): ReadonlyMap<string, Partial<Decision>> {
  const patches = new Map<string, Partial<Decision>>();
  for (const disagreement of disagreements) {
    if ('field' in take && take.field !== disagreement.field) continue;
    const { path, field } = disagreement;
    patches.set(path, { ...patches.get(path), [field]: valueTaken(disagreement, take, me) });
  }
  return patches;
}

function valueTaken(disagreement: Disagreement, take: Take, me: string | null): Voice['value'] {
  const meant = disagreement.voices.filter((voice) => isMeant(voice, take, me));
  const [value, ...others] = new Set(meant.map((voice) => voice.value));
  if (value === undefined) throw refusal(disagreement, nobody(take));
  if (others.length > 0) throw refusal(disagreement, 'They do not agree among themselves');
  return value;
}

function isMeant({ author, id }: Voice, take: Take, me: string | null): boolean {
  if ('line' in take) return id === take.line;
  if ('author' in take) return personWord(author).toLowerCase().includes(take.author.trim().toLowerCase());
  return (take.side === 'mine') === (author === me);
}

function nobody(take: Take): string {
  if ('line' in take) return 'That line does not speak any more';
  if ('author' in take) return `None of them is called ${JSON.stringify(take.author)}`;
  return take.side === 'mine' ? 'None of them is you' : 'There is nobody else';
}

function refusal({ path, field, voices }: Disagreement, why: string): QrateError {
  const said = voices.map(({ author, value }) => `${personWord(author)} (${decidedWords({ [field]: value })})`).join(', ');
  return new QrateError(
    'usage',
    `${why}: the ${fieldWord[field]} of ${JSON.stringify(path)} was given by ${said}. Name one of them, or decide anew.`,
  );
}
