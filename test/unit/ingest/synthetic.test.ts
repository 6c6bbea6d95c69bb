import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import { makeSyntheticFiles, type SyntheticFile } from '../../fixtures/synthetic/catalog';
import { extracted, inAnyGroup, readWithExiftool, type Tags } from './syntheticOracle';

/** RAW containers that no camera at hand wrote in full, made by their specifications. exiftool says whether they are what they claim. */
describe('a synthetic RAW', () => {
  let root: string;
  let files: SyntheticFile[];
  before(async function () {
    this.timeout(60_000);
    root = mkdtempSync(path.join(tmpdir(), 'qrate synthetic '));
    files = await makeSyntheticFiles();
    for (const { name, bytes } of files) writeFileSync(path.join(root, name), bytes);
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const ingest = (name: string) => ingestPhoto(root, { path: name, size: 0, mtimeMs: 0, companions: [] });
  /** The file as a card without power leaves it: from the middle of the preview to its end only zeros. */
  const withHole = ({ bytes }: SyntheticFile, jpeg: Buffer): Buffer => {
    const holed = Buffer.from(bytes);
    const at = placeOf(bytes, jpeg);
    return holed.fill(0, at + (jpeg.length >> 1), at + jpeg.length);
  };

  it('is, to exiftool, the container, camera and previews that it claims to be', function () {
    this.timeout(60_000);
    const answers = readWithExiftool(root);
    if (answers === null) {
      if (this.test) this.test.title += ' (skipped: no exiftool)';
      return this.skip();
    }
    for (const { name, fileType, make, model, previews, bytes } of files) {
      const tags: Tags = answers.get(name) ?? {};
      assert.deepEqual([inAnyGroup(tags, 'FileType'), inAnyGroup(tags, 'Make'), inAnyGroup(tags, 'Model')], [fileType, make, model], name);
      assert.match(String(inAnyGroup(tags, 'DateTimeOriginal')), /^2026:06:01 14:05:59/, name);
      for (const { jpeg, oracle } of previews) assertSame(extracted(tags, oracle, bytes), jpeg, `${name} ${JSON.stringify(oracle)}`);
    }
  });

  it('shows its largest JPEG, byte for byte, and never its sensor data', async () => {
    for (const { name, previews } of files) {
      const { picture, failure, format } = await ingest(name);
      assert.equal(failure, null, name);
      assert.equal(format, 'raw', name);
      assert.equal(picture?.source, 'embedded', name);
      assertSame(picture.bytes, previews[0]?.jpeg, name);
    }
  });

  it('tells its camera and time', async () => {
    for (const { name, make, model } of files) {
      const { metadata } = await ingest(name);
      assert.deepEqual([metadata.make, metadata.model, metadata.timestamp?.slice(0, 19)], [make, model, '2026-06-01T14:05:59'], name);
    }
  });

  it('shows the next smaller JPEG when the largest is damaged, down to the smallest', async () => {
    for (const file of files) {
      let { bytes } = file;
      for (const [i, { jpeg }] of file.previews.entries()) {
        bytes = withHole({ ...file, bytes }, jpeg);
        writeFileSync(path.join(root, 'holed.raw'), bytes);
        const next = file.previews[i + 1]?.jpeg;
        const { picture, failure } = await ingest('holed.raw');
        if (next === undefined) assert.equal(failure?.code, 'truncated', file.name);
        else {
          assert.equal(picture?.source, 'embedded-smaller', `${file.name} ${i}`);
          assertSame(picture.bytes, next, `${file.name} ${i}`);
        }
      }
    }
  });

  it('cut off anywhere shows a whole preview or says that it is truncated', async () => {
    for (const { name, bytes, previews } of files) {
      for (let share = 0.05; share < 1; share += 0.05) {
        writeFileSync(path.join(root, 'cut.raw'), bytes.subarray(0, Math.floor(bytes.length * share)));
        const { picture, failure } = await ingest('cut.raw');
        const where = `${name} cut at ${share.toFixed(2)}: ${failure?.code}`;
        if (picture)
          assert.ok(
            previews.some(({ jpeg }) => jpeg.equals(picture.bytes)),
            where,
          );
        else assert.equal(failure?.code, 'truncated', where);
      }
    }
  });

  it('costs at most 128 KB beside the preview', async () => {
    for (const { name } of files) {
      const { reads, picture } = await ingest(name);
      const beside = reads.bytes - (picture?.bytes.length ?? 0);
      assert.ok(beside <= 128 * 1024, `${name}: ${beside} bytes`);
    }
  });
});

/** Minolta's first byte is not the JPEG's. */
function placeOf(file: Buffer, jpeg: Buffer): number {
  const at = file.indexOf(jpeg.subarray(1)) - 1;
  assert.ok(at >= 0, 'the preview is in the file');
  return at;
}

/** Without a difference of a hundred thousand bytes in the report. */
function assertSame(actual: Buffer | undefined, expected: Buffer | undefined, what: string): void {
  assert.ok(actual && expected && actual.equals(expected), `${what}: ${actual?.length} bytes instead of ${expected?.length}`);
}
