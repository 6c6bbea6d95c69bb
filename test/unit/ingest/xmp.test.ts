import assert from 'node:assert/strict';
import { readXmp, toRating } from '../../../src/core/ingest/metadata/xmp';
import { processorTime } from '../../support/processorTime';

const packet = (attributes: string, content = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${attributes}>${content}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const read = (text: string) => readXmp(Buffer.from(text));

describe('rating and label in XMP', () => {
  it('are read from attributes and from elements', () => {
    assert.deepEqual(read(packet('xmp:Rating="3" xmp:Label=\'Red\'')), { rating: 3, label: 'Red', burstId: null, gps: null });
    assert.deepEqual(read(packet('', '<xmp:Rating>-1</xmp:Rating><xmp:Label>Gr&#252;n &amp; gut</xmp:Label>')), {
      rating: -1,
      label: 'Grün & gut',
      burstId: null,
      gps: null,
    });
  });

  it('are found under any prefix of the namespace, and under no other namespace', () => {
    assert.equal(read(packet('xmp:Rating="4"').replaceAll('xmp:', 'xap-1.0:').replace('xmlns:xmp', 'xmlns:xap-1.0')).rating, 4);
    assert.equal(read(packet('xmlns:other="http://example.org/" other:Rating="4"')).rating, null);
  });

  it('do not come from comments', () => {
    assert.equal(read(packet('', '<!-- <xmp:Rating>5</xmp:Rating> --><xmp:Rating>2</xmp:Rating>')).rating, 2);
  });

  it('are read from UTF-16 of either order', () => {
    const text = packet('xmp:Rating="3"');
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    assert.equal(readXmp(little).rating, 3);
    assert.equal(readXmp(Buffer.from(little).swap16()).rating, 3);
  });

  it('are unknown where malformed', () => {
    assert.deepEqual([toRating('6'), toRating('2.5'), toRating(''), toRating('five'), toRating('3.0')], [null, null, null, null, 3]);
    assert.deepEqual(read('no XML'), { rating: null, label: null, burstId: null, gps: null });
  });

  it('cost little time in a packet made to cost much', async () => {
    const hostile = packet('', '<xmp:Rating '.repeat(80_000) + '<!--'.repeat(10_000));
    assert.ok((await processorTime(() => read(hostile))) < 1000);
  });
});
