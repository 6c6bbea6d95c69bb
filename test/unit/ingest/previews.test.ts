import assert from 'node:assert/strict';
import path from 'node:path';
import { ByteSource } from '../../../src/core/ingest/byteSource';
import { READERS } from '../../../src/core/ingest/containers/readers';
import { choosePreview } from '../../../src/core/ingest/preview/choose';
import { sniff } from '../../../src/core/ingest/sniff';
import { needSamples } from '../../support/samples';
import { readManifest } from './manifest';

/** `WxH@offset` of the preview that is chosen, or `none`. */
function biggestPreview(file: string): string {
  const source = ByteSource.open(file);
  try {
    const sniffed = sniff(source);
    if (sniffed === null) return 'none';
    const { chosen } = choosePreview(source, READERS[sniffed.container](source).candidates);
    return chosen ? `${chosen.width}x${chosen.height}@${chosen.candidate.offset}` : 'none';
  } finally {
    source.close();
  }
}

describe('embedded previews of real RAW files', () => {
  it('are found where the manifest says, and only there', function () {
    const samples = needSamples(this);
    const rows = readManifest(samples).filter((row) => row.biggest_embedded_jpeg !== '');
    assert.ok(rows.length > 25, 'the manifest lists the RAW samples');
    const expected = rows.map((row) => `${row.path} ${row.biggest_embedded_jpeg?.replace(/ \(cut.*/, '')}`);
    const actual = rows.map((row) => `${row.path} ${biggestPreview(path.join(samples, row.path ?? ''))}`);
    assert.deepEqual(actual, expected);
  });
});
