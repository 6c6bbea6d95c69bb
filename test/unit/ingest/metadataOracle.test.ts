import assert from 'node:assert/strict';
import { PhotoError } from '../../../src/core/failures';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { needSamples } from '../../support/samples';
import { complaintOf, type Facts, type Field, readByExiftool, sameValue, type Tags, toExpected, toFacts } from './exiftoolOracle';
import { readManifest } from './manifest';

/** Where we mean to differ from exiftool, and by which rule. */
const EXPLAINED: readonly { readonly files: RegExp; readonly fields: readonly Field[]; readonly rule: string }[] = [
  { files: /Landscape_0\.jpg$|PANO_20180725/, fields: ['orientation'], rule: 'orientation 0 is outside 1–8: unknown' },
  { files: /FinePixS1Pro/, fields: ['iso', 'focalLength'], rule: 'zero is unknown' },
  { files: /Nikon_D7100\.NEF$/, fields: ['lens'], rule: 'a lens of 0 mm is unknown' },
  { files: /SP-2500/, fields: ['timestamp'], rule: 'DateTimeOriginal is blank: DateTimeDigitized stands in' },
  { files: /HPIM0005/, fields: ['serial', 'lens'], rule: 'a number in a tag for text is not a name' },
  { files: /DSC_0003\.JPG$/, fields: ['iso'], rule: 'ISO stands only in Nikon’s binary ISOInfo, which is not read' },
  { files: /raw_headers\/DNG\.dng$/, fields: ['lens'], rule: 'unknown f-numbers are left out, not shown as a question mark' },
  { files: /SigmaDP2/, fields: ['width', 'height'], rule: 'the sensor’s size, not that of the (stubbed) embedded JPEG' },
  { files: /fixture\.(orf|rw2)$|Leica-M10/, fields: ['width', 'height'], rule: 'of a cut file, what is still there is used' },
  { files: /Panasonic\.rw2$/, fields: ['serial'], rule: 'exiftool shows a byte behind the NUL' },
  { files: /Nikon_D5000\.jpg$/, fields: ['gps.latitude', 'gps.longitude'], rule: 'EXIF’s coordinates are blank: those of XMP stand in' },
  {
    files: /before_epoch\.jpg$|lightroom_pair_.*IMG_5910\.jpg$/,
    fields: ['gps.altitude'],
    rule: 'without GPSAltitudeRef its default holds, above sea level (Exif 2.32, 4.6.6); exiftool wants the tag',
  },
  {
    files: /Rebel_XT_350D|CanonRaw\.cr2$|raw_headers\/DNG\.dng$/,
    fields: ['drive.shotCount'],
    rule: 'the 350D and its sisters scatter the file number over the bits of FileInfo, which are not read',
  },
  {
    files: /issue_(1827|1838)_poc\.crw$/,
    fields: ['iso', 'shutter', 'aperture', 'exposureBias'],
    rule: 'numbers that no camera has are unknown',
  },
  { files: /issue_(1530|1827)_poc\.crw$/, fields: ['make', 'model'], rule: 'the NUL between make and model is overwritten' },
  {
    files: /issue_1833_poc\.jpg$/,
    fields: ['width', 'height'],
    rule: 'exiftool looks for a frame behind broken segments, where no decoder comes',
  },
  { files: /issue_378_1-poc/, fields: ['width', 'height'], rule: 'RULE378' },
];

interface Tally {
  n: number;
  equal: number;
  explained: number;
  miss: number;
}

/** Of a file that exiftool itself cannot read properly, each reader keeps what it can; none must crash. */
function explanation(file: string, field: Field, oracle: Tags): string | null {
  const rule = EXPLAINED.find((it) => it.files.test(file) && it.fields.includes(field))?.rule;
  return rule ?? (file.startsWith('corrupt/') ? complaintOf(oracle) : null);
}

/** `null` = no photo: sidecars, texts, films, and what is damaged beyond recognition. */
async function factsOf(root: string, path: string): Promise<Facts | null> {
  try {
    return toFacts((await ingestPhoto(root, { path, size: 0, mtimeMs: 0, companions: [] })).metadata);
  } catch (error) {
    if (error instanceof PhotoError) return null;
    throw error;
  }
}

/** What is no photo that qrate opens, with the reason where it looks like one. */
const NOT_READ: readonly RegExp[] = [
  /\.(xmp|XMP|xml|txt|pp3)$/,
  // RAW formats without a reader: Kodak's and Kyocera's headerless ones, and Capture One's ZIP archive.
  /RAW_KODAK_C330.*\.raw$|KyoceraRaw\.raw$|CaptureOne\.eip$/,
  // Cut or damaged beyond recognition.
  /^corrupt\/|ukbench09268_corrupt/,
];

describe('metadata of real files', () => {
  it('equal exiftool’s, field by field', async function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    const oracle = readByExiftool(samples);
    if (oracle === null) {
      if (this.test) this.test.title += ' (skipped: no exiftool)';
      return this.skip();
    }
    const tallies = new Map<string, Tally>();
    const misses: string[] = [];
    for (const { path: file = '' } of readManifest(samples)) {
      const tags = oracle.get(file) ?? {};
      const [facts, expected] = [await factsOf(samples, file), toExpected(tags)];
      if (facts === null && !NOT_READ.some((it) => it.test(file))) misses.push(`${file}: not read`);
      for (const field of facts ? (Object.keys(expected) as Field[]) : []) {
        const [got, want] = [facts?.[field] ?? null, expected[field]];
        const outcome = sameValue(got, want) ? 'equal' : explanation(file, field, tags) ? 'explained' : 'miss';
        const tally = tallies.get(field) ?? { n: 0, equal: 0, explained: 0, miss: 0 };
        tallies.set(field, { ...tally, n: tally.n + 1, [outcome]: tally[outcome] + 1 });
        if (outcome === 'miss') misses.push(`${file}: ${field} ${JSON.stringify(got)}, exiftool ${JSON.stringify(want)}`);
      }
    }
    console.table(Object.fromEntries(tallies));
    assert.equal(misses.join('\n'), '');
  });
});
