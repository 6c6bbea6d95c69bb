import { NS } from '../../../../src/core/export/xmp/names';

/** One way of writing a packet. Every combination of them is valid XMP. */
export interface PacketForm {
  readonly encoding: 'utf-8' | 'utf-8 with BOM' | 'utf-16le with BOM' | 'utf-16be with BOM' | 'utf-16le';
  readonly newline: '\n' | '\r\n';
  readonly wrapper: 'none' | 'xpacket' | 'declaration' | 'comments';
  readonly prefix: 'xmp' | 'xap' | 'q';
  readonly rating: 'attribute' | 'single quotes' | 'element' | 'empty element' | 'absent';
  readonly descriptions: 1 | 2;
  readonly keywords: 'bag' | 'empty' | 'absent';
  readonly root: 'xmpmeta' | 'RDF';
}

const ALL: { readonly [K in keyof PacketForm]: readonly PacketForm[K][] } = {
  encoding: ['utf-8', 'utf-8 with BOM', 'utf-16le with BOM', 'utf-16be with BOM', 'utf-16le'],
  newline: ['\n', '\r\n'],
  wrapper: ['none', 'xpacket', 'declaration', 'comments'],
  prefix: ['xmp', 'xap', 'q'],
  rating: ['attribute', 'single quotes', 'element', 'empty element', 'absent'],
  descriptions: [1, 2],
  keywords: ['bag', 'empty', 'absent'],
  root: ['xmpmeta', 'RDF'],
};

/** Every combination of all forms: 7,200. */
export function allForms(): readonly PacketForm[] {
  let forms: Partial<PacketForm>[] = [{}];
  for (const [key, values] of Object.entries(ALL)) forms = forms.flatMap((form) => values.map((value) => ({ ...form, [key]: value })));
  return forms as PacketForm[];
}

/** A packet in this form: a rating of 2, a label, keywords, things of other programs, and text that looks like what is sought. */
export function packetIn(form: PacketForm): Buffer {
  const { attribute, element } = ratingIn(form);
  const first = description(form, {
    attributes: form.descriptions === 1 ? attribute : '',
    children: form.descriptions === 1 ? element : '',
  });
  const second = form.descriptions === 2 ? description(form, { attributes: attribute, children: element, isSecond: true }) : '';
  const rdf = `<rdf:RDF xmlns:rdf="${NS.rdf}">\n${first}${second}</rdf:RDF>`;
  const root = form.root === 'RDF' ? rdf : `<x:xmpmeta xmlns:x="${NS.x}" x:xmptk="Somebody 1.0">\n${rdf}\n</x:xmpmeta>`;
  return encoded(wrapped(root, form), form);
}

function ratingIn({ prefix, rating }: PacketForm): { readonly attribute: string; readonly element: string } {
  const attribute =
    { attribute: `\n    ${prefix}:Rating="2"`, 'single quotes': `\n    ${prefix}:Rating = '2'` }[rating as 'attribute'] ?? '';
  const element =
    { element: `   <${prefix}:Rating> 2 </${prefix}:Rating>\n`, 'empty element': `   <${prefix}:Rating/>\n` }[rating as 'element'] ?? '';
  return { attribute, element };
}

interface Parts {
  readonly attributes: string;
  readonly children: string;
  readonly isSecond?: boolean;
}

function description({ prefix, keywords }: PacketForm, { attributes, children, isSecond = false }: Parts): string {
  const own = isSecond ? '' : ' xmlns:u="urn:unknown"\n    u:note="xmp:Rating=&quot;4&quot; Zoë 🐈 &#x26; co"';
  const bag = `   <dc:subject>\n    <rdf:Bag>\n     <rdf:li>sea</rdf:li>\n     <rdf:li>pick</rdf:li>\n    </rdf:Bag>\n   </dc:subject>\n`;
  const list = isSecond ? '' : { bag, empty: '   <dc:subject><rdf:Bag/></dc:subject>\n', absent: '' }[keywords];
  const other = isSecond
    ? ''
    : '   <!-- <xmp:Rating>1</xmp:Rating> -->\n   <u:deep><rdf:Seq><rdf:li u:Rating="5"><![CDATA[<a>]]></rdf:li></rdf:Seq></u:deep>\n';
  const head = `  <rdf:Description rdf:about=""\n    xmlns:${prefix}="${NS.xmp}" xmlns:dc="${NS.dc}"${own}${attributes}`;
  return `${head}>\n${list}${children}${other}  </rdf:Description>\n`;
}

function wrapped(root: string, { wrapper, encoding }: PacketForm): string {
  const padding = `${' '.repeat(100)}\n`.repeat(20);
  if (wrapper === 'xpacket') return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${root}\n${padding}<?xpacket end="w"?>`;
  if (wrapper === 'declaration') return `<?xml version="1.0" encoding="${encoding.startsWith('utf-8') ? 'UTF-8' : 'UTF-16'}"?>\n${root}\n`;
  return wrapper === 'comments' ? `<!-- before -->\n${root}\n<!-- after -->\n` : `${root}\n`;
}

function encoded(text: string, { newline, encoding }: PacketForm): Buffer {
  const written = text.replaceAll('\n', newline);
  if (encoding.startsWith('utf-8')) return Buffer.from(encoding === 'utf-8' ? written : `\uFEFF${written}`);
  const bytes = Buffer.from(encoding === 'utf-16le' ? written : `\uFEFF${written}`, 'utf16le');
  return encoding.startsWith('utf-16be') ? bytes.swap16() : bytes;
}
