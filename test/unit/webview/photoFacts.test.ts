import assert from 'node:assert/strict';
import { cameraLine } from '../../../src/webview/explain/photoFacts';
import { percentText, sharpnessText, shutterText } from '../../../src/webview/shared/numbers';

describe('numbers of a photo in words', () => {
  it('writes shutter times as photographers read them', () => {
    const times = [1 / 4000, 0.004, 1 / 3, 0.5, 2.5, 30].map(shutterText);
    assert.deepEqual(times, ['1/4000 s', '1/250 s', '1/3 s', '0.5 s', '2.5 s', '30 s']);
  });

  it('does not round a small fraction to nothing', () => {
    assert.deepEqual([0, 0.004, 0.094, 0.5, 1].map(percentText), ['0 %', '0.4 %', '9.4 %', '50 %', '100 %']);
  });

  it('shows sharpness without false precision', () => {
    assert.deepEqual([0.04, 9.94, 412.7].map(sharpnessText), ['0.0', '9.9', '413']);
  });

  const metadata = {
    timestamp: '2024-05-01T10:00:00.54',
    iso: 400,
    shutter: 0.004,
    aperture: 2.8,
    focalLength: 85,
    make: 'NIKON CORPORATION',
    model: 'NIKON Z 6',
    lens: null,
  };

  it('writes the camera line without what is unknown, and the maker once', () => {
    assert.equal(cameraLine(metadata), 'NIKON Z 6 · 85 mm · f/2.8 · 1/250 s · ISO 400 · 2024-05-01 10:00:00.54');
  });

  it('keeps the maker where the model does not name it', () => {
    const only = {
      ...metadata,
      make: 'SONY',
      model: 'ILCE-7M3',
      timestamp: null,
      iso: null,
      shutter: null,
      aperture: null,
      focalLength: null,
    };
    assert.equal(cameraLine(only), 'SONY ILCE-7M3');
    assert.equal(cameraLine(null), '');
  });
});
