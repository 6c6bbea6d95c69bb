import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toFailure } from '../../../src/core/failures';
import { pairCompanions } from '../../../src/core/ingest/companions';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { scanShoot } from '../../../src/core/ingest/scan';
import type { FailureCode } from '../../../src/core/model';
import { processorTime } from '../../support/processorTime';
import { needSamples } from '../../support/samples';
import { buildJpeg, buildTiff, long } from './build';
import { buildDng, testDecoders } from './decode/build';
import { readManifest } from './manifest';

describe('ingesting a photo', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate ingest '));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** Ingests the only photo of the folder, companions and all. */
  const ingestOnly = async () => {
    const [photo, ...others] = pairCompanions((await scanShoot(root, { ignore: [] })).files);
    assert.ok(photo && others.length === 0, 'one photo in the folder');
    return ingestPhoto(root, photo);
  };
  const put = (name: string, content: Buffer | string) => writeFileSync(path.join(root, name), content);
  const failureOf = async (name: string): Promise<FailureCode> => {
    try {
      const { failure } = await ingestPhoto(root, { path: name, size: 0, mtimeMs: 0, companions: [] });
      assert.ok(failure, 'a failure');
      return failure.code;
    } catch (error) {
      return toFailure('ingest', error).code;
    }
  };
  /** A RAW without a picture. */
  const bareRaw = () => buildTiff(2000, [{ at: 8, tags: [long(0x100, 6000), long(0x101, 4000), long(0x106, 32803)] }]);

  it('takes a JPEG whole, whatever its name', async () => {
    const jpeg = buildJpeg(300, 200);
    put('1.NEF', jpeg);
    const { format, picture, failure } = await ingestOnly();
    assert.equal(failure, null);
    assert.equal(format, 'jpeg');
    assert.deepEqual(picture, { bytes: jpeg, source: 'file', orientation: 1, wholeFile: true });
  });

  it('falls back to the JPEG beside the RAW, then to the THM, then keeps the metadata without a picture', async () => {
    put('1.NEF', bareRaw());
    put('1.JPG', buildJpeg(600, 400));
    put('1.THM', buildJpeg(160, 120));
    const source = async () => (await ingestOnly()).picture?.source;
    assert.equal(await source(), 'companion-jpeg');
    put('1.JPG', buildJpeg(600, 400).subarray(0, -2));
    assert.equal(await source(), 'companion-thm');
    rmSync(path.join(root, '1.THM'));
    const { picture, failure, metadata } = await ingestOnly();
    assert.deepEqual([picture, failure?.code, metadata.width], [null, 'no-preview', 6000]);
    assert.match(failure?.detail ?? '', /1\.JPG: the JPEG has no end/);
  });

  it('prefers the JPEG beside the RAW to an embedded stamp, and the stamp to nothing', async () => {
    const stamp = buildJpeg(160, 120);
    const raw = buildTiff(2000, [{ at: 8, tags: [long(0x106, 32803), long(0x201, 500), long(0x202, stamp.length)] }]);
    stamp.copy(raw, 500);
    put('1.NEF', raw);
    put('1.JPG', buildJpeg(600, 400));
    assert.equal((await ingestOnly()).picture?.source, 'companion-jpeg');
    rmSync(path.join(root, '1.JPG'));
    assert.deepEqual((await ingestOnly()).picture?.bytes, stamp);
  });

  it('decodes a RAW before it takes a stamp, but after the JPEG beside it', async () => {
    const decoders = testDecoders();
    const ingest = async () => {
      const [photo] = pairCompanions((await scanShoot(root, { ignore: [] })).files);
      assert.ok(photo);
      return ingestPhoto(root, photo, { decoders });
    };
    const dng = buildDng({ width: 600, height: 400 });
    put('1.dng', dng);
    put('1.THM', buildJpeg(160, 120));
    const { picture } = await ingest();
    assert.deepEqual([picture?.source, picture?.wholeFile, picture?.bytes], ['demosaic', true, dng]);
    put('1.dng', dng.subarray(0, 5000));
    assert.equal((await ingest()).picture?.source, 'companion-thm', 'better than nothing');
    put('1.dng', dng);
    put('1.JPG', buildJpeg(600, 400));
    assert.equal((await ingest()).picture?.source, 'companion-jpeg');
  });

  it('asks the RAW decoder about headerless .raw files alone, and says why when it knows none', async () => {
    const code = async (name: string) => {
      put(name, 'sound, not light'.repeat(100));
      const outcome = ingestPhoto(root, { path: name, size: 0, mtimeMs: 0, companions: [] }, { decoders: testDecoders() });
      return outcome.then(({ failure }) => failure?.code).catch((error) => toFailure('ingest', error).code);
    };
    assert.deepEqual([await code('a.raw'), await code('a.nef')], ['unsupported-format', 'not-a-photo']);
  });

  it('never takes lossless JPEG, which is sensor data', async () => {
    const sensor = buildJpeg(6000, 4000, { sof: 0xc3 });
    const raw = buildTiff(2000, [{ at: 8, tags: [long(0x106, 32803), long(0x201, 500), long(0x202, sensor.length)] }]);
    sensor.copy(raw, 500);
    put('1.NEF', raw);
    assert.equal(await failureOf('1.NEF'), 'no-preview');
  });

  it('hands a JPEG without its end to the renderer, which shows what is there', async () => {
    const cut = buildJpeg(300, 200).subarray(0, -10);
    put('cut.jpg', cut);
    const { picture, failure } = await ingestPhoto(root, { path: 'cut.jpg', size: 0, mtimeMs: 0, companions: [] });
    assert.equal(failure, null);
    assert.ok(picture !== null && 'bytes' in picture && picture.bytes.equals(cut));
  });

  it('says why it failed', async () => {
    put('empty.jpg', '');
    put('text.jpg', 'Dear diary, today I took no picture.');
    put('zeros.NEF', Buffer.alloc(5000));
    put('head.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0x20, 0x00, 1, 2, 3, 4, 5, 6, 7, 8]));
    put('lossless.jpg', buildJpeg(300, 200, { sof: 0xc3 }));
    put('raw.NEF', buildTiff(100, [{ at: 8, tags: [long(0x106, 32803), long(0x14a, 90_000)] }]));
    const expected: Record<string, FailureCode> = {
      'empty.jpg': 'empty-file',
      'text.jpg': 'not-a-photo',
      'zeros.NEF': 'corrupt',
      'head.jpg': 'truncated',
      'lossless.jpg': 'unsupported-format',
      'raw.NEF': 'truncated',
      'gone.jpg': 'vanished',
    };
    for (const [name, code] of Object.entries(expected)) assert.equal(await failureOf(name), code, name);
  });

  it('says when it has no permission', async function () {
    if (process.platform === 'win32') return this.skip();
    put('1.jpg', buildJpeg(300, 200));
    chmodSync(root, 0o755);
    chmodSync(path.join(root, '1.jpg'), 0);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    const code = await failureOf('1.jpg');
    if (isRoot) process.seteuid?.(0);
    assert.equal(code, 'no-permission');
  });

  it('takes rating and label from the sidecar, IMG.xmp before IMG.NEF.xmp, and not from the JPEG’s', async () => {
    const sidecar = (attributes: string) => `<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${attributes}/>`;
    put('1.NEF', bareRaw());
    put('1.JPG', buildJpeg(600, 400));
    put('1.JPG.xmp', sidecar('xmp:Rating="5" xmp:Label="Green"'));
    assert.equal((await ingestOnly()).metadata.rating, null);
    put('1.NEF.xmp', sidecar('xmp:Rating="2" xmp:Label="Blue"'));
    put('1.xmp', sidecar('xmp:Rating="4"'));
    const { rating, label } = (await ingestOnly()).metadata;
    assert.deepEqual([rating, label], [4, 'Blue']);
  });
});

describe('ingesting real files', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate ingest '));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('takes the next smaller preview when a NEF is cut inside its largest', async function () {
    const file = path.join(root, 'cut.NEF');
    copyFileSync(path.join(needSamples(this), 'raw/Nikon_D7100.NEF'), file);
    truncateSync(file, 2_000_000);
    const { picture, metadata } = await ingestPhoto(root, { path: 'cut.NEF', size: 0, mtimeMs: 0, companions: [] });
    assert.equal(picture?.source, 'embedded-smaller');
    assert.equal(picture?.bytes.length, 1_004_813, 'exiftool’s OtherImage');
    assert.equal(metadata.model, 'NIKON D7100');
  });

  it('does not mistake cut-off sensor data for a larger preview', async function () {
    const samples = needSamples(this);
    for (const name of ['Canon_1DsIII.CR2', 'Sony_SLT-A55V.ARW', 'Nikon_D7100.NEF', 'canon_eos_6d.dng']) {
      const { picture } = await ingestPhoto(samples, { path: `raw/${name}`, size: 0, mtimeMs: 0, companions: [] });
      assert.equal(picture?.source, 'embedded', name);
    }
  });

  it('prefers the sidecar’s rating to the embedded one', async function () {
    const samples = needSamples(this);
    const folder = path.join(samples, 'xmp/lightroom_pair_base');
    copyFileSync(path.join(folder, 'IMG_5910.jpg'), path.join(root, 'IMG_5910.jpg'));
    const sidecar = readFileSync(path.join(folder, 'IMG_5910.xmp'), 'utf8').replace('xmp:Rating="3"', 'xmp:Rating="1"');
    writeFileSync(path.join(root, 'IMG_5910.xmp'), sidecar);
    const xmp = { path: 'IMG_5910.xmp', size: 0, mtimeMs: 0 };
    const photo = { path: 'IMG_5910.jpg', size: 0, mtimeMs: 0 };
    assert.equal((await ingestPhoto(root, { ...photo, companions: [] })).metadata.rating, 3);
    assert.equal((await ingestPhoto(root, { ...photo, companions: [xmp] })).metadata.rating, 1);
  });

  it('hands the orientation of the EXIF to the renderer', async function () {
    const samples = needSamples(this);
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const photo = { path: `orientation/Landscape_${orientation}.jpg`, size: 0, mtimeMs: 0, companions: [] };
      assert.equal((await ingestPhoto(samples, photo)).picture?.orientation, orientation);
    }
  });

  it('reads at most 256 KB of a RAW beside the preview', async function () {
    const samples = needSamples(this);
    for (const row of readManifest(samples).filter((it) => /^raw(_headers)?\//.test(it.path ?? '') && it.biggest_embedded_jpeg)) {
      const photo = { path: row.path ?? '', size: 0, mtimeMs: 0, companions: [] };
      const ingested = await ingestPhoto(samples, photo).catch(() => null);
      if (ingested?.format !== 'raw') continue;
      const beside = ingested.reads.bytes - (ingested.picture?.bytes.length ?? 0);
      assert.ok(beside <= 256 * 1024, `${photo.path}: ${beside} bytes`);
    }
  });

  it('brings every sample back within two seconds, with a picture or a failure that has a name', async function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    for (const row of readManifest(samples)) {
      const photo = { path: row.path ?? '', size: 0, mtimeMs: 0, companions: [] };
      statSync(path.join(samples, photo.path));
      let outcome = '';
      const ms = await processorTime(async () => {
        outcome = await ingestPhoto(samples, photo).then(
          ({ picture, failure }) => (picture === null ? (failure?.code ?? 'internal') : 'picture'),
          (error) => toFailure('ingest', error).code,
        );
      });
      assert.ok(ms < 2000, photo.path);
      assert.notEqual(outcome, 'internal', photo.path);
    }
  });
});
