import assert from 'node:assert/strict';
import { Refusal } from '../../../../src/core/export/refusal';
import { patchXmp } from '../../../../src/core/export/xmp/patch';
import { readXmp } from '../../../../src/core/export/xmp/read';
import { NO_WISHES, type XmpWishes } from '../../../../src/core/export/xmp/wishes';
import type { ColorLabel } from '../../../../src/core/model';
import { newSidecar, wishing } from '../shoots';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XMP = 'http://ns.adobe.com/xap/1.0/';

const rate = (rating: number): XmpWishes => wishing({ rating });
const name = (label: ColorLabel): XmpWishes => wishing({ label });
const packet = (rdf: string, around = { before: '', after: '' }) =>
  `${around.before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}">${rdf}</rdf:RDF></x:xmpmeta>${around.after}`;
const patchText = (text: string, wishes: XmpWishes) => patchXmp(Buffer.from(text), wishes)?.toString('utf8') ?? null;

/** Asserts that patching replaces `from` by `to` once and keeps every other byte. */
function assertSplice(text: string, wishes: XmpWishes, [from, to]: readonly [string, string]): void {
  assert.equal(text.split(from).length, 2, 'the fixture holds the old text once');
  assert.equal(
    patchText(text, wishes),
    text.replace(from, () => to),
  );
}

function assertRefused(bytes: string | Buffer, sentence: RegExp): void {
  assert.throws(
    () => patchXmp(Buffer.from(bytes as string), wishing({ rating: 4, label: 'red' })),
    (error) => error instanceof Refusal && sentence.test(error.message),
  );
}

describe('Patching a sidecar byte for byte', () => {
  it('replaces an attribute’s value in double quotes', () => {
    assertSplice(packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="2" a=""/>`), rate(4), ['"2"', '"4"']);
  });

  it('replaces an attribute’s value in single quotes with spaces around the equals sign', () => {
    assertSplice(packet(`<rdf:Description xmlns:xmp='${XMP}' xmp:Rating = '2'/>`), rate(4), ["'2'", "'4'"]);
  });

  it('replaces an element’s value and keeps the white space around it', () => {
    assertSplice(packet(`<rdf:Description xmlns:xmp="${XMP}"><xmp:Rating>\n 2 </xmp:Rating></rdf:Description>`), rate(4), [
      '\n 2 ',
      '\n 4 ',
    ]);
  });

  it('fills an empty element and an empty pair of tags', () => {
    assertSplice(packet(`<rdf:Description xmlns:xmp="${XMP}"><xmp:Rating /></rdf:Description>`), rate(4), [
      '<xmp:Rating />',
      '<xmp:Rating >4</xmp:Rating>',
    ]);
    assertSplice(packet(`<rdf:Description xmlns:xmp="${XMP}"><xmp:Label></xmp:Label></rdf:Description>`), name('red'), [
      '<xmp:Label></',
      '<xmp:Label>Red</',
    ]);
  });

  it('knows the namespace by its URI: xap, and a prefix nobody else uses', () => {
    assertSplice(packet(`<rdf:Description xmlns:xap="${XMP}" xap:Rating="2"/>`), rate(4), ['"2"', '"4"']);
    assertSplice(packet(`<rdf:Description xmlns:q="${XMP}" q:Rating="2"/>`), rate(4), ['"2"', '"4"']);
  });

  it('is not fooled by the prefix xmp bound to something else, nor by a nested property of the same name', () => {
    const text = packet(
      `<rdf:Description xmlns:xmp="urn:other" xmp:Rating="2"><k:h xmlns:k="urn:k"><rdf:Description xmlns:z="${XMP}" z:Rating="1"/></k:h></rdf:Description>`,
    );
    const patched = patchText(text, rate(4)) ?? '';
    assert.ok(patched.includes(`xmp:Rating="2" xmlns:xap="${XMP}" xap:Rating="4">`));
    assert.ok(patched.includes('z:Rating="1"'));
  });

  it('inserts a missing property beside its siblings, in line with the attributes there', () => {
    assertSplice(packet(`<rdf:Description rdf:about=""\r\n  xmlns:xmp="${XMP}"\r\n  xmp:Rating="2"/>`), name('red'), [
      '"2"/>',
      '"2"\r\n  xmp:Label="Red"/>',
    ]);
  });

  it('inserts into the first description and declares the namespace there', () => {
    assertSplice(packet('<rdf:Description rdf:about="" /><rdf:Description rdf:about=""/>'), rate(4), [
      '<rdf:Description rdf:about="" />',
      `<rdf:Description rdf:about="" xmlns:xmp="${XMP}" xmp:Rating="4" />`,
    ]);
  });

  it('finds the property in whichever of several descriptions it stands', () => {
    assertSplice(
      packet(
        `<rdf:Description rdf:about="uuid:1" xmlns:a="urn:a" a:b="c"/><rdf:Description rdf:about="" xmlns:xmp="${XMP}"><xmp:Rating>1</xmp:Rating></rdf:Description>`,
      ),
      rate(4),
      ['>1<', '>4<'],
    );
  });

  it('makes a description in an empty packet', () => {
    for (const text of [packet(''), packet('\n'), `<r:RDF xmlns:r="${RDF}"/>`]) {
      const { rating, label } = readXmp(Buffer.from(patchText(text, rate(4)) ?? ''));
      assert.deepEqual([rating, label], [4, null]);
    }
  });

  it('uses a default namespace for elements but never for a new attribute', () => {
    const text = packet(`<rdf:Description xmlns="${XMP}"><Rating>1</Rating></rdf:Description>`);
    assertSplice(text, rate(4), ['>1<', '>4<']);
    assert.ok(patchText(text, name('red'))?.includes(`xmlns:xmp="${XMP}" xmp:Label="Red"`));
  });

  it('keeps a BOM, CRLF, the packet wrapper and its padding, comments, instructions, CDATA and unknown namespaces', () => {
    const padding = `${' '.repeat(99)}\n`.repeat(20);
    const around = {
      before:
        '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- é – 🐈 -->\r\n<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\r\n',
      after: `${padding}<?xpacket end="w"?>\r\n<!-- tail -->`,
    };
    const inside = `<?odd thing?><!----><rdf:Description\r\n\txmlns:xmp="${XMP}" xmlns:u='urn:u'\r\n\tu:a="1 &#38; &lt; &quot;" xmp:Rating="2"><u:b><![CDATA[<xmp:Rating>]]></u:b></rdf:Description>`;
    assertSplice(packet(inside, around), rate(4), ['"2"', '"4"']);
  });

  it('keeps UTF-16 in both byte orders, with and without BOM', () => {
    for (const bom of ['\uFEFF', '']) {
      const before = Buffer.from(bom + packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="2" xmp:Nickname="Zoë 🐈"/>`), 'utf16le');
      const after = Buffer.from(before.toString('utf16le').replace('"2"', '"4"'), 'utf16le');
      assert.deepEqual(patchXmp(before, rate(4)), after);
      assert.deepEqual(patchXmp(Buffer.from(before).swap16(), rate(4)), Buffer.from(after).swap16());
    }
  });

  it('writes nothing where the value is there already, however it is spelled', () => {
    for (const written of ['4', ' 4', '4.0', '+4', '&#52;']) {
      assert.equal(patchText(packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="${written}"/>`), rate(4)), null);
    }
  });

  it('fills only what is empty when the wish is not a person’s', () => {
    const wish: XmpWishes = { ...NO_WISHES, rating: { value: 3, mode: 'fill' }, label: { value: 'green', mode: 'fill' } };
    assertSplice(packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="0" xmp:Label=""/>`), wish, ['xmp:Label=""', 'xmp:Label="Green"']);
    assert.equal(patchText(packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="-1" xmp:Label="Eigenes"/>`), wish), null);
  });

  it('creates a sidecar that it reads back and can patch', () => {
    const bytes = newSidecar('A & "B"', { rating: 3, label: 'green' });
    const { rating, label, color, extension } = readXmp(bytes);
    assert.deepEqual([rating, label, color, extension], [3, 'Green', 'green', 'A & "B"']);
    assertSplice(bytes.toString(), rate(5), ['xmp:Rating="3"', 'xmp:Rating="5"']);
  });
});

describe('Refusing to patch a sidecar', () => {
  const good = packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="2"/>`);
  const inside = (content: string) => packet(`<rdf:Description xmlns:xmp="${XMP}">${content}</rdf:Description>`);

  it('with a DOCTYPE', () => assertRefused(`<!DOCTYPE x [<!ENTITY a "b">]>${good}`, /DOCTYPE/));
  it('of 0 bytes', () => assertRefused('', /empty/));
  it('of more than 16 MB', () => assertRefused(Buffer.concat([Buffer.from(good), Buffer.alloc(16 << 20, ' ')]), /16 MB/));

  it('that holds the property twice', () => {
    assertRefused(
      packet(`<rdf:Description xmlns:xmp="${XMP}" xmp:Rating="2"><xmp:Rating>2</xmp:Rating></rdf:Description>`),
      /more than once/,
    );
    assertRefused(packet(`<rdf:Description xmlns:xmp="${XMP}" xmlns:xap="${XMP}" xmp:Rating="2" xap:Rating="2"/>`), /twice/);
    assertRefused(inside('<xmp:Label>a</xmp:Label><xmp:Label>b</xmp:Label>'), /more than once/);
  });

  it('that holds the property as a structure', () => {
    assertRefused(inside('<xmp:Rating><rdf:Alt><rdf:li>2</rdf:li></rdf:Alt></xmp:Rating>'), /structure/);
    assertRefused(inside('<xmp:Rating rdf:parseType="Resource"/>'), /structure/);
    assertRefused(inside('<xmp:Rating rdf:resource="urn:3"/>'), /structure/);
    assertRefused(inside('<xmp:Rating>2<!-- two --></xmp:Rating>'), /structure/);
  });

  it('that is not XML', () => {
    const cases = [
      good.slice(0, -4),
      good.replace('</rdf:RDF>', ''),
      good.replace('="2"', '=2'),
      good.replace('"2"', '"2'),
      good.replace('"2"', '"&nbsp;"'),
      good.replace('"2"', '"&#0;"'),
      good.replace('"2"', '"<"'),
      `${good}${good}`,
      `text ${good}`,
      `${good}\0`,
      `<!-- a -- b -->${good}`,
      ` <?xml version="1.0"?>${good}`,
      '<'.repeat(1000),
      '<a>'.repeat(5000),
    ];
    for (const text of cases) assertRefused(text, /not valid XML/);
  });

  it('with a prefix that is not bound', () => {
    assertRefused(packet('<rdf:Description xmp:Rating="2"/>'), /prefix “xmp” is not bound/);
    assertRefused(packet('<rdf:Description><u:a/></rdf:Description>'), /prefix “u” is not bound/);
  });

  it('with bytes that cannot be decoded', () => {
    assertRefused(Buffer.concat([Buffer.from(good), Buffer.from([0xff])]), /not valid UTF-8/);
    assertRefused(Buffer.from(`\uFEFF${good}`, 'utf16le').subarray(0, -1), /not valid UTF-16LE/);
    assertRefused(`<?xml version="1.0" encoding="ISO-8859-1"?>${good}`, /iso-8859-1/);
  });

  it('that is XML but no XMP packet', () => {
    assertRefused('<a/>', /rdf:RDF/);
    assertRefused(packet('<k:T xmlns:k="urn:k"/>'), /does not allow/);
    assertRefused(packet('<rdf:Description rdf:about="uuid:1"/><rdf:Description rdf:about="uuid:2"/>'), /several resources/);
  });
});
