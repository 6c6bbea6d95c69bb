import { Refusal } from '../refusal';
import { sameText } from './channels';
import { encodeXmp } from './encoding';
import { fingerprint } from './fingerprint';
import { filled, insertions, listContent, type NewProperty, prefixFor } from './insert';
import { findList, type ListSite } from './list';
import { NS, type PropertyName } from './names';
import { endOf, findProperty, openPacket, type Packet, type PropertySite, withSpace } from './packet';
import { DEFAULT_STYLE, type XmpStyle } from './profiles';
import { valuesOf } from './read';
import { applySplices, type Splice, spaceBefore } from './splice';
import { escapeXml, type XmlElement } from './tree';
import { type ListTarget, targetsFor, type ValueTarget, type XmpWishes } from './wishes';

interface ValueChange {
  readonly name: PropertyName;
  readonly value: string | null;
  readonly site: PropertySite | null;
}

interface ListChange {
  readonly name: PropertyName;
  readonly container: 'Bag' | 'Seq';
  readonly site: ListSite | null;
  readonly add: readonly string[];
  readonly remove: readonly XmlElement[];
  /** The texts of the list as it must be then. */
  readonly result: readonly (string | null)[];
}

interface Changes {
  readonly values: readonly ValueChange[];
  readonly lists: readonly ListChange[];
}

/**
 * The sidecar with the wishes merged in, or `null` where it already says so. Only the bytes of the values change; a missing value
 * becomes an attribute of a top-level `rdf:Description`, a missing list an element in it. The result is parsed again and
 * compared with the original, so that anything else that differs is a refusal, never a write.
 */
export function patchXmp(bytes: Uint8Array, wishes: XmpWishes, style: XmpStyle = DEFAULT_STYLE): Buffer | null {
  const packet = openPacket(bytes);
  const targets = targetsFor(wishes, style, valuesOf(packet));
  const changes: Changes = {
    values: targets.values.flatMap((target) => valueChange(packet, target) ?? []),
    lists: targets.lists.flatMap((target) => listChange(packet, target) ?? []),
  };
  if (changes.values.length + changes.lists.length === 0) return null;
  const patched = encodeXmp({ encoding: packet.encoding, text: applySplices(packet.text, splicesFor(packet, changes)) });
  verify({ before: packet, after: openPacket(patched), changes });
  return patched;
}

function valueChange(packet: Packet, { property, value, follow }: ValueTarget): ValueChange | null {
  const site = findProperty(packet, property);
  if (site === null && (value === null || follow)) return null;
  if (site !== null && value !== null && sameText(site.value, value)) return null;
  return { name: property, value, site };
}

function listChange(packet: Packet, target: ListTarget): ListChange | null {
  const site = findList(packet, target.property);
  if (site === null && target.follow) return null;
  const items = site?.items ?? [];
  const add = target.add.filter((word) => !items.some(({ text }) => text === word));
  const gone = items.filter(({ text }) => text !== null && target.remove.includes(text));
  if (add.length + gone.length === 0) return null;
  const result = [...items.filter((it) => !gone.includes(it)).map(({ text }) => text), ...add];
  return { name: target.property, container: target.container, site, add, remove: gone.map(({ element }) => element), result };
}

function splicesFor(packet: Packet, { values, lists }: Changes): readonly Splice[] {
  const missing: readonly NewProperty[] = [
    ...values.flatMap(({ name, value, site }) => (site === null && value !== null ? [{ kind: 'value', name, value } as const] : [])),
    ...lists.flatMap(({ name, container, site, add }) => (site === null ? [{ kind: 'list', name, container, words: add } as const] : [])),
  ];
  return [
    ...values.flatMap(({ value, site }) => (site === null ? [] : [valueSplice(packet, site, value)])),
    ...lists.flatMap((change) => (change.site === null ? [] : listSplices(packet, change, change.site))),
    ...insertions(packet, missing),
  ];
}

function valueSplice(packet: Packet, { whole, emptyElement, start, end }: PropertySite, value: string | null): Splice {
  if (value === null) return { ...whole, text: '' };
  const text = escapeXml(value);
  return emptyElement ? filled(packet, emptyElement, text) : { start, end, text };
}

function listSplices(packet: Packet, change: ListChange, { element, container, items }: ListSite): readonly Splice[] {
  if (change.result.length === 0) return [removal(packet, element)];
  const removed = change.remove.map((item) => removal(packet, item));
  if (change.add.length === 0) return removed;
  if (container === null) return [listInto(packet, element, change)];
  const prefix = container.tag.name.includes(':') ? `${container.tag.name.split(':')[0]}:` : '';
  const words = change.add.map((word) => `<${prefix}li>${escapeXml(word)}</${prefix}li>`);
  const last = items.at(-1)?.element;
  if (container.tag.empty) return [filled(packet, container, words.join(''))];
  const at = last === undefined ? container.contentEnd : endOf(packet, last);
  const space = last === undefined ? '' : spaceBefore(packet.text, last.tag.start);
  return [...removed, { start: at, end: at, text: words.map((word) => space + word).join('') }];
}

const removal = (packet: Packet, element: XmlElement): Splice => ({
  ...withSpace(packet, { start: element.tag.start, end: endOf(packet, element) }),
  text: '',
});

function listInto(packet: Packet, element: XmlElement, { container, add }: ListChange): Splice {
  const rdf = prefixFor(element, NS.rdf);
  if (rdf === null) throw new Refusal('The sidecar has an empty list without a prefix for RDF. It is left as it is.');
  const content = listContent(rdf, container, add);
  return element.tag.empty ? filled(packet, element, content) : { start: element.contentEnd, end: element.contentEnd, text: content };
}

function verify({ before, after, changes: { values, lists } }: { before: Packet; after: Packet; changes: Changes }): void {
  const names = [...values, ...lists].map(({ name }) => name);
  const written =
    values.every(({ name, value }) => (findProperty(after, name)?.value ?? null) === value) &&
    lists.every(({ name, result }) => sameTexts(findList(after, name)?.items.map(({ text }) => text) ?? [], result));
  if (!written || fingerprint(before, names) !== fingerprint(after, names)) {
    throw new Refusal('The edited sidecar did not read back as expected, so nothing was written.');
  }
}

const sameTexts = (a: readonly (string | null)[], b: readonly (string | null)[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);
