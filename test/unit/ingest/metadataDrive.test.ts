import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { needSamples } from '../../support/samples';
import { useTempDir } from '../../support/tempDir';
import { type Facts, type Field, hasExiftool, readByExiftool, sameValue, toExpected, toFacts } from './exiftoolOracle';

/** What the samples' photographers did not do, set by exiftool in a copy: the sample, the settings, what we should say. */
const SETTINGS: readonly (readonly [sample: string, settings: readonly string[], drive: Partial<Facts>])[] = [
  ['jpeg_exif/_K6A7946.JPG', ['ContinuousDrive#=5', 'Canon:SequenceNumber#=7'], { 'drive.mode': 'continuous', 'drive.sequenceNumber': 7 }],
  ['jpeg_exif/_K6A7946.JPG', ['ContinuousDrive#=0', 'Canon:SelfTimer#=100'], { 'drive.mode': 'self-timer' }],
  [
    'jpeg_exif/_K6A7946.JPG',
    ['AutoExposureBracketing#=-1', 'AEBBracketValue#=-0.6667', 'BracketMode#=1', 'BracketShotNumber#=2'],
    { 'drive.mode': 'bracket', 'drive.sequenceNumber': 2 },
  ],
  ['jpeg_exif/_K6A7946.JPG', ['Canon:MultiExposure#=1'], { 'drive.mode': 'multiple-exposure' }],
  ['jpeg_exif/_K6A7946.JPG', ['Canon:HDR#=2'], { 'drive.mode': 'hdr' }],
  [
    'raw_headers/CanonRaw.cr3',
    ['ContinuousDrive#=1', 'AEBBracketValue#=1', 'AutoExposureBracketing#=1'],
    { 'drive.mode': 'bracket', 'drive.bracketValue': 1 },
  ],
  ['jpeg_exif/DSC_0003.JPG', ['Nikon:ShootingMode#=33'], { 'drive.mode': 'continuous' }],
  ['jpeg_exif/DSC_0003.JPG', ['Nikon:ShootingMode#=17', 'ExposureBracketValue#=-1'], { 'drive.mode': 'bracket', 'drive.bracketValue': -1 }],
  ['jpeg_exif/DSC_0003.JPG', ['Nikon:ShootingMode#=2'], { 'drive.mode': 'self-timer' }],
  ['jpeg_exif/DSC_0003.JPG', ['Nikon:MultiExposureMode#=1'], { 'drive.mode': 'multiple-exposure' }],
  ['jpeg_exif/Olympus_PEN_E-P3.jpg', ['Olympus:DriveMode#=1 4 0'], { 'drive.mode': 'continuous', 'drive.sequenceNumber': 4 }],
  ['jpeg_exif/Olympus_PEN_E-P3.jpg', ['Olympus:DriveMode#=5 2 1'], { 'drive.mode': 'bracket', 'drive.sequenceNumber': 2 }],
  ['jpeg_exif/Olympus_PEN_E-P3.jpg', ['Olympus:DriveMode#=5 9 64'], { 'drive.mode': 'focus-stack', 'drive.sequenceNumber': 9 }],
  [
    'jpeg_exif/Panasonic_DMC-FZ30.jpg',
    ['BurstMode#=1', 'Panasonic:SequenceNumber=12'],
    { 'drive.mode': 'continuous', 'drive.sequenceNumber': 12 },
  ],
  ['jpeg_exif/Panasonic_DMC-FZ30.jpg', ['BurstMode#=2'], { 'drive.mode': 'bracket' }],
  ['jpeg_exif/Panasonic_DMC-FZ30.jpg', ['BurstMode#=3'], { 'drive.mode': 'focus-stack' }],
  ['jpeg_exif/Panasonic_DMC-FZ30.jpg', ['Panasonic:SelfTimer#=2'], { 'drive.mode': 'self-timer' }],
  [
    'raw_headers/FujiFilm.raf',
    ['AutoBracketing#=6', 'FujiFilm:SequenceNumber=3'],
    { 'drive.mode': 'pixel-shift', 'drive.sequenceNumber': 3 },
  ],
  ['raw_headers/FujiFilm.raf', ['AutoBracketing#=2'], { 'drive.mode': 'bracket' }],
  [
    'jpeg_exif/_DSC8833.JPG',
    ['Sony:ReleaseMode#=2', 'Sony:SequenceNumber#=41'],
    { 'drive.mode': 'continuous', 'drive.sequenceNumber': 41 },
  ],
  ['jpeg_exif/_DSC8833.JPG', ['Sony:ReleaseMode#=6', 'Sony:SequenceNumber#=3'], { 'drive.mode': 'bracket', 'drive.sequenceNumber': 3 }],
  ['jpeg_exif/IMGP6668.JPG', ['Pentax:DriveMode#=1 0 0 0'], { 'drive.mode': 'continuous' }],
  ['jpeg_exif/IMGP6668.JPG', ['Pentax:DriveMode#=0 2 0 0'], { 'drive.mode': 'self-timer' }],
  ['jpeg_exif/IMGP6668.JPG', ['Pentax:DriveMode#=0 0 0 8'], { 'drive.mode': 'interval' }],
  ['jpeg_exif/IMGP6668.JPG', ['Pentax:DriveMode#=0 0 0 1'], { 'drive.mode': 'multiple-exposure' }],
  ['jpeg_exif/IMGP6668.JPG', ['Pentax:DriveMode#=0 0 0 32'], { 'drive.mode': 'hdr' }],
  ['jpeg_exif/IMGP6668.JPG', ['Pentax:AutoBracketing#=1'], { 'drive.mode': 'bracket' }],
];

/** One run of exiftool for many copies. */
function write(copies: readonly { readonly file: string; readonly options: readonly string[] }[]): void {
  const args = copies.flatMap(({ file, options }) => [...options, '-m', '-q', '-q', '-overwrite_original', file, '-execute']);
  execFileSync('exiftool', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

const read = async (root: string, file: string): Promise<Facts> =>
  toFacts((await ingestPhoto(root, { path: file, size: 0, mtimeMs: 0, companions: [] })).metadata);

const differences = (got: Facts, want: Facts, except: readonly Field[] = []): string[] =>
  (Object.keys(want) as Field[])
    .filter((field) => !except.includes(field) && !sameValue(got[field], want[field]))
    .map((field) => `${field}: ${got[field]}, exiftool ${want[field]}`);

describe('facts that exiftool wrote', () => {
  const dir = useTempDir();

  it('into MakerNotes are read as what the camera would have said', async function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    if (!hasExiftool(this)) return;
    const copies = SETTINGS.map(([sample, settings, drive], i) => {
      const name = `${i}${path.extname(sample)}`;
      copyFileSync(path.join(samples, sample), path.join(dir.path, name));
      return { name, file: path.join(dir.path, name), options: settings.map((it) => `-${it}`), drive };
    });
    write(copies);
    const oracle = readByExiftool(dir.path);
    for (const { name, options, drive } of copies) {
      const facts = await read(dir.path, name);
      for (const [field, value] of Object.entries(drive)) assert.equal(facts[field as Field], value, `${name} ${options}: ${field}`);
      // One sample has its ISO only where it is not read.
      assert.deepEqual(differences(facts, toExpected(oracle?.get(name) ?? {}), ['iso']), [], `${name} ${options}`);
    }
  });

  it('into PNG, WebP, TIFF and AVIF are those of the camera’s JPEG', async function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    if (!hasExiftool(this)) return;
    const root = path.join(dir.path, 'exported');
    mkdirSync(root);
    const blank = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
    const copies: { file: string; options: string[] }[] = [];
    for (const [i, sample] of EXPORTED.entries()) {
      for (const format of ['png', 'webp', 'tiff', 'avif'] as const) {
        const file = path.join(root, `${i}.${format}`);
        await blank.clone().toFormat(format).toFile(file);
        const position = [
          '-GPSLatitude=33.5',
          '-GPSLatitudeRef=S',
          '-GPSLongitude=70.25',
          '-GPSLongitudeRef=W',
          '-GPSAltitude=12',
          '-GPSAltitudeRef#=1',
        ];
        copies.push({ file, options: ['-TagsFromFile', path.join(samples, sample), '-EXIF:all', '-MakerNotes', ...position] });
      }
    }
    write(copies);
    for (const [name, tags] of readByExiftool(root) ?? []) {
      const facts = await read(root, name);
      assert.deepEqual(differences(facts, toExpected(tags)), [], name);
      assert.deepEqual([facts['gps.latitude'], facts['gps.longitude'], facts['gps.altitude']], [-33.5, -70.25, -12], name);
      assert.ok(facts['drive.mode'] !== null, name);
    }
  });
});

const EXPORTED = ['jpeg_exif/_K6A7946.JPG', 'icc/sample1_nef.jpg', 'jpeg_exif/_DSC8833.JPG', 'jpeg_exif/Olympus_PEN_E-P3.jpg'];
