import { XMP_PROFILES } from '../../export/xmp/profiles';
import type { Plan } from '../plan';
import { phrase, type Reading, type Rule, type RuleContext } from './rule';

type Export = NonNullable<Plan['export']>;

/** Fractions, f-numbers and dates in figures look like paths and are none. */
const NO_PATH = '(?!f/\\d|[\\d.]+[\\\\/][\\d./]+(?:s|secs?)?(?![\\w-]))';
const LIST_FILE = '[\\w-]+\\.(?:txt|csv|json|ndjson|jsonl)';
const SURE_PATH = `"[^"]{1,300}"|'[^']{1,300}'|(?:\\.{1,2}[\\\\/]|[\\\\/]|~[\\\\/]|[a-z]:[\\\\/])[^\\s"']*`;
/** A bare word is a folder where “folder” or “copy to” stands before it. */
const BARE =
  '(?<=\\b(?:folder|directory)\\s|\\bcop(?:y|ied)\\s(?:(?:them|these|those|it|the\\soriginals)\\s)?(?:in)?to\\s)(?!(?:the|an?|my|our|this|folder|directory|lightroom|adobe|bridge|capture|darktable|digikam|photo)\\b)[a-z_][\\w-]*';
/** In quotes, or something that looks like a path: `./out`, `/tmp/x`, `~/x`, `C:\x`, `a/b`, `list.txt`. */
const PATH = `(${SURE_PATH}|${NO_PATH}[\\w-][\\w.-]*[\\\\/][^\\s"']*|${LIST_FILE}|${BARE})`;
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
  const made: Export = {
    format: format === 'copy' ? formatFor(destination) : format,
    ...(destination === undefined ? {} : { destination }),
    ...(profile === undefined ? {} : { profile }),
  };
  return { meaning: meaningOf(made), export: made };
}

/** What goes into a file of this name: a list of paths, or facts one a line; into a folder go copies. */
export function formatFor(destination: string | undefined): Export['format'] {
  if (/\.(?:txt|csv|json)$/i.test(destination ?? '')) return 'list';
  return /\.(?:ndjson|jsonl)$/i.test(destination ?? '') ? 'manifest' : 'copy';
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

/** “from the gallery” is a place, not an export. */
const PLACE = '(?<!\\b(?:in|at|from|of|inside|around|near)\\s(?:(?:an?|the|my|this)\\s)?)';

export const EXPORT_RULES: readonly Rule[] = [
  rule(`\\b${PROGRAM}\\s+(?:exports?|sidecars?|xmp(?:\\s+(?:sidecars?|files?))?)${WHERE}?(?![\\w])`, 'xmp', { program: 1, path: 2 }),
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
    `\\b${PLACE}${VERB}(?:(?:as|into)\\s+)?(?:an?\\s+|the\\s+)?(?:html\\s+|web\\s+|static\\s+)*(?:gallery|contact\\s+sheet)${WHERE}?(?![\\w])`,
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
  // “Copies” alone are doubles.
  {
    pattern: /\bas\s+copies\b|\bcopies(?=\s+(?:to|into)\s|\s+in\s+(?:\.{1,2}|~)[\\/])/g,
    read: () => ({ meaning: meaningOf({ format: 'copy' }), export: { format: 'copy' } }),
  },
  {
    pattern: /\b(?<!\b(?:an?|the|one)\s)(?:and\s+|then\s+)*copy\b(?:\s+(?:them|these|those|it)\b)?/g,
    read: () => ({ meaning: meaningOf({ format: 'copy' }), export: { format: 'copy' } }),
  },
  phrase('(?:with\\s+)?(?:the\\s+)?best\\s+(?:ones?\\s+)?first|ranked|in\\s+(?:the\\s+)?order\\s+of\\s+(?:choice|quality|preference)', {
    meaning: 'the best first',
    order: 'choice',
  }),
  { pattern: new RegExp(`\\b(?:to|into)\\s+(?:the\\s+|a\\s+)?(?:folder\\s+|directory\\s+|file\\s+)?${PATH}`, 'g'), read: lonePath },
];

/** After the folders of the shoot: “a gallery for the web in ./g”. */
export const LATE_EXPORT_RULES: readonly Rule[] = [
  { pattern: /\b(?:in|under|at)\s+(?:the\s+|a\s+)?(?:folder\s+|directory\s+)?((?:\.{1,2}[\\/]|~[\\/])[^\s"']*)/g, read: lonePath },
];

/** “copy the best 5 to ./out”: the path stands apart from its verb. */
function lonePath(match: RegExpExecArray, { original }: RuleContext): Reading | null {
  const { export: made } = exporting('copy', { match, original }, { path: 1 });
  return made.destination === undefined ? null : { meaning: `export to ${made.destination}`, destination: made.destination };
}

/** What qrate never does, however it is asked. */
const NEVER =
  /^(?:please\s+)?(?:delete|erase|destroy|wipe|trash|purge|shred|unlink|overwrite|rename|move|rm|format|edit|retouch|crop|upload|e-?mail|send|publish|post|share)\b|(?:\b(?:and|then)|[;&|,.])\s*(?:please\s+|then\s+|and\s+)*(?:delete|erase|destroy|wipe|trash|purge|shred|unlink|overwrite|rename|move|rm|format|upload|e-?mail|send|publish|post)\b/;

/** What a person decides, and no sentence does. */
const DECIDES = /^(?:please\s+)?(?:rate|mark|tag|flag|unflag|star|reject|approve|label\s+(?!red\b|yellow\b|green\b|blue\b|purple\b))\b/;

/** Why a sentence in lower case asks for what no plan does; `null` = it does not. */
export function notOurs(lower: string): string | null {
  const never = NEVER.exec(lower)?.[0].trim();
  if (never !== undefined)
    return `“${never}” is nothing that qrate does: it never deletes, moves, changes or sends photos. It selects and exports.`;
  const decides = DECIDES.exec(lower)?.[0].trim();
  return decides === undefined
    ? null
    : `“${decides}” is for you to do: a sentence selects and exports, and decides about no photo. Ask for the photos first.`;
}

/** “at the exhibition” says where, “photos of the client” says whom: neither says what for. */
const NOT_WHERE = '(?<!\\b(?:in|at|from|of|with|inside|near|during|spider|cob)\\s(?:(?:an?|the|my|our|this)\\s)?)';

export const PRESET_RULES: readonly Rule[] = [
  phrase(
    `for\\s+(?:an?\\s+|the\\s+|my\\s+)?(?:(?:photo\\s+)?exhibition|exhibit|show|gallery\\s+wall|wall|large\\s+prints?|prints?|printing|portfolio)|${NOT_WHERE}exhibition(?:\\s+(?:quality|grade|ready))?`,
    { meaning: 'as the preset Exhibition', preset: 'Exhibition' },
  ),
  phrase(
    `(?:as|for)\\s+(?:the\\s+|my\\s+|an?\\s+)?clients?(?:\\s+(?:proofs?|proofing|review|selection))?|${NOT_WHERE}clients?(?:\\s+(?:proofs?|proofing|review|selection))?|(?:as\\s+|for\\s+)?(?:proofs|proofing)`,
    { meaning: 'as the preset Client proofs', preset: 'Client proofs' },
  ),
  phrase(
    `for\\s+(?:the\\s+|my\\s+|an?\\s+)?(?:web\\s?site|web|blog|internet|instagram|social\\s+media|online)(?:\\s+use)?|${NOT_WHERE}(?:web\\s?site|web|blog|internet|instagram|social\\s+media|online)(?:\\s+use)?`,
    { meaning: 'as the preset Web', preset: 'Web' },
  ),
  phrase('(?:for\\s+)?triage', { meaning: 'as the preset Triage', preset: 'Triage' }),
];
