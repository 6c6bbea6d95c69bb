import assert from 'node:assert/strict';
import { bytesOf } from '../../../src/core/ingest/bytes';
import { endOfJpeg, isJpeg, readJpegHeader } from '../../../src/core/ingest/preview/jpegHeader';
import { buildJpeg } from './build';

const header = (jpeg: Buffer) => readJpegHeader(bytesOf(jpeg));
const size = (jpeg: Buffer) => {
  const found = header(jpeg);
  return typeof found === 'string' ? found : `${found.width}x${found.height}`;
};

describe('the header of a JPEG', () => {
  it('tells the dimensions of baseline and progressive frames', () => {
    assert.equal(size(buildJpeg(6000, 4000)), '6000x4000');
    assert.equal(size(buildJpeg(1620, 1080, { sof: 0xc2 })), '1620x1080');
  });

  it('refuses lossless, arithmetic and hierarchical frames: sensor data', () => {
    for (const sof of [0xc3, 0xc5, 0xc7, 0xc9, 0xcb, 0xcf]) assert.equal(size(buildJpeg(6000, 4000, { sof })), 'undecodable');
  });

  it('refuses 12 bits and two components', () => {
    assert.equal(size(buildJpeg(100, 100, { precision: 12, sof: 0xc1 })), 'undecodable');
    assert.equal(size(buildJpeg(100, 100, { components: 2 })), 'undecodable');
  });

  it('tells a cut header from one that is no JPEG', () => {
    assert.equal(size(buildJpeg(100, 100).subarray(0, 15)), 'cut');
    assert.equal(size(Buffer.from([0xff])), 'cut');
    assert.equal(size(Buffer.from('no JPEG at all')), 'not-jpeg');
    assert.equal(size(Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0])), 'not-jpeg');
  });

  it('skips fill bytes and stray bytes between segments', () => {
    const jpeg = buildJpeg(64, 48);
    const stray = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe0, 0, 3, 7, 0, 1, 2, 0xff, 0xff]), jpeg.subarray(2)]);
    assert.equal(size(stray), '64x48');
  });

  it('skips stray bytes behind SOI and a kilobyte of them anywhere, but does not search for ever', () => {
    const jpeg = buildJpeg(64, 48);
    const withStray = (count: number) => Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(count, 0x20), jpeg.subarray(2)]);
    assert.equal(size(withStray(3)), '64x48');
    assert.equal(size(withStray(1024)), '64x48');
    assert.equal(size(withStray(100_000)), 'not-jpeg');
  });

  it('is asked for where SOI alone would have to tell a JPEG', () => {
    const jpeg = buildJpeg(64, 48);
    const withStray = Buffer.concat([jpeg.subarray(0, 2), Buffer.from('  '), jpeg.subarray(2)]);
    assert.equal(isJpeg(bytesOf(withStray)), true);
    assert.equal(isJpeg(bytesOf(Buffer.from('\xff\xd8 and then a diary', 'latin1'))), false);
  });
});

describe('the end of a JPEG', () => {
  const end = (jpeg: Buffer) => {
    const found = header(jpeg);
    return typeof found === 'string' ? found : endOfJpeg(jpeg, found.scanAt);
  };

  it('is behind its EOI, whatever padding follows', () => {
    const jpeg = buildJpeg(64, 48);
    assert.equal(end(jpeg), jpeg.length);
    assert.equal(end(Buffer.concat([jpeg, Buffer.alloc(500)])), jpeg.length);
  });

  it('is missing from a cut one, even if its thumbnail has one', () => {
    const jpeg = buildJpeg(64, 48);
    const thumbnail = Buffer.from([0xff, 0xe1, 0, 6, 1, 2, 0xff, 0xd9]);
    const cut = Buffer.concat([jpeg.subarray(0, 2), thumbnail, jpeg.subarray(2, -2)]);
    assert.equal(end(cut), null);
  });
});
