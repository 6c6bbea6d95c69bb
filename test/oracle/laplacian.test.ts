import assert from 'node:assert/strict';
import { toGrey } from '../../src/core/analyze/grey';
import { laplacianVariance } from '../../src/core/analyze/sharpness';
import table from './laplacian.json';
import { DRAWINGS, type Drawing, draw, SIZES } from './pictures';
import { askPython, needPython } from './python';

/** Both sides sum in doubles, in another order. */
const close = (actual: number, expected: number, name: string) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, expected), `${name}: ${actual}, OpenCV says ${expected}`);

describe('the variance of the Laplacian', () => {
  it('equals the committed values of OpenCV for every drawing and size', () => {
    assert.equal(table.length, DRAWINGS.length * SIZES.length);
    for (const { drawing, width, height, variance } of table) {
      close(laplacianVariance(draw(drawing as Drawing, width, height)), variance, `${drawing} ${width}×${height}`);
    }
  });

  it('equals the OpenCV of this machine on pixels of a larger picture', function () {
    const command = needPython(this);
    const { data, width, height } = draw('noise', 1440, 960);
    const script = `
import base64, cv2, json, numpy as np, sys
q = json.load(sys.stdin)
grey = np.frombuffer(base64.b64decode(q['data']), np.uint8).reshape(q['height'], q['width'])
print(json.dumps(float(cv2.Laplacian(grey, cv2.CV_64F).var())))`;
    const expected = askPython<number>(command, script, { data: Buffer.from(data).toString('base64'), width, height });
    close(laplacianVariance({ data, width, height }), expected, '1440×960');
  });
});

describe('grey', () => {
  it('equals cvtColor of OpenCV byte for byte', function () {
    const command = needPython(this);
    const noise = draw('noise', 300, 100);
    const script = `
import base64, cv2, json, numpy as np, sys
rgb = np.frombuffer(base64.b64decode(json.load(sys.stdin)), np.uint8).reshape(100, 100, 3)
print(json.dumps(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).ravel().tolist()))`;
    const expected = askPython<number[]>(command, script, Buffer.from(noise.data).toString('base64'));
    assert.deepEqual([...toGrey({ data: noise.data, width: 100, height: 100 }).data], expected);
  });
});
