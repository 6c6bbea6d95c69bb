import { CREATOR_TOOL, HISTORY, isNamed, NS } from './names';
import { elementsOf, hasAttribute, isElement, type Packet } from './packet';
import type { XmlElement } from './tree';

const PROGRAMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/lightroom/i, 'Lightroom'],
  [/bridge/i, 'Bridge'],
  [/camera raw/i, 'Camera Raw'],
  [/capture one/i, 'Capture One'],
  [/photo mechanic/i, 'Photo Mechanic'],
  [/darktable/i, 'darktable'],
  [/digikam/i, 'digiKam'],
  [/exiftool/i, 'ExifTool'],
  [/photoshop/i, 'Photoshop'],
];

const nameIn = (text: string): string | null => PROGRAMS.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/**
 * Which program wrote a packet last, as far as it says. `x:xmptk` names the library of the last writer: ExifTool its own, Adobe's
 * programs Adobe's, darktable and digiKam Exiv2's; which of them it was, the last entry of the history tells, then CreatorTool
 * (which can also be the camera's firmware), then the namespaces that only one program writes. qrate changes none of these.
 */
export function programOf(packet: Packet): string | null {
  const toolkit = toolkitOf(packet);
  if (/exiftool/i.test(toolkit)) return 'ExifTool';
  const own = ownNamespace(packet);
  if (/exiv2/i.test(toolkit) && own !== null) return own;
  return nameIn(lastAgent(packet)) ?? nameIn(creatorTool(packet)) ?? own ?? nameIn(toolkit) ?? (/adobe/i.test(toolkit) ? 'Adobe' : null);
}

const toolkitOf = ({ nodes }: Packet): string =>
  nodes
    .filter(isElement)
    .flatMap(({ attributes }) => attributes)
    .find((it) => it.uri === NS.x && it.local === 'xmptk')?.value ?? '';

function ownNamespace(packet: Packet): string | null {
  const uris = new Set(
    packet.descriptions.flatMap(({ attributes, children }) => [...attributes, ...children.filter(isElement)].map((it) => it.uri)),
  );
  if (uris.has(NS.darktable)) return 'darktable';
  if (uris.has(NS.digiKam)) return 'digiKam';
  if (uris.has(NS.photomechanic)) return 'Photo Mechanic';
  return uris.has(NS.crs) ? 'Lightroom' : null;
}

/** `stEvt:softwareAgent` of the last event in `xmpMM:History`. */
function lastAgent(packet: Packet): string {
  const events = elementsOf(packet, HISTORY)
    .flatMap(({ children }) => children.filter(isElement))
    .flatMap(({ children }) => children.filter(isElement));
  return events.map(agentOf).findLast((agent) => agent !== '') ?? '';
}

function agentOf(event: XmlElement): string {
  const name = { uri: NS.stEvt, local: 'softwareAgent', prefix: 'stEvt' };
  const nested = event.children.filter(isElement).find((it) => it.uri === NS.rdf && it.local === 'Description');
  for (const { attributes, children } of nested ? [event, nested] : [event]) {
    const found = attributes.find((it) => isNamed(it, name))?.value ?? textOf(children.filter(isElement).find((it) => isNamed(it, name)));
    if (found) return found;
  }
  return '';
}

function creatorTool(packet: Packet): string {
  if (!hasAttribute(packet, CREATOR_TOOL)) return textOf(elementsOf(packet, CREATOR_TOOL)[0]);
  return packet.descriptions.flatMap(({ attributes }) => attributes).find((it) => isNamed(it, CREATOR_TOOL))?.value ?? '';
}

const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((it) => (it.kind === 'text' ? it.value : '')).join('');
