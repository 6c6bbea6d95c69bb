import { Refusal } from '../refusal';
import { encodeXmp } from './encoding';
import type { XmpWishes } from './mapping';
import { findProperty, LABEL, openPacket, type Packet, type PropertyName, type PropertySite, RATING } from './packet';
import { escapeXml, XMLNS, type XmlElement, type XmlNode } from './tree';

/** Replaces the text from `start` to `end`. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Change {
  readonly name: PropertyName;
  readonly value: string;
  readonly site: PropertySite | null;
}

/**
 * The sidecar with the wishes merged in, or `null` where it already says so. Only the bytes of the two values change;
 * a missing property becomes an attribute of a top-level `rdf:Description`. The result is parsed again and compared
 * with the original, so that anything else that differs is a refusal, never a write.
 */
export function patchXmp(bytes: Uint8Array, wishes: XmpWishes): Buffer | null {
  const packet = openPacket(bytes);
  const changes = [ratingChange(packet, wishes), labelChange(packet, wishes)].filter((change) => change !== null);
  if (changes.length === 0) return null;
  const text = applySplices(packet.text, splicesFor(packet, changes));
  const patched = encodeXmp({ encoding: packet.encoding, text });
  verify({ before: packet, after: openPacket(patched), changes });
  return patched;
}

function ratingChange(packet: Packet, { rating }: XmpWishes): Change | null {
  const site = rating && findProperty(packet, RATING);
  if (!rating || (site?.value && (rating.mode === 'fill' || Number(site.value) === rating.value))) return null;
  return { name: RATING, value: String(rating.value), site };
}

function labelChange(packet: Packet, { label }: XmpWishes): Change | null {
  const site = label && findProperty(packet, LABEL);
  if (!label || (site?.value && (label.mode === 'fill' || site.value === label.value))) return null;
  return { name: LABEL, value: label.value, site };
}

function splicesFor(packet: Packet, changes: readonly Change[]): readonly Splice[] {
  const replaced = changes.flatMap(({ value, site }) => (site ? [replacement(packet, site, value)] : []));
  const missing = changes.filter(({ site }) => site === null);
  return missing.length === 0 ? replaced : [...replaced, insertion(packet, missing)];
}

function replacement(packet: Packet, site: PropertySite, value: string): Splice {
  const text = escapeXml(value);
  if (!site.emptyElement) return { start: site.start, end: site.end, text };
  return filled(packet, site.emptyElement, text);
}

/** `<a …/>` becomes `<a …>content</a>`; what stands before the slash stays. */
function filled(packet: Packet, { tag }: XmlElement, content: string): Splice {
  const slash = packet.text.lastIndexOf('/>', tag.end);
  return { start: slash, end: tag.end, text: `>${content}</${tag.name}>` };
}

/** New properties go where their namespace is already declared, else into the first description. */
function insertion(packet: Packet, missing: readonly Change[]): Splice {
  const uri = missing[0]?.name.uri ?? '';
  const home = packet.descriptions.find((it) => prefixFor(it, uri) !== null) ?? packet.descriptions[0];
  if (!home) return newDescription(packet, missing);
  const prefix = prefixFor(home, uri) ?? freePrefix(home);
  const declaration = prefixFor(home, uri) === null ? [`xmlns:${prefix}="${uri}"`] : [];
  const last = home.tag.attributes.at(-1);
  const at = last?.end ?? home.tag.start + 1 + home.tag.name.length;
  const space = last ? spaceBefore(packet.text, last.start) : ' ';
  const attributes = missing.map(({ name, value }) => `${prefix}:${name.local}="${escapeXml(value)}"`);
  return { start: at, end: at, text: [...declaration, ...attributes].map((it) => space + it).join('') };
}

function newDescription(packet: Packet, missing: readonly Change[]): Splice {
  const rdfPrefix = packet.rdf.tag.name.split(':').at(-2);
  if (rdfPrefix === undefined) throw new Refusal('The sidecar is an empty packet without a prefix for RDF. It is left as it is.');
  const attributes = missing.map(({ name, value }) => ` xmp:${name.local}="${escapeXml(value)}"`).join('');
  const text = `<${rdfPrefix}:Description ${rdfPrefix}:about="" xmlns:xmp="${missing[0]?.name.uri ?? ''}"${attributes}/>`;
  const { rdf } = packet;
  return rdf.tag.empty ? filled(packet, rdf, text) : { start: rdf.tag.end, end: rdf.tag.end, text };
}

/** The white space in front of an attribute, so that a new one lines up with it. */
function spaceBefore(text: string, at: number): string {
  return /[ \t\r\n]+$/.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? ' ';
}

/** A prefix usable on an attribute of `element`: the default namespace does not apply to attributes. */
function prefixFor(element: XmlElement, uri: string): string | null {
  for (const [prefix, bound] of element.scope) if (bound === uri && prefix !== '') return prefix;
  return null;
}

/** A prefix that means nothing yet on `element`: whatever inside it uses the same one declares it anew. */
function freePrefix({ scope }: XmlElement): string {
  const numbered = Array.from({ length: scope.size }, (_, index) => `xmp${index + 1}`);
  return ['xmp', 'xap', ...numbered].find((prefix) => !scope.has(prefix)) ?? 'qrateXmp';
}

function applySplices(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.start - a.start)
    .reduce((result, splice) => result.slice(0, splice.start) + splice.text + result.slice(splice.end), text);
}

function verify({ before, after, changes }: { before: Packet; after: Packet; changes: readonly Change[] }): void {
  const names = changes.map(({ name }) => name);
  const written = changes.every(({ name, value }) => findProperty(after, name)?.value === value);
  if (!written || fingerprint(before, names) !== fingerprint(after, names)) {
    throw new Refusal('The edited sidecar did not read back as expected, so nothing was written.');
  }
}

/**
 * Everything a packet means, in document order, except the named properties of its top-level descriptions.
 * A description left with nothing to say counts as absent: an empty packet has none before the edit.
 */
function fingerprint(packet: Packet, except: readonly PropertyName[]): string {
  const top = new Set<XmlNode>(packet.descriptions);
  const excepted = (it: { uri: string; local: string }) => except.some(({ uri, local }) => it.uri === uri && it.local === local);
  const describe = (node: XmlNode, parent: XmlElement | null): unknown[] => {
    if (node.kind !== 'element') return [[node.kind, node.value]];
    if (parent && top.has(parent) && excepted(node)) return ['edited'];
    const attributes = node.attributes.filter((it) => it.uri !== XMLNS && !(top.has(node) && excepted(it)));
    const children = node.children.flatMap((child) => describe(child, node));
    const silent = top.has(node) && children.length === 0 && attributes.every(({ local, value }) => local === 'about' && value === '');
    return silent ? [] : [[node.uri, node.local, attributes.map(({ uri, local, value }) => [uri, local, value]), children]];
  };
  return JSON.stringify(packet.nodes.flatMap((node) => describe(node, null)));
}
