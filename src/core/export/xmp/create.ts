import { NS } from './packet';
import { escapeXml } from './tree';

export interface NewSidecar {
  readonly rating: number | null;
  readonly label: string | null;
  /** Extension of the photo the sidecar belongs to, without the dot (`NEF`). */
  readonly extension: string;
}

/**
 * A new minimal sidecar in the form Lightroom and Camera Raw write: UTF-8 without a packet wrapper, simple properties as
 * attributes. No date is written: the same decisions give the same bytes.
 */
export function createXmp({ rating, label, extension }: NewSidecar): Buffer {
  const properties = [
    ...(rating === null ? [] : [`xmp:Rating="${rating}"`]),
    ...(label === null ? [] : [`xmp:Label="${escapeXml(label)}"`]),
    `photoshop:SidecarForExtension="${escapeXml(extension)}"`,
  ];
  const lines = [
    `<x:xmpmeta xmlns:x="${NS.x}" x:xmptk="qrate">`,
    ` <rdf:RDF xmlns:rdf="${NS.rdf}">`,
    '  <rdf:Description rdf:about=""',
    `    xmlns:xmp="${NS.xmp}"`,
    `    xmlns:photoshop="${NS.photoshop}"`,
    `   ${properties.join('\n   ')}/>`,
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '',
  ];
  return Buffer.from(lines.join('\n'), 'utf8');
}
