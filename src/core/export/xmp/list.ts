import { Refusal } from '../refusal';
import { NS, type PropertyName } from './names';
import { elementsOf, hasAttribute, isElement, type Packet, repeated } from './packet';
import { XMLNS, type XmlElement } from './tree';

/** Where a list (`rdf:Bag` or `rdf:Seq`) stands. */
export interface ListSite {
  readonly element: XmlElement;
  /** `null` where the property is there, but holds no list yet. */
  readonly container: XmlElement | null;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly element: XmlElement;
  /** Its text, trimmed; `null` for an item that is not plain text. */
  readonly text: string | null;
}

/** Finds a list of words; `null` where there is none. Refuses one that occurs twice, and every form but Bag and Seq. */
export function findList(packet: Packet, name: PropertyName): ListSite | null {
  const [element, second] = elementsOf(packet, name);
  if (second || (element && hasAttribute(packet, name))) throw repeated(name);
  if (hasAttribute(packet, name)) throw notAList(name);
  return element ? listIn(element, name) : null;
}

const notAList = ({ prefix, local }: PropertyName): Refusal =>
  new Refusal(`The sidecar holds ${prefix}:${local} in another form than a list of words. It is left as it is.`);

function listIn(element: XmlElement, name: PropertyName): ListSite {
  const [container, second] = element.children.filter(isElement);
  const stray = element.children.some((it) => it.kind === 'cdata' || (it.kind === 'text' && it.value.trim() !== ''));
  const isList = container === undefined || (container.uri === NS.rdf && ['Bag', 'Seq'].includes(container.local));
  if (second || stray || !isList || element.attributes.some(({ uri }) => uri !== XMLNS)) throw notAList(name);
  return { element, container: container ?? null, items: container === undefined ? [] : itemsOf(container, name) };
}

function itemsOf(container: XmlElement, name: PropertyName): readonly ListItem[] {
  const elements = container.children.filter(isElement);
  if (elements.some(({ uri, local }) => uri !== NS.rdf || local !== 'li')) throw notAList(name);
  return elements.map((element) => ({ element, text: plainText(element) }));
}

function plainText({ children, attributes }: XmlElement): string | null {
  const plain = children.every(({ kind }) => kind === 'text' || kind === 'comment');
  if (!plain || attributes.some(({ uri, local }) => uri !== XMLNS && !(uri === NS.xml && local === 'lang'))) return null;
  return children
    .map((it) => (it.kind === 'text' ? it.value : ''))
    .join('')
    .trim();
}
