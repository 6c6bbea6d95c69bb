import assert from 'node:assert/strict';
import { pairCompanions } from '../../../src/core/ingest/companions';
import type { ScannedFile } from '../../../src/core/model';

const file = (path: string): ScannedFile => ({ path, size: 1, mtimeMs: 0 });

/** Photos with their companions, as `photo: companion companion`. */
const paired = (...paths: string[]): string[] =>
  pairCompanions(paths.map(file)).map((photo) =>
    photo.companions.length === 0 ? photo.path : `${photo.path}: ${photo.companions.map((it) => it.path).join(' ')}`,
  );

describe('pairing companions', () => {
  it('makes a RAW and its JPEG one photo, whatever the case of the names', () => {
    assert.deepEqual(paired('a/IMG_1.JPG', 'a/img_1.nef'), ['a/img_1.nef: a/IMG_1.JPG']);
  });

  it('pairs a RAW with its HEIF', () => {
    assert.deepEqual(paired('DSC1.ARW', 'DSC1.HIF'), ['DSC1.ARW: DSC1.HIF']);
  });

  it('does not pair across folders', () => {
    assert.deepEqual(paired('a/1.NEF', 'b/1.JPG'), ['a/1.NEF', 'b/1.JPG']);
  });

  it('lets xmp, acr, thm and wav travel with their photo', () => {
    assert.deepEqual(paired('1.CRW', '1.THM', '1.WAV', '1.acr', '1.xmp', '1.CRW.xmp'), ['1.CRW: 1.CRW.xmp 1.THM 1.WAV 1.acr 1.xmp']);
  });

  it('keeps two RAWs of one stem two photos and gives the stem’s files to the one that is no DNG', () => {
    assert.deepEqual(paired('1.NEF', '1.DNG', '1.JPG', '1.xmp', '1.DNG.xmp', '1.NEF.xmp'), [
      '1.DNG: 1.DNG.xmp',
      '1.NEF: 1.JPG 1.NEF.xmp 1.xmp',
    ]);
  });

  it('gives them to the first by path where both are no DNG', () => {
    assert.deepEqual(paired('1.NEF', '1.CR2', '1.JPG'), ['1.CR2: 1.JPG', '1.NEF']);
  });

  it('leaves a JPEG without a RAW a photo, with its sidecars of either style', () => {
    assert.deepEqual(paired('1.jpg', '1.xmp', '1.jpg.xmp'), ['1.jpg: 1.jpg.xmp 1.xmp']);
  });

  it('lets the sidecar of a paired JPEG travel with the RAW', () => {
    assert.deepEqual(paired('1.NEF', '1.JPG', '1.JPG.xmp'), ['1.NEF: 1.JPG 1.JPG.xmp']);
  });

  it('keeps a TIFF or PNG beside a RAW a photo of its own', () => {
    assert.deepEqual(paired('1.NEF', '1.tif', '1.png', '1.xmp'), ['1.NEF: 1.xmp', '1.png', '1.tif']);
  });

  it('keeps JPEG and HEIC without a RAW two photos, the sidecar with the HEIC', () => {
    assert.deepEqual(paired('1.JPG', '1.HEIC', '1.xmp'), ['1.HEIC: 1.xmp', '1.JPG']);
  });

  it('leaves out sidecars that have no photo', () => {
    assert.deepEqual(paired('1.xmp', '2.NEF.xmp', '3.wav', '2.JPG'), ['2.JPG']);
  });

  it('does not mistake a stem with a dot for a file name', () => {
    assert.deepEqual(paired('a.b.NEF', 'a.b.xmp', 'a.NEF', 'a.xmp'), ['a.NEF: a.xmp', 'a.b.NEF: a.b.xmp']);
  });

  it('answers the same for any order of the files, sorted by code units', () => {
    const paths = ['b/1.NEF', 'a/2.JPG', 'a/2.NEF', 'B/é.JPG', 'a/2.xmp', 'a/📷.CR3', 'a/📷.JPG'];
    assert.deepEqual(paired(...paths), paired(...paths.reverse()));
    assert.deepEqual(paired(...paths), ['B/é.JPG', 'a/2.NEF: a/2.JPG a/2.xmp', 'a/📷.CR3: a/📷.JPG', 'b/1.NEF']);
  });
});
