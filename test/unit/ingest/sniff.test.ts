import assert from 'node:assert/strict';
import { bytesOf } from '../../../src/core/ingest/bytes';
import { sniff, whyUnknown } from '../../../src/core/ingest/sniff';
import { box } from './build';

const of = (head: string) => sniff(bytesOf(Buffer.from(head.padEnd(80, '\0'), 'latin1')));
const brands = (major: string, ...others: string[]) =>
  sniff(bytesOf(Buffer.concat([box('ftyp', Buffer.from(`${major}\0\0\0\0${others.join('')}`, 'latin1')), Buffer.alloc(60)])));

describe('sniffing', () => {
  it('knows containers by their first bytes', () => {
    assert.deepEqual(of('\xff\xd8\xff\xe1'), { format: 'jpeg', container: 'jpeg' });
    assert.deepEqual(of('\x89PNG\r\n\x1a\n'), { format: 'png', container: 'png' });
    assert.deepEqual(of('RIFF\0\0\0\0WEBPVP8 '), { format: 'webp', container: 'webp' });
    assert.deepEqual(of('FUJIFILMCCD-RAW 0201'), { format: 'raw', container: 'raf' });
    assert.deepEqual(of('FOVb\0\0\x02\0'), { format: 'raw', container: 'x3f' });
    assert.deepEqual(of('\0MRM\0\0'), { format: 'raw', container: 'mrw' });
    assert.deepEqual(of('II\x1a\0\0\0HEAPCCDR'), { format: 'raw', container: 'crw' });
    assert.deepEqual(of('IIU\0\x08\0\0\0'), { format: 'raw', container: 'rw2' });
    for (const magic of ['IIRO\x08', 'IIRS\x08', 'MMOR\0\0\0\x08']) assert.deepEqual(of(magic), { format: 'raw', container: 'orf' });
    assert.deepEqual(of('II*\0\x10\0\0\0CR\x02\0'), { format: 'raw', container: 'cr2' });
  });

  it('knows CR3, HEIC and AVIF by their brands, the generic brand by the compatible ones', () => {
    assert.deepEqual(brands('crx ', 'isom'), { format: 'raw', container: 'cr3' });
    assert.deepEqual(brands('heic', 'mif1'), { format: 'heif', container: 'heif' });
    assert.deepEqual(brands('mif1', 'avif', 'miaf'), { format: 'avif', container: 'avif' });
    assert.deepEqual(brands('mif1', 'heic'), { format: 'heif', container: 'heif' });
    assert.equal(brands('isom', 'mp42'), null);
  });

  it('knows nothing of sounds, texts and zeros', () => {
    for (const head of ['RIFF\0\0\0\0WAVE', '<?xml version="1.0"?>', '', 'FUJIFILM']) assert.equal(of(head), null);
  });

  it('says why it knows nothing', () => {
    const why = (head: string, extension = 'jpg') => whyUnknown(bytesOf(Buffer.from(head, 'latin1')), extension);
    assert.equal(why('\0'.repeat(100)), 'corrupt');
    assert.equal(why('\xff\xd8'), 'truncated');
    assert.equal(why('GIF89a and so on'), 'unsupported-format');
    assert.equal(why('a headerless dump of a sensor', 'raw'), 'unsupported-format');
    assert.equal(why('Dear diary, today'), 'not-a-photo');
  });
});
