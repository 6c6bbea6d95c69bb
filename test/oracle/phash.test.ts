import assert from 'node:assert/strict';
import { areaResize } from '../../src/core/analyze/areaResize';
import { hashOf32 } from '../../src/core/analyze/phash';
import { draw } from './pictures';
import { askPython, needPython } from './python';

describe('the perceptual hash', () => {
  it('equals the hash that SciPy computes from the same 32×32 pixels', function () {
    const command = needPython(this);
    const pictures = Array.from({ length: 60 }, (_, i) => areaResize(draw('noise', 40 + 7 * i, 90 + 3 * i), { width: 32, height: 32 }));
    const script = `
import json, numpy as np, scipy.fftpack, sys
def phash(pixels):
    p = np.array(pixels, np.float64).reshape(32, 32)
    low = scipy.fftpack.dct(scipy.fftpack.dct(p, axis=0), axis=1)[:8, :8]
    bits = (low > np.median(low)).flatten()
    return '%016x' % int(''.join('1' if b else '0' for b in bits), 2)
print(json.dumps([phash(p) for p in json.load(sys.stdin)]))`;
    const expected = askPython<string[]>(
      command,
      script,
      pictures.map((picture) => [...picture.data]),
    );
    assert.deepEqual(pictures.map(hashOf32), expected);
  });

  it('shrinks as INTER_AREA of OpenCV does, within one grey level', function () {
    const command = needPython(this);
    const noise = draw('noise', 321, 241);
    const script = `
import base64, cv2, json, numpy as np, sys
grey = np.frombuffer(base64.b64decode(json.load(sys.stdin)), np.uint8).reshape(241, 321)
print(json.dumps([cv2.resize(grey, size, interpolation=cv2.INTER_AREA).ravel().tolist() for size in [(32, 32), (300, 225), (160, 1)]]))`;
    const expected = askPython<number[][]>(command, script, Buffer.from(noise.data).toString('base64'));
    for (const [i, [width, height]] of (
      [
        [32, 32],
        [300, 225],
        [160, 1],
      ] as const
    ).entries()) {
      const ours = areaResize(noise, { width, height }).data;
      assert.ok(
        ours.every((level, at) => Math.abs(level - (expected[i]?.[at] ?? -9)) <= 1),
        `${width}×${height}`,
      );
    }
  });
});
