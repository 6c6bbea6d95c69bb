import { isNamed, type PropertyName } from './names';
import type { Packet } from './packet';
import { XMLNS, type XmlElement, type XmlNode } from './tree';

/**
 * Everything a packet means, in document order, except the named properties of its top-level descriptions and the white space
 * between properties. A description left with nothing to say counts as absent: an empty packet has none before the edit.
 */
export function fingerprint(packet: Packet, except: readonly PropertyName[]): string {
  const top = new Set<XmlNode>(packet.descriptions);
  const excepted = (it: { readonly uri: string; readonly local: string }) => except.some((name) => isNamed(it, name));
  const describe = (node: XmlNode, parent: XmlElement | null): unknown[] => {
    const inTop = parent !== null && top.has(parent);
    if (node.kind !== 'element') return inTop && isSpace(node) ? [] : [[node.kind, node.value]];
    if (inTop && excepted(node)) return [];
    const attributes = node.attributes.filter((it) => it.uri !== XMLNS && !(top.has(node) && excepted(it)));
    const children = node.children.flatMap((child) => describe(child, node));
    const silent = top.has(node) && children.length === 0 && attributes.every(({ local, value }) => local === 'about' && value === '');
    return silent ? [] : [[node.uri, node.local, attributes.map(({ uri, local, value }) => [uri, local, value]), children]];
  };
  return JSON.stringify(packet.nodes.flatMap((node) => describe(node, null)));
}

const isSpace = (node: XmlNode): boolean => node.kind === 'text' && node.value.trim() === '';
