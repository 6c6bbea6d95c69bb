import { XMP_PROFILES } from '../../export/xmp/profiles';
import type { Plan } from '../plan';
import { phrase, type Reading, type Rule, type RuleContext } from './rule';

type Export = NonNullable<Plan['export']>;

/** In quotes, or something that looks like a path: `./out`, `/tmp/x`, `~/x`, `C:\x`, `a/b`, `list.txt`. */
const PATH = `("[^"]{1,300}"|'[^']{1,300}'|(?:\\.{1,2}[\\\\/]|[\\\\/]|~[\\\\/]|[a-z]:[\\\\/])[^\\s"']*|[\\w-][\\w.-]*[\\\\/][^\\s"']*|[\\w-]+\\.(?:txt|csv|json|ndjson|jsonl))`;
const WHERE = `(?:\\s+(?:to|into|in|at|as|under)\\s+(?:the\\s+|a\\s+)?(?:folder\\s+|directory\\s+|file\\s+)?${PATH})`;
const PROGRAM = '(lightroom(?: classic)?|adobe|bridge|camera raw|capture one|darktable|digikam|photo mechanic)';
const VERB =
  '(?:(?:and\\s+|then\\s+)*(?:export|write|save|output|make|build|create|give|hand|put)(?:\\s+(?:me|them|these|those|it|everything))?\\s+)?';

const profileOf = (program: string | undefined): Export['profile'] => {
  if (program === undefined) return undefined;
  return XMP_PROFILES.find((id) => id === program.replace(' ', '-')) ?? 'lightroom';
};

/** What an export becomes: the path keeps the letter case that was typed. */
function exporting(
  format: Export['format'],
  words: { readonly match: RegExpExecArray; readonly original: string },
  at: { path: number; program?: number },
) {
  const { match, original } = words;
  const said = match[at.path];
  const offset = said === undefined ? -1 : match.index + match[0].lastIndexOf(said);
  const destination = said === undefined ? undefined : cleanPath(original.slice(offset, offset + said.length));
  const profile = at.program === undefined ? undefined : profileOf(match[at.program]);
  const made: Export = { format, ...(destination === undefined ? {} : { destination }), ...(profile === undefined ? {} : { profile }) };
  return { meaning: meaningOf(made), export: made };
}

const cleanPath = (text: string): string | undefined => text.replace(/^["']|["']$|[,;.!?]+$/g, '').trim() || undefined;

const FORMAT_WORDS: Readonly<Record<Export['format'], string>> = {
  copy: 'copies of the originals',
  xmp: 'XMP sidecars',
  list: 'a list of paths',
  gallery: 'a gallery',
  manifest: 'a manifest',
};

export const meaningOf = ({ format, destination, profile }: Export): string =>
  `export ${FORMAT_WORDS[format]}${profile === undefined ? '' : ` for ${profile}`}${destination === undefined ? '' : ` to ${destination}`}`;

const rule = (pattern: string, format: Export['format'], at: { path: number; program?: number }): Rule => ({
  pattern: new RegExp(pattern, 'g'),
  read: (match, { original }) => exporting(format, { match, original }, at),
});

export const EXPORT_RULES: readonly Rule[] = [
  rule(
    `\\b${VERB}(?:(?:as|with|to|in|into)\\s+)?(?:xmp(?:\\s+(?:sidecars?|files?))?|sidecars?)(?:\\s+for\\s+${PROGRAM})?${WHERE}?(?![\\w])`,
    'xmp',
    { program: 1, path: 2 },
  ),
  rule(`\\b${VERB}(?:for|into|to|in)\\s+${PROGRAM}\\b`, 'xmp', { program: 1, path: 2 }),
  rule(`\\b(?:and\\s+|then\\s+)*(?:export\\s+(?:a\\s+)?)?cop(?:y|ied)(?:\\s+(?:them|these|those|it|the\\s+originals))?${WHERE}`, 'copy', {
    path: 1,
  }),
  rule(
    `\\b${VERB}(?:(?:as|into)\\s+)?(?:an?\\s+|the\\s+)?(?:html\\s+|web\\s+|static\\s+)*(?:gallery|contact\\s+sheet)${WHERE}?(?![\\w])`,
    'gallery',
    { path: 1 },
  ),
  rule(`\\b${VERB}(?:as\\s+)?(?:an?\\s+|the\\s+)?(?:json\\s+)?manifest${WHERE}?(?![\\w])`, 'manifest', { path: 1 }),
  rule(
    `\\b(?:${VERB}as|(?:export|write|save|make|create))\\s+(?:an?\\s+|the\\s+)?(?:plain\\s+|text\\s+|path\\s+|file\\s+)*list(?:\\s+of\\s+(?:paths|files|names))?${WHERE}?(?![\\w])`,
    'list',
    { path: 1 },
  ),
  rule(`\\b(?:and\\s+|then\\s+)*(?:export|save|put)(?:\\s+(?:them|these|those|it|everything|the\\s+originals))?${WHERE}`, 'copy', {
    path: 1,
  }),
  {
    pattern: /\b(?:and\s+|then\s+)*copy\b(?:\s+(?:them|these|those|it)\b)?/g,
    read: () => ({ meaning: meaningOf({ format: 'copy' }), export: { format: 'copy' } }),
  },
  { pattern: new RegExp(`\\b(?:to|into)\\s+(?:the\\s+|a\\s+)?(?:folder\\s+|directory\\s+|file\\s+)?${PATH}`, 'g'), read: lonePath },
];

/** “copy the best 5 to ./out”: the path stands apart from its verb. */
function lonePath(match: RegExpExecArray, { original }: RuleContext): Reading | null {
  const { export: made } = exporting('copy', { match, original }, { path: 1 });
  return made.destination === undefined ? null : { meaning: `export to ${made.destination}`, destination: made.destination };
}

/** What qrate never does, however it is asked. */
export const NEVER =
  /^(?:please\s+)?(?:delete|erase|destroy|wipe|trash|purge|shred|unlink|overwrite|rename|move|rm|format|edit|retouch|crop|upload|e-?mail|send|publish|post|share)\b|(?:\b(?:and|then)|[;&|,.])\s*(?:please\s+|then\s+|and\s+)*(?:delete|erase|destroy|wipe|trash|purge|shred|unlink|overwrite|rename|move|rm|format|upload|e-?mail|send|publish|post)\b/;

export const PRESET_RULES: readonly Rule[] = [
  phrase(
    'for\\s+(?:an?\\s+|the\\s+|my\\s+)?(?:(?:photo\\s+)?exhibition|exhibit|show|gallery\\s+wall|wall|large\\s+prints?|prints?|printing|portfolio)|exhibition(?:\\s+(?:quality|grade|ready))?',
    {
      meaning: 'as the preset Exhibition',
      preset: 'Exhibition',
    },
  ),
  phrase(
    '(?:as\\s+|for\\s+)?(?:the\\s+|my\\s+|an?\\s+)?clients?(?:\\s+(?:proofs?|proofing|review|selection))?|(?:as\\s+|for\\s+)?(?:proofs|proofing)',
    {
      meaning: 'as the preset Client proofs',
      preset: 'Client proofs',
    },
  ),
  phrase('(?:for\\s+)?(?:the\\s+|my\\s+|an?\\s+)?(?:web\\s?site|web|blog|internet|instagram|social\\s+media|online)(?:\\s+use)?', {
    meaning: 'as the preset Web',
    preset: 'Web',
  }),
  phrase('(?:for\\s+)?triage', { meaning: 'as the preset Triage', preset: 'Triage' }),
];
