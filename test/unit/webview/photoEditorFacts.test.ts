import assert from 'node:assert/strict';
import { NO_METADATA } from '../../../src/core/model';
import type { PhotoSnapshot, PhotoStrings } from '../../../src/protocol/photo';
import { cameraRows, fileRows, scoreRows } from '../../../src/webview/photo/facts';

/** Every text is its own name, but for those with values in them. */
const named = (special: Record<string, unknown>): unknown =>
  new Proxy(special, { get: (target, name) => (name in target ? target[String(name)] : String(name)) });
const strings = named({
  facts: named({ focalLength35: '{0} ({1})' }),
  programs: ['', 'manual', 'program'],
  modes: ['auto', 'manual'],
  driveModes: { continuous: 'continuous' },
  sources: { embedded: 'the JPEG in the file' },
}) as PhotoStrings;

describe('what the photo editor says of a photo', () => {
  it('leaves out what is unknown', () => {
    assert.deepEqual(cameraRows(NO_METADATA, strings), []);
    assert.deepEqual(cameraRows(null, strings), []);
    assert.deepEqual(scoreRows({ scores: null, strings }), []);
  });

  it('writes what the camera wrote as photographers read it', () => {
    const metadata = {
      ...NO_METADATA,
      timestamp: '2024-05-01T10:00:00.54',
      shutter: 0.004,
      aperture: 2.8,
      focalLength: 85,
      focalLength35: 127,
      exposureBias: -0.3333,
      exposureProgram: 1,
      flash: { fired: false, code: 16 },
      gps: { latitude: 48.1371, longitude: -11.5754, altitude: 519.6 },
      drive: { mode: 'continuous' as const, sequenceNumber: 3, shotCount: null, bracketValue: 0.7 },
      width: 6000,
      height: 4000,
      orientation: 6,
    };
    assert.deepEqual(cameraRows(metadata, strings), [
      ['time', '2024-05-01 10:00:00.54'],
      ['focalLength', '85 mm (127)'],
      ['aperture', 'f/2.8'],
      ['shutter', '1/250 s'],
      ['exposureBias', '−0.33 EV'],
      ['program', 'manual'],
      ['flash', 'flashNotFired'],
      ['drive', 'continuous'],
      ['sequence', '3'],
      ['bracket', '+0.7 EV'],
      ['position', '48.13710, -11.57540, 520 m'],
      ['size', '6000 × 4000'],
      ['orientation', '90°'],
    ]);
  });

  it('names the file, its size and what is shown of it', () => {
    const snapshot = {
      file: '/shoot/a.NEF',
      format: 'raw',
      bytes: 24_300_000,
      source: 'embedded',
      companions: ['a.JPG', 'a.xmp'],
      metadata: null,
      strings,
    };
    assert.deepEqual(fileRows(snapshot as unknown as PhotoSnapshot), [
      ['path', '/shoot/a.NEF'],
      ['format', 'RAW'],
      ['fileSize', '24.3 MB'],
      ['previewFrom', 'the JPEG in the file'],
      ['companions', 'a.JPG, a.xmp'],
    ]);
  });
});
