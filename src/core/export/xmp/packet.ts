import { Refusal } from '../refusal';
import { type DecodedText, decodeXmp } from './encoding';
import { parseXml, XMLNS, type XmlAttribute, type XmlElement, type XmlNode } from './tree';

/** Namespaces that matter here; prefixes never do. */
export const NS = {
  x: 'adobe:ns:meta/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xml: 'http://www.w3.org/XML/1998/namespace',
} as const;

/** An expanded name. `prefix` is the usual one, used where a new declaration is needed. */
export interface PropertyName {
  readonly uri: string;
  readonly local: string;
  readonly prefix: string;
}

export const RATING: PropertyName = { uri: NS.xmp, local: 'Rating', prefix: 'xmp' };
export const LABEL: PropertyName = { uri: NS.xmp, local: 'Label', prefix: 'xmp' };
export const SIDECAR_FOR: PropertyName = { uri: NS.photoshop, local: 'SidecarForExtension', prefix: 'photoshop' };

/** A sidecar taken apart: text, tree, and the `rdf:Description` elements that describe the photo. */
export interface Packet extends DecodedText {
  readonly nodes: readonly XmlNode[];
  readonly rdf: XmlElement;
  readonly descriptions: readonly XmlElement[];
}

/** Where a simple property stands. `start`–`end` is its value without surrounding white space. */
export interface PropertySite {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Set where the element is written `<xmp:Rating/>` and has no place for a value yet. */
  readonly emptyElement: XmlElement | null;
}

const is = (node: XmlNode, uri: string, local: string): node is XmlElement =>
  node.kind === 'element' && node.uri === uri && node.local === local;

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
  const sites = packet.descriptions.flatMap((description) => [
    ...description.attributes.filter((it) => it.uri === name.uri && it.local === name.local).map(attributeSite),
    ...description.children.filter((child) => is(child, name.uri, name.local)).map((child) => elementSite(packet, child, name)),
  ]);
  const [site] = sites;
  if (sites.length > 1) throw new Refusal(`The sidecar holds ${name.prefix}:${name.local} more than once. It is left as it is.`);
  return site ?? null;
}

const attributeSite = ({ value, raw }: XmlAttribute): PropertySite => ({
  value: value.trim(),
  start: raw.valueStart,
  end: raw.valueEnd,
  emptyElement: null,
});

function elementSite(packet: Packet, element: XmlElement, name: PropertyName): PropertySite {
  const qualified = element.attributes.some(({ uri, local }) => uri !== XMLNS && !(uri === NS.xml && local === 'lang'));
  const [content] = element.children;
  if (qualified || element.children.length > 1 || (content && content.kind !== 'text')) {
    throw new Refusal(`The sidecar holds ${name.prefix}:${name.local} as a structure, not as a plain value. It is left as it is.`);
  }
  if (element.tag.empty) return { value: '', start: element.tag.start, end: element.tag.end, emptyElement: element };
  const raw = packet.text.slice(element.tag.end, element.contentEnd);
  const lead = raw.trim() === '' ? 0 : raw.length - raw.trimStart().length;
  const start = element.tag.end + lead;
  return {
    value: content?.value.trim() ?? '',
    start,
    end: start + (raw.trim() === '' ? raw.length : raw.trim().length),
    emptyElement: null,
  };
}
