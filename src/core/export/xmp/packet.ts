import { Refusal } from '../refusal';
import { type DecodedText, decodeXmp } from './encoding';
import { isNamed, NS, type PropertyName } from './names';
import { parseXml, XMLNS, type XmlAttribute, type XmlElement, type XmlNode } from './tree';

/** A sidecar taken apart: text, tree, and the `rdf:Description` elements that describe the photo. */
export interface Packet extends DecodedText {
  readonly nodes: readonly XmlNode[];
  readonly rdf: XmlElement;
  readonly descriptions: readonly XmlElement[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a simple property stands. `start`–`end` is its value without surrounding white space. */
export interface PropertySite extends Range {
  readonly value: string;
  /** All of it, with the white space in front: what goes when the property goes. */
  readonly whole: Range;
  /** Set where the element is written `<xmp:Rating/>` and has no place for a value yet. */
  readonly emptyElement: XmlElement | null;
}

export const isElement = (node: XmlNode): node is XmlElement => node.kind === 'element';

const is = (node: XmlNode, uri: string, local: string): node is XmlElement =>
  node.kind === 'element' && node.uri === uri && node.local === local;

/** Offset behind an element's last character. */
export const endOf = ({ text }: { readonly text: string }, { tag, contentEnd }: XmlElement): number =>
  tag.empty ? tag.end : text.indexOf('>', contentEnd) + 1;

/** The range with the white space in front of it. */
export function withSpace({ text }: { readonly text: string }, { start, end }: Range): Range {
  let from = start;
  while (from > 0 && ' \t\r\n'.includes(text[from - 1] ?? 'x')) from -= 1;
  return { start: from, end };
}

/** The elements of a property in all descriptions. */
export const elementsOf = (packet: Packet, name: PropertyName): readonly XmlElement[] =>
  packet.descriptions.flatMap(({ children }) => children.filter((child) => is(child, name.uri, name.local)));

/** Whether the property is written as an attribute of a description. */
export const hasAttribute = (packet: Packet, name: PropertyName): boolean =>
  packet.descriptions.some(({ attributes }) => attributes.some((it) => isNamed(it, name)));

export const repeated = (name: PropertyName): Refusal =>
  new Refusal(`The sidecar holds ${name.prefix}:${name.local} more than once. It is left as it is.`);

/** Parses a whole sidecar. Refuses what it could not edit with certainty; the sentence says why. */
export function openPacket(bytes: Uint8Array): Packet {
  const decoded = decodeXmp(bytes);
  const { root, nodes } = parseXml(decoded.text);
  const candidates: readonly XmlNode[] = root.uri === NS.x ? root.children : [root];
  const [rdf, second] = candidates.filter((node) => is(node, NS.rdf, 'RDF'));
  if (!rdf || second) throw new Refusal('The sidecar does not hold exactly one rdf:RDF element, so it is not an XMP packet.');
  return { ...decoded, nodes, rdf, descriptions: descriptionsOf(rdf) };
}

function descriptionsOf(rdf: XmlElement): readonly XmlElement[] {
  const elements = rdf.children.filter((child) => child.kind === 'element');
  const descriptions = elements.filter((child) => is(child, NS.rdf, 'Description'));
  const stray = rdf.children.some((child) => child.kind === 'cdata' || (child.kind === 'text' && child.value.trim() !== ''));
  if (stray || descriptions.length !== elements.length) {
    throw new Refusal('The sidecar writes its RDF in a form that XMP does not allow. It is left as it is.');
  }
  // XMP part 1, 7.4: all top-level descriptions are about one resource; an empty rdf:about means the same one.
  const resources = new Set(descriptions.map(about).filter((uri) => uri !== ''));
  if (resources.size > 1) throw new Refusal('The sidecar describes several resources, so it is not clear which is this photo.');
  return descriptions;
}

function about(description: XmlElement): string {
  const found = description.attributes.find(({ uri, local }) => local === 'about' && (uri === NS.rdf || uri === ''));
  return found?.value ?? '';
}

/**
 * Finds a simple property in attribute or element form. `null` where there is none.
 * Refuses a property that occurs twice and one that is not simple text.
 */
export function findProperty(packet: Packet, name: PropertyName): PropertySite | null {
  const sites = [
    ...packet.descriptions.flatMap(({ attributes }) => attributes.filter((it) => isNamed(it, name))).map((it) => attributeSite(packet, it)),
    ...elementsOf(packet, name).map((element) => elementSite(packet, element, name)),
  ];
  const [site] = sites;
  if (sites.length > 1) throw repeated(name);
  return site ?? null;
}

const attributeSite = (packet: Packet, { value, raw }: XmlAttribute): PropertySite => ({
  value: value.trim(),
  start: raw.valueStart,
  end: raw.valueEnd,
  whole: withSpace(packet, raw),
  emptyElement: null,
});

function elementSite(packet: Packet, element: XmlElement, name: PropertyName): PropertySite {
  const qualified = element.attributes.some(({ uri, local }) => uri !== XMLNS && !(uri === NS.xml && local === 'lang'));
  const [content] = element.children;
  if (qualified || element.children.length > 1 || (content && content.kind !== 'text')) {
    throw new Refusal(`The sidecar holds ${name.prefix}:${name.local} as a structure, not as a plain value. It is left as it is.`);
  }
  const whole = withSpace(packet, { start: element.tag.start, end: endOf(packet, element) });
  if (element.tag.empty) return { value: '', start: element.tag.start, end: element.tag.end, whole, emptyElement: element };
  const raw = packet.text.slice(element.tag.end, element.contentEnd);
  const lead = raw.trim() === '' ? 0 : raw.length - raw.trimStart().length;
  const start = element.tag.end + lead;
  return {
    value: content?.value.trim() ?? '',
    start,
    end: start + (raw.trim() === '' ? raw.length : raw.trim().length),
    whole,
    emptyElement: null,
  };
}
