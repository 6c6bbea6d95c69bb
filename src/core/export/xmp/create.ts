import { NS } from './names';
import { patchXmp } from './patch';
import { DEFAULT_STYLE, type XmpStyle } from './profiles';
import { escapeXml } from './tree';
import type { XmpWishes } from './wishes';

export interface NewSidecar {
  readonly wishes: XmpWishes;
  /** Extension of the photo that an `IMG.xmp` belongs to, without the dot (`NEF`); `null` where the sidecar's name says it. */
  readonly extension: string | null;
}

/**
 * A new minimal sidecar in the form Lightroom and Camera Raw write: UTF-8 without a packet wrapper, simple properties as
 * attributes. No date is written: the same decisions give the same bytes. `null` where the wishes leave nothing to write.
 */
export function createXmp({ wishes, extension }: NewSidecar, style: XmpStyle = DEFAULT_STYLE): Buffer | null {
  const owner =
    extension === null ? [] : [`    xmlns:photoshop="${NS.photoshop}"`, `    photoshop:SidecarForExtension="${escapeXml(extension)}"`];
  const description = ['  <rdf:Description rdf:about=""', `    xmlns:xmp="${NS.xmp}"`, ...owner].join('\n');
  const lines = [
    `<x:xmpmeta xmlns:x="${NS.x}" x:xmptk="qrate">`,
    ` <rdf:RDF xmlns:rdf="${NS.rdf}">`,
    `${description}/>`,
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '',
  ];
  return patchXmp(Buffer.from(lines.join('\n'), 'utf8'), wishes, style);
}
