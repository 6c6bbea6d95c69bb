import { Refusal } from '../refusal';
import { type RawAttribute, type StartTag, type Token, tokenize } from './tokenize';

export interface XmlAttribute {
  /** Namespace URI; empty for an attribute without a prefix. */
  readonly uri: string;
  readonly local: string;
  /** Unescaped, white space normalised. */
  readonly value: string;
  readonly raw: RawAttribute;
}

export interface XmlElement {
  readonly kind: 'element';
  readonly uri: string;
  readonly local: string;
  readonly tag: StartTag;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Prefixes in scope and their URIs. */
  readonly scope: ReadonlyMap<string, string>;
  /** Offset of the end tag; of the tag's end where the element is empty. */
  readonly contentEnd: number;
}

export interface XmlLeaf {
  readonly kind: 'text' | 'cdata' | 'comment' | 'instruction';
  /** Text is unescaped; everything else is as written. */
  readonly value: string;
}

export type XmlNode = XmlElement | XmlLeaf;

export const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';
const MAX_DEPTH = 200;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

type OpenElement = Omit<XmlElement, 'kind' | 'contentEnd' | 'children'> & { readonly children: XmlNode[] };

const malformed = (what: string): Refusal => new Refusal(`The sidecar is not valid XML: ${what}. It is left as it is.`);

/**
 * The document as a tree with namespaces resolved by URI (Namespaces in XML 1.0). Every node outside the root is kept too.
 * Refuses unbalanced tags, unbound prefixes, repeated attributes, more than one root and text beside it.
 */
export function parseXml(text: string): { readonly root: XmlElement; readonly nodes: readonly XmlNode[] } {
  const nodes: XmlNode[] = [];
  const stack: OpenElement[] = [];
  for (const token of tokenize(text)) {
    if (token.kind === 'start') stack.push(open(text, token, stack));
    const done = finished(text, token, stack);
    if (done) (stack.at(-1)?.children ?? nodes).push(done);
  }
  const unclosed = stack.at(-1);
  if (unclosed) throw malformed(`“${unclosed.tag.name}” is never closed (is the file cut off?)`);
  return { root: onlyRoot(nodes), nodes };
}

/** The node that `token` completes, if it completes one. */
function finished(text: string, token: Token, stack: OpenElement[]): XmlNode | null {
  if (token.kind !== 'start' && token.kind !== 'end') return leaf(text, token);
  if (token.kind === 'start' && !token.empty) return null;
  const element = stack.pop();
  if (element?.tag.name !== token.name) throw malformed(`“</${token.name}>” closes nothing that is open`);
  return { kind: 'element', ...element, contentEnd: token.kind === 'end' ? token.start : token.end };
}

function open(text: string, tag: StartTag, stack: readonly OpenElement[]): OpenElement {
  if (stack.length >= MAX_DEPTH) throw malformed(`its elements are nested deeper than ${MAX_DEPTH} levels`);
  const scope = scopeOf(text, tag, stack.at(-1)?.scope ?? new Map([['xml', XML]]));
  const attributes = tag.attributes.map((raw) => resolveAttribute(text, raw, scope));
  refuseRepeated(attributes);
  return { ...resolve(tag.name, scope, scope.get('') ?? ''), tag, attributes, scope, children: [] };
}

function leaf(text: string, token: Exclude<Token, { kind: 'start' | 'end' }>): XmlLeaf {
  const raw = text.slice(token.start, token.end);
  return { kind: token.kind, value: token.kind === 'text' ? unescapeXml(raw) : raw };
}

function onlyRoot(nodes: readonly XmlNode[]): XmlElement {
  const roots = nodes.filter((node) => node.kind === 'element');
  const stray = nodes.some((node) => node.kind === 'cdata' || (node.kind === 'text' && /[^ \t\r\n]/.test(node.value)));
  const [root] = roots;
  if (!root || roots.length > 1 || stray) throw malformed('it needs one root element and no text beside it');
  return root;
}

function scopeOf(text: string, token: StartTag, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const declared = token.attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  const scope = new Map(outer);
  for (const { name, valueStart, valueEnd } of declared) {
    const uri = unescapeXml(text.slice(valueStart, valueEnd));
    if (name !== 'xmlns' && uri === '') throw malformed(`the prefix “${name.slice(6)}” is bound to nothing`);
    scope.set(name.slice(6), uri);
  }
  return scope;
}

function resolve(name: string, scope: ReadonlyMap<string, string>, unprefixed: string): { readonly uri: string; readonly local: string } {
  const [prefix, local, more] = name.includes(':') ? name.split(':') : [null, name];
  if (prefix === null) return { uri: unprefixed, local: name };
  if (!prefix || !local || more !== undefined) throw malformed(`“${name}” is not a valid name`);
  const uri = scope.get(prefix);
  if (uri === undefined) throw malformed(`the prefix “${prefix}” is not bound to a namespace`);
  return { uri, local };
}

function resolveAttribute(text: string, raw: RawAttribute, scope: ReadonlyMap<string, string>): XmlAttribute {
  const value = unescapeXml(text.slice(raw.valueStart, raw.valueEnd).replace(/\r\n|[\t\r\n]/g, ' '));
  if (raw.name === 'xmlns') return { uri: XMLNS, local: '', value, raw };
  if (raw.name.startsWith('xmlns:')) return { uri: XMLNS, local: raw.name.slice(6), value, raw };
  return { ...resolve(raw.name, scope, ''), value, raw };
}

function refuseRepeated(attributes: readonly XmlAttribute[]): void {
  const seen = new Set<string>();
  for (const { uri, local, raw } of attributes) {
    const key = `${uri} ${local}`;
    if (seen.has(key)) throw malformed(`the attribute “${raw.name}” occurs twice in one tag`);
    seen.add(key);
  }
}

/** Resolves the five entities and character references. */
export function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([a-z]+));/g, (_, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? '';
    const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
    const control = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
    if (control || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw malformed('a character reference names no character');
    return String.fromCodePoint(code);
  });
}

/** Escapes for an attribute value in either kind of quotes, and for text. */
export const escapeXml = (value: string): string => value.replace(/[&<>"'\t\r\n]/g, (character) => `&#${character.codePointAt(0)};`);
