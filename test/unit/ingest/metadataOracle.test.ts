import assert from 'node:assert/strict';
import { PhotoError } from '../../../src/core/failures';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import type { Metadata } from '../../../src/core/model';
import { needSamples } from '../../support/samples';
import { readByExiftool, sameValue, toExpected } from './exiftoolOracle';
import { readManifest } from './manifest';

type Field = keyof Metadata;

const ALL: readonly Field[] = [
  ...(['timestamp', 'iso', 'shutter', 'aperture', 'focalLength', 'make', 'model', 'serial', 'lens', 'orientation'] as const),
  ...(['width', 'height', 'exposureBias', 'exposureMode', 'burstId', 'rating', 'label'] as const),
];

/** Where we mean to differ from exiftool, and by which rule. */
const EXPLAINED: readonly { readonly files: RegExp; readonly fields: readonly Field[]; readonly rule: string }[] = [
  { files: /^corrupt\//, fields: ALL, rule: 'damaged on purpose: each reader keeps what it can of it, and none must crash' },
  { files: /Landscape_0\.jpg$|PANO_20180725/, fields: ['orientation'], rule: 'orientation 0 is outside 1–8: unknown' },
  { files: /FinePixS1Pro/, fields: ['iso', 'focalLength'], rule: 'zero is unknown' },
  { files: /SP-2500/, fields: ['timestamp'], rule: 'DateTimeOriginal is blank: DateTimeDigitized stands in' },
  { files: /HPIM0005/, fields: ['serial', 'lens'], rule: 'a number in a tag for text is not a name' },
  { files: /DSC_0003\.JPG$/, fields: ['iso'], rule: 'ISO stands only in Nikon’s binary ISOInfo, which is not read' },
  { files: /REBEL_T3i|11-tests/, fields: ['lens', 'iso'], rule: 'an editor moved the MakerNote and broke its offsets' },
  { files: /raw_headers\/DNG\.dng$/, fields: ['lens'], rule: 'unknown f-numbers are left out, not shown as a question mark' },
  { files: /SigmaDP2/, fields: ['width', 'height'], rule: 'the sensor’s size, not that of the (stubbed) embedded JPEG' },
  { files: /SigmaDP2/, fields: ['serial'], rule: 'Sigma’s MakerNote is not read' },
  { files: /fixture\.(orf|rw2)$|Leica-M10/, fields: ['width', 'height', 'timestamp'], rule: 'of a cut file, what is still there is used' },
];

const PHOTO_TYPES = /^(ARW|AVIF|CR[23W]|DNG|GPR|HEI[CF]|IIQ|JPEG|KDC|MRW|NEF|ORF|PNG|RAF|RW2|THM|TIFF|(Extended )?WEBP|X3F)$/;

interface Tally {
  n: number;
  equal: number;
  explained: number;
  miss: number;
}

const explanation = (file: string, field: Field): string | undefined =>
  EXPLAINED.find((it) => it.files.test(file) && it.fields.includes(field))?.rule;

async function metadataOf(root: string, path: string): Promise<Metadata | null> {
  try {
    return (await ingestPhoto(root, { path, size: 0, mtimeMs: 0, companions: [] })).metadata;
  } catch (error) {
    if (error instanceof PhotoError) return null;
    throw error;
  }
}

describe('metadata of real files', () => {
  it('equal exiftool’s, field by field', async function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    const oracle = readByExiftool(samples);
    if (oracle === null) {
      if (this.test) this.test.title += ' (skipped: no exiftool)';
      return this.skip();
    }
    const tallies = new Map<Field, Tally>();
    const misses: string[] = [];
    for (const row of readManifest(samples).filter((it) => PHOTO_TYPES.test(it.filetype ?? ''))) {
      const file = row.path ?? '';
      const expected = toExpected(oracle.get(file) ?? {});
      const metadata = await metadataOf(samples, file);
      if (metadata === null && !file.startsWith('corrupt/')) misses.push(`${file}: not read`);
      for (const field of metadata ? ALL : []) {
        const tally = tallies.get(field) ?? { n: 0, equal: 0, explained: 0, miss: 0 };
        tallies.set(field, tally);
        tally.n++;
        const equal = sameValue(metadata?.[field] ?? null, expected[field]);
        const outcome = equal ? 'equal' : explanation(file, field) ? 'explained' : 'miss';
        tally[outcome]++;
        if (outcome === 'miss')
          misses.push(`${file}: ${field} ${JSON.stringify(metadata?.[field])}, exiftool ${JSON.stringify(expected[field])}`);
      }
    }
    console.table(Object.fromEntries(tallies));
    assert.equal(misses.join('\n'), '');
  });
});
