import { Refusal } from '../refusal';
import { NS, type PropertyName } from './names';
import { endOf, isElement, type Packet } from './packet';
import { indentBefore, type Splice, spaceBefore } from './splice';
import { escapeXml, type XmlElement } from './tree';

/** A property that a packet does not have yet: a plain value, or a list of words. */
export type NewProperty =
  | { readonly kind: 'value'; readonly name: PropertyName; readonly value: string }
  | { readonly kind: 'list'; readonly name: PropertyName; readonly container: 'Bag' | 'Seq'; readonly words: readonly string[] };

/**
 * Splices that add properties: plain values as attributes, lists as elements. Each goes to the description where its namespace is
 * declared already, else to the first, which then declares it.
 */
export function insertions(packet: Packet, properties: readonly NewProperty[]): readonly Splice[] {
  if (properties.length === 0) return [];
  const [first] = packet.descriptions;
  if (!first) return [newDescription(packet, properties)];
  const homes = new Map<XmlElement, NewProperty[]>();
  for (const property of properties) {
    const home = packet.descriptions.find((it) => prefixFor(it, property.name.uri) !== null) ?? first;
    homes.set(home, [...(homes.get(home) ?? []), property]);
  }
  return [...homes].flatMap(([home, own]) => intoDescription(packet, home, own));
}

function intoDescription(packet: Packet, home: XmlElement, properties: readonly NewProperty[]): readonly Splice[] {
  const prefixes = new Prefixes(home);
  const outer = indentBefore(packet.text, home.tag.start);
  const inner = outer === '' ? '' : siblingIndent(packet, home, `${outer} `);
  const attributes: string[] = [];
  const elements: string[] = [];
  for (const property of properties) {
    const name = `${prefixes.of(property.name)}:${property.name.local}`;
    if (property.kind === 'value') attributes.push(`${name}="${escapeXml(property.value)}"`);
    else elements.push(listElement({ ...property, name, rdf: prefixes.of(RDF), indent: inner }));
  }
  const tag = tagSplice(packet, home, [...prefixes.declarations, ...attributes]);
  return elements.length === 0 ? tag : [...tag, childrenSplice(packet, home, { content: elements.join(''), outer })];
}

const RDF: PropertyName = { uri: NS.rdf, local: 'RDF', prefix: 'rdf' };

/** How the elements of a description stand, where it has any. */
function siblingIndent({ text }: Packet, { children }: XmlElement, otherwise: string): string {
  const sibling = children.find(isElement);
  return sibling === undefined ? otherwise : indentBefore(text, sibling.tag.start);
}

function tagSplice({ text }: Packet, { tag }: XmlElement, attributes: readonly string[]): readonly Splice[] {
  if (attributes.length === 0) return [];
  const last = tag.attributes.at(-1);
  const at = last?.end ?? tag.start + 1 + tag.name.length;
  const space = (last && spaceBefore(text, last.start)) || ' ';
  return [{ start: at, end: at, text: attributes.map((it) => space + it).join('') }];
}

function childrenSplice(packet: Packet, home: XmlElement, { content, outer }: { content: string; outer: string }): Splice {
  if (home.tag.empty) return filled(packet, home, content + outer);
  const last = home.children.findLast(isElement);
  const at = last === undefined ? home.contentEnd : endOf(packet, last);
  return { start: at, end: at, text: last === undefined && content.startsWith('\n') ? content + outer : content };
}

interface ListText {
  readonly name: string;
  readonly container: 'Bag' | 'Seq';
  readonly words: readonly string[];
  readonly rdf: string;
  readonly indent: string;
}

function listElement({ name, container, words, rdf, indent }: ListText): string {
  const [second, third] = indent === '' ? ['', ''] : [`${indent} `, `${indent}  `];
  const items = words.map((word) => `${third}<${rdf}:li>${escapeXml(word)}</${rdf}:li>`).join('');
  return `${indent}<${name}>${second}<${rdf}:${container}>${items}${second}</${rdf}:${container}>${indent}</${name}>`;
}

/** The container of a list, as the content of a property that has none yet. */
export const listContent = (rdf: string, container: 'Bag' | 'Seq', words: readonly string[]): string =>
  `<${rdf}:${container}>${words.map((word) => `<${rdf}:li>${escapeXml(word)}</${rdf}:li>`).join('')}</${rdf}:${container}>`;

/** `<a …/>` becomes `<a …>content</a>`; what stands before the slash stays. */
export function filled({ text }: Packet, { tag }: XmlElement, content: string): Splice {
  const slash = text.lastIndexOf('/>', tag.end);
  return { start: slash, end: tag.end, text: `>${content}</${tag.name}>` };
}

/** An empty packet gets its one description. */
function newDescription(packet: Packet, properties: readonly NewProperty[]): Splice {
  const { rdf } = packet;
  const prefix = rdf.tag.name.split(':').at(-2);
  if (prefix === undefined) throw new Refusal('The sidecar is an empty packet without a prefix for RDF. It is left as it is.');
  const uris = new Map(properties.map(({ name }) => [name.prefix, name.uri]));
  const declarations = [...uris].map(([usual, uri]) => ` xmlns:${usual}="${uri}"`).join('');
  const values = properties
    .map((it) => (it.kind === 'value' ? ` ${it.name.prefix}:${it.name.local}="${escapeXml(it.value)}"` : ''))
    .join('');
  const lists = properties.map((it) =>
    it.kind === 'list' ? listElement({ ...it, name: `${it.name.prefix}:${it.name.local}`, rdf: prefix, indent: '' }) : '',
  );
  const text = `<${prefix}:Description ${prefix}:about=""${declarations}${values}>${lists.join('')}</${prefix}:Description>`;
  return rdf.tag.empty ? filled(packet, rdf, text) : { start: rdf.tag.end, end: rdf.tag.end, text };
}

/** A prefix usable on an attribute of `element`: the default namespace does not apply to attributes. */
export function prefixFor(element: XmlElement, uri: string): string | null {
  for (const [prefix, bound] of element.scope) if (bound === uri && prefix !== '') return prefix;
  return null;
}

/** Prefixes on one description: those that are bound there, and new ones that mean nothing there yet. */
class Prefixes {
  readonly #home: XmlElement;
  readonly #added = new Map<string, string>();

  constructor(home: XmlElement) {
    this.#home = home;
  }

  of({ uri, prefix }: PropertyName): string {
    const known = prefixFor(this.#home, uri) ?? this.#added.get(uri);
    if (known !== undefined) return known;
    const free = this.#free(prefix);
    this.#added.set(uri, free);
    return free;
  }

  get declarations(): readonly string[] {
    return [...this.#added].map(([uri, prefix]) => `xmlns:${prefix}="${uri}"`);
  }

  /** Whatever inside the description uses the same prefix declares it anew. */
  #free(usual: string): string {
    const taken = new Set([...this.#home.scope.keys(), ...this.#added.values()]);
    const numbered = Array.from({ length: taken.size + 1 }, (_, index) => `${usual}${index + 1}`);
    return [usual, ...(usual === 'xmp' ? ['xap'] : []), ...numbered].find((prefix) => !taken.has(prefix)) ?? `${usual}0`;
  }
}
