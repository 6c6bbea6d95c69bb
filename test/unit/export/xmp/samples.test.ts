import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../../../../src/core/export/refusal';
import { patchXmp } from '../../../../src/core/export/xmp/patch';
import { readXmp } from '../../../../src/core/export/xmp/read';
import { NO_WISHES } from '../../../../src/core/export/xmp/wishes';
import { needSamples, samplesDir } from '../../../support/samples';
import { exiftoolTags, needExiftool } from '../exiftool';
import { wishing } from '../shoots';

const EDIT = wishing({ rating: 5, label: 'purple' });

const sidecars =
  samplesDir === null
    ? []
    : readdirSync(samplesDir, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.xmp'))
        .sort();

interface Row {
  readonly name: string;
  readonly outcome: 'only the field' | 'refused' | string;
  readonly reason: string;
}

describe('Patching the sidecars of real programs', () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'qrate-xmp-'));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const differing = (before: Record<string, unknown>, after: Record<string, unknown>) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );

  function tryPatch(samples: string, name: string): Row {
    const bytes = readFileSync(path.join(samples, name));
    try {
      assert.equal(patchXmp(bytes, NO_WISHES), null);
      const patched = patchXmp(bytes, EDIT);
      assert.ok(patched);
      return { name, ...compare(bytes, patched) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { name, outcome: 'refused', reason: error.message };
    }
  }

  /** exiftool reads no XMP file in UTF-16 whose packet header lost its BOM, as one real file's has. */
  const forExiftool = (bytes: Buffer) => (bytes[0] === 0xff ? bytes.toString('utf16le') : bytes);

  function compare(bytes: Buffer, patched: Buffer): { outcome: string; reason: string } {
    const [before, after] = ['before.xmp', 'after.xmp'].map((it) => path.join(dir, it)) as [string, string];
    writeFileSync(before, forExiftool(bytes));
    writeFileSync(after, forExiftool(patched));
    const tags = exiftoolTags(after);
    assert.equal(tags['XMP-xmp:Rating'], 5);
    assert.equal(tags['XMP-xmp:Label'], 'Purple');
    const others = differing(exiftoolTags(before), tags).filter((key) => !['XMP-xmp:Rating', 'XMP-xmp:Label'].includes(key));
    return { outcome: others.length === 0 ? 'only the field' : `also ${others.join(', ')}`, reason: '' };
  }

  it('changes only rating and label for exiftool, or refuses and says why', function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    needExiftool(this);
    const rows = sidecars.map((name) => tryPatch(samples, name));
    for (const row of rows) console.log(`      ${row.outcome.padEnd(16)} ${row.name} ${row.reason}`);
    const refused = rows.filter((row) => row.outcome === 'refused');
    const clean = rows.filter((row) => row.outcome === 'only the field');
    console.log(`      ${rows.length} sidecars: ${clean.length} only the field, ${refused.length} refused`);
    assert.deepEqual(
      refused.map(({ name }) => path.dirname(name)),
      Array(3).fill(path.join('xmp', 'malformed')),
    );
    assert.equal(clean.length, rows.length - refused.length);
  });

  it('gives back the very same bytes when a value is changed and changed back', function () {
    const samples = needSamples(this);
    for (const name of sidecars.filter((it) => !it.includes('malformed'))) {
      const bytes = readFileSync(path.join(samples, name));
      const first = patchXmp(bytes, EDIT) ?? bytes;
      const other = patchXmp(first, wishing({ rating: 1, label: 'red' }));
      assert.ok(other, name);
      assert.deepEqual(patchXmp(other, EDIT), first, name);
      assert.equal(patchXmp(first, EDIT), null, name);
    }
  });

  it('reads the rating that exiftool reads', function () {
    const samples = needSamples(this);
    needExiftool(this);
    for (const name of sidecars.filter((it) => !it.includes('malformed'))) {
      const bytes = readFileSync(path.join(samples, name));
      writeFileSync(path.join(dir, 'read.xmp'), forExiftool(bytes));
      const expected = exiftoolTags(path.join(dir, 'read.xmp'));
      const { rating, label } = readXmp(bytes);
      assert.equal(rating, expected['XMP-xmp:Rating'] ?? null, name);
      assert.equal(label, expected['XMP-xmp:Label'] ?? null, name);
    }
  });
});
