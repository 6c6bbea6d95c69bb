import assert from 'node:assert/strict';
import path from 'node:path';
import { hashBytes, hashFile } from '../../../src/core/analyze/hash';

describe('BLAKE3', () => {
  // test_vectors.json of the BLAKE3 team: input byte i is i mod 251, first 32 bytes of the output.
  const VECTORS = [
    [0, 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
    [1, '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213'],
    [1023, '10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11'],
    [1024, '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7'],
    [1025, 'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444'],
    [2048, 'e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a'],
    [102400, 'bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085'],
  ] as const;

  it('gives the published hashes', async () => {
    for (const [length, expected] of VECTORS) {
      assert.equal(await hashBytes(Uint8Array.from({ length }, (_, i) => i % 251)), expected, `${length} bytes`);
    }
  });

  it('rejects with the system’s code for a file that is not there', async () => {
    await assert.rejects(hashFile(path.join(__dirname, 'no such file')), { code: 'ENOENT' });
  });
});
