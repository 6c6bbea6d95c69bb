/** Namespaces that matter here; prefixes never do. Sources: XMP specification parts 1 and 2, the programs' own files. */
export const NS = {
  x: 'adobe:ns:meta/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  photomechanic: 'http://ns.camerabits.com/photomechanic/1.0/',
  darktable: 'http://darktable.sf.net/',
} as const;

/** An expanded name. `prefix` is the usual one, used where a new declaration is needed. */
export interface PropertyName {
  readonly uri: string;
  readonly local: string;
  readonly prefix: string;
}

const named = (prefix: keyof typeof NS, local: string): PropertyName => ({ uri: NS[prefix], local, prefix });

export const RATING = named('xmp', 'Rating');
export const LABEL = named('xmp', 'Label');
export const CREATOR_TOOL = named('xmp', 'CreatorTool');
/** The label's colour in words of the file format, whatever the language of `xmp:Label`: red, yellow, green, blue, purple. */
export const LABEL_COLOR = named('photoshop', 'LabelColor');
export const SIDECAR_FOR = named('photoshop', 'SidecarForExtension');
export const HISTORY = named('xmpMM', 'History');
export const PICK = named('xmpDM', 'pick');
export const GOOD = named('xmpDM', 'good');
export const SUBJECT = named('dc', 'subject');
export const HIERARCHICAL = named('lr', 'hierarchicalSubject');
export const DIGIKAM_PICK = named('digiKam', 'PickLabel');
export const DIGIKAM_COLOR = named('digiKam', 'ColorLabel');
export const PM_TAGGED = named('photomechanic', 'Tagged');
export const PM_COLOR = named('photomechanic', 'ColorClass');
/** A list of numbers 0–4; a photo in darktable can carry several colours. */
export const DARKTABLE_COLORS = named('darktable', 'colorlabels');

export const isNamed = (it: { readonly uri: string; readonly local: string }, name: PropertyName): boolean =>
  it.uri === name.uri && it.local === name.local;
