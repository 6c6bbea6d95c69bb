import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Refusal } from '../../../../src/core/export/refusal';
import { LABEL_SETS } from '../../../../src/core/export/xmp/labels';
import { NS } from '../../../../src/core/export/xmp/names';
import { patchXmp } from '../../../../src/core/export/xmp/patch';
import { PROFILES, XMP_PROFILES, type XmpStyle } from '../../../../src/core/export/xmp/profiles';
import { readXmp } from '../../../../src/core/export/xmp/read';
import { NO_WISHES, type XmpWishes } from '../../../../src/core/export/xmp/wishes';

const escaped = (text: string) => text.replace(/[&<>"'\t\r\n]/g, (it) => `&#${it.codePointAt(0)};`);

/** Text that XML can hold. */
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((it) => !/[\p{Cc}\uFFFE\uFFFF]/u.test(it));
const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,6}$/);
const space = fc.constantFrom(' ', '\n', '\r\n  ', '\t');

const noise = fc.oneof(
  fc.tuple(name, text).map(([it, value]) => `<u:${it}>${escaped(value)}</u:${it}>`),
  fc.tuple(name, text).map(([it, value]) => `<u:${it} u:a="${escaped(value)}"/>`),
  text.filter((it) => !it.includes('--') && !it.endsWith('-')).map((it) => `<!--${it}-->`),
  fc
    .tuple(name, fc.array(text, { maxLength: 3 }))
    .map(([it, items]) => `<u:${it}><rdf:Bag>${items.map((item) => `<rdf:li>${escaped(item)}</rdf:li>`).join('')}</rdf:Bag></u:${it}>`),
  name.map((it) => `<u:${it} rdf:parseType="Resource"><u:Rating>5</u:Rating></u:${it}>`),
);

const rating = fc.oneof(
  fc.constant({ attribute: '', element: '' }),
  fc.integer({ min: -1, max: 5 }).map((it) => ({ attribute: `p:Rating="${it}"`, element: '' })),
  fc.integer({ min: -1, max: 5 }).map((it) => ({ attribute: '', element: `<p:Rating>${it}</p:Rating>` })),
  fc.constant({ attribute: '', element: '<p:Rating/>' }),
);

const subject = fc.oneof(
  fc.constant(''),
  fc.constant('<dc:subject/>'),
  fc.constant('<dc:subject><rdf:Bag/></dc:subject>'),
  fc
    .tuple(fc.array(fc.oneof(text, fc.constant('qrate|pick')), { maxLength: 4 }), space)
    .map(
      ([words, gap]) =>
        `<dc:subject><rdf:Bag>${words.map((it) => `${gap}<rdf:li>${escaped(it)}</rdf:li>`).join('')}${gap}</rdf:Bag></dc:subject>`,
    ),
);

const packet = fc
  .record({
    gap: space,
    rating,
    subject,
    before: fc.array(noise, { maxLength: 3 }),
    after: fc.array(noise, { maxLength: 3 }),
    attributes: fc.uniqueArray(fc.tuple(name, text), { maxLength: 3, selector: ([it]) => it }),
    label: fc.option(text),
    split: fc.boolean(),
    encoding: fc.constantFrom('utf8', 'utf16le', 'swapped'),
  })
  .map(({ gap, rating: stars, subject: words, before, after, attributes, label, split, encoding }) => {
    const others = attributes.map(([it, value]) => `${gap}u:${it}="${escaped(value)}"`).join('');
    const spaces = `xmlns:p="${NS.xmp}" xmlns:u="urn:u" xmlns:dc="${NS.dc}"`;
    const own = `${gap}${stars.attribute}${label === null ? '' : `${gap}p:Label="${escaped(label)}"`}`;
    const parts = split
      ? `<rdf:Description rdf:about="" ${spaces}${others}>${before.join(gap)}</rdf:Description>${gap}<rdf:Description rdf:about="" ${spaces}${own}>${stars.element}${words}${after.join(gap)}</rdf:Description>`
      : `<rdf:Description rdf:about="" ${spaces}${others}${own}>${[...before, stars.element, words, ...after].join(gap)}</rdf:Description>`;
    const whole = `<x:xmpmeta xmlns:x="${NS.x}">${gap}<rdf:RDF xmlns:rdf="${NS.rdf}">${gap}${parts}</rdf:RDF></x:xmpmeta>`;
    const bytes = Buffer.from(encoding === 'utf8' ? whole : `\uFEFF${whole}`, encoding === 'utf8' ? 'utf8' : 'utf16le');
    return encoding === 'swapped' ? bytes.swap16() : bytes;
  });

const wish = <T>(value: fc.Arbitrary<T>) =>
  fc
    .option(fc.record({ value: fc.option(value), mode: fc.constantFrom('set' as const, 'fill' as const) }))
    .filter((it) => it?.mode !== 'fill' || it.value !== null);

const wishes: fc.Arbitrary<XmpWishes> = fc.record({
  rating: wish(fc.integer({ min: -1, max: 5 })),
  label: wish(fc.constantFrom('red' as const, 'yellow' as const, 'green' as const, 'blue' as const, 'purple' as const)),
  flag: wish(fc.constantFrom('pick' as const, 'reject' as const)),
  keywords: fc.option(fc.record({ add: fc.constantFrom([], ['qrate|pick']), remove: fc.constantFrom([], ['qrate|reject']) })),
});

const style: fc.Arbitrary<XmpStyle> = fc.record({
  profile: fc.constantFrom(...XMP_PROFILES).map((id) => PROFILES[id]),
  labels: fc.constantFrom(LABEL_SETS.en, LABEL_SETS.de, LABEL_SETS.ja),
  flags: fc.boolean(),
});

/** What the bytes hold beside what qrate may write. */
const strangers = (bytes: Buffer): string => {
  const utf8 =
    bytes[0] === 0xff ? bytes.toString('utf16le') : bytes[0] === 0xfe ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString();
  return [...utf8.matchAll(/<!--.*?-->|<u:[^>]*>|u:[\w.-]+="[^"]*"|(?<=<u:[\w.-]+>)[^<]*/gs)].join('\n');
};

describe('Patching any packet', function () {
  this.timeout(120_000);

  it('writes what is wished, keeps all else, and a second time changes nothing', () => {
    let changed = 0;
    fc.assert(
      fc.property(packet, wishes, style, (bytes, wished, how) => {
        const patched = patchXmp(bytes, wished, how);
        if (patched === null) return;
        changed += 1;
        const [before, after] = [readXmp(bytes), readXmp(patched)];
        if (wished.rating?.mode === 'set') assert.equal(after.rating, wished.rating.value);
        const unrejects = before.rating === -1 && wished.flag?.mode === 'set' && wished.flag.value !== 'reject';
        if (wished.rating?.mode === 'fill')
          assert.equal(after.rating, before.hasRating && !unrejects ? before.rating : wished.rating.value);
        if (wished.rating === null) assert.equal(after.rating, unrejects ? null : before.rating);
        if (wished.label?.mode === 'set') assert.equal(after.color, wished.label.value);
        if (wished.label === null) assert.deepEqual([after.label, after.color], [before.label, before.color]);
        assert.equal(strangers(patched), strangers(bytes));
        assert.equal(patchXmp(patched, wished, how), null);
      }),
      { numRuns: 500 },
    );
    assert.ok(changed > 250, `${changed} of the runs changed something`);
  });

  it('never changes a byte for no wish', () => {
    fc.assert(fc.property(packet, style, (bytes, how) => assert.equal(patchXmp(bytes, NO_WISHES, how), null)));
  });

  it('refuses what is damaged, or reads it, but never breaks', () => {
    fc.assert(
      fc.property(packet, fc.nat(), fc.nat({ max: 255 }), fc.boolean(), (bytes, at, value, cut) => {
        const damaged = Buffer.from(cut ? bytes.subarray(0, at % bytes.length) : bytes);
        if (!cut) damaged[at % damaged.length] = value;
        try {
          const patched = patchXmp(damaged, { ...NO_WISHES, rating: { value: 4, mode: 'set' } });
          assert.equal(readXmp(patched ?? damaged).rating, 4);
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});
