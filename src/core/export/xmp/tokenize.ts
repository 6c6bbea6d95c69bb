import { Refusal } from '../refusal';

/** An attribute as written. Offsets are into the text; the value lies between its quotes, still escaped. */
export interface RawAttribute {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Behind the closing quote. */
  readonly end: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface StartTag extends Span {
  readonly kind: 'start';
  readonly name: string;
  readonly attributes: readonly RawAttribute[];
  /** `<a/>`. */
  readonly empty: boolean;
}

export type Token =
  | StartTag
  | (Span & { readonly kind: 'end'; readonly name: string })
  | (Span & { readonly kind: 'text' | 'cdata' | 'comment' | 'instruction' });

const NAME_START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(`[${NAME_START}][-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040${NAME_START}]*`, 'uy');
const SPACE = /[ \t\r\n]*/y;
/** Characters that XML 1.0 forbids. Lone surrogates cannot occur: decoding was strict. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
const BAD_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)/;

/** Refuses what is not well-formed XML, with the line where it breaks. */
function broken(text: string, at: number, what: string): Refusal {
  const line = text.slice(0, at).split('\n').length;
  return new Refusal(`The sidecar is not valid XML: ${what} in line ${line}. It is left as it is.`);
}

/**
 * Splits a whole XML document into tokens that cover it without a gap, so that an edit can name exact offsets.
 * Checks what XML 1.0 asks of single tokens; nesting and namespaces are checked by `parseXml`.
 * A DOCTYPE is refused: its entities could change what the rest means.
 */
export function* tokenize(text: string): Generator<Token> {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) throw broken(text, forbidden.index, 'a forbidden control character');
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const first = at;
  while (at < text.length) {
    const token = nextToken(text, at);
    if (token.kind === 'instruction') checkInstruction(text, token, first);
    yield token;
    at = token.end;
  }
}

function nextToken(text: string, at: number): Token {
  if (text[at] !== '<') return textToken(text, at);
  if (text.startsWith('<!--', at)) return commentToken(text, at);
  if (text.startsWith('<![CDATA[', at)) return { kind: 'cdata', start: at, end: endOf(text, at, { open: '<![CDATA[', close: ']]>' }) };
  if (text.startsWith('<?', at)) return { kind: 'instruction', start: at, end: endOf(text, at, { open: '<?', close: '?>' }) };
  if (text.startsWith('<!', at)) throw new Refusal('The sidecar holds a DOCTYPE, which qrate does not edit. It is left as it is.');
  return text[at + 1] === '/' ? endTag(text, at) : startTag(text, at);
}

function endOf(text: string, at: number, marks: { readonly open: string; readonly close: string }): number {
  const close = text.indexOf(marks.close, at + marks.open.length);
  if (close < 0) throw broken(text, at, `“${marks.open}” is never closed`);
  return close + marks.close.length;
}

function textToken(text: string, at: number): Token {
  const next = text.indexOf('<', at);
  const end = next < 0 ? text.length : next;
  const content = text.slice(at, end);
  if (BAD_REFERENCE.test(content)) throw broken(text, at, 'an unknown entity');
  if (content.includes(']]>')) throw broken(text, at, 'a stray “]]>”');
  return { kind: 'text', start: at, end };
}

function commentToken(text: string, at: number): Token {
  const end = endOf(text, at, { open: '<!--', close: '-->' });
  const content = text.slice(at + 4, end - 3);
  if (content.includes('--') || content.endsWith('-')) throw broken(text, at, 'a comment with “--”');
  return { kind: 'comment', start: at, end };
}

function checkInstruction(text: string, token: Span, first: number): void {
  const target = nameAt(text, token.start + 2);
  if (target.toLowerCase() === 'xml' && token.start !== first)
    throw broken(text, token.start, 'an XML declaration that is not at the start');
  const behind = text[token.start + 2 + target.length] ?? '';
  if (!' \t\r\n?'.includes(behind) || text.slice(token.start + 2, token.end - 2).includes('<?')) {
    throw broken(text, token.start, 'a broken processing instruction');
  }
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) throw broken(text, at, 'a missing or invalid name');
  return name;
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

function endTag(text: string, at: number): Token {
  const name = nameAt(text, at + 2);
  const close = skipSpace(text, at + 2 + name.length);
  if (text[close] !== '>') throw broken(text, at, `a broken end tag “${name}”`);
  return { kind: 'end', name, start: at, end: close + 1 };
}

function startTag(text: string, start: number): StartTag {
  const name = nameAt(text, start + 1);
  const attributes: RawAttribute[] = [];
  let at = start + 1 + name.length;
  for (;;) {
    const next = skipSpace(text, at);
    if (text[next] === '>') return { kind: 'start', name, attributes, start, end: next + 1, empty: false };
    if (text.startsWith('/>', next)) return { kind: 'start', name, attributes, start, end: next + 2, empty: true };
    if (next === at) throw broken(text, at, `a broken tag “${name}”`);
    const attribute = attributeAt(text, next);
    attributes.push(attribute);
    at = attribute.end;
  }
}

function attributeAt(text: string, start: number): RawAttribute {
  const name = nameAt(text, start);
  const equals = skipSpace(text, start + name.length);
  const open = skipSpace(text, equals + 1);
  const quote = text[open];
  if (text[equals] !== '=' || (quote !== '"' && quote !== "'")) throw broken(text, start, `an attribute “${name}” without a quoted value`);
  const valueEnd = text.indexOf(quote, open + 1);
  if (valueEnd < 0) throw broken(text, start, `an attribute “${name}” that is never closed`);
  const value = text.slice(open + 1, valueEnd);
  if (value.includes('<') || BAD_REFERENCE.test(value)) throw broken(text, start, `a broken value of “${name}”`);
  return { name, start, valueStart: open + 1, valueEnd, end: valueEnd + 1 };
}
